package org.kamcl.explorer.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.kamcl.csv.CsvTable;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluations.Protocol;
import org.kamcl.explorer.api.Evaluations.Published;
import org.kamcl.explorer.api.Evaluations.PublishedRow;
import org.kamcl.explorer.api.Evaluations.Remark;
import org.kamcl.explorer.api.Evaluations.Training;

/** The published figures that are shipped with the program. */
final class PublishedTable {
  private static final String TEST = "test";

  /** Parts of the names of corpora, in lower-case letters, and the data sets they name. */
  private static final Map<String, String> DATASETS =
      Map.of("rsicd", "RSICD", "rsitmd", "RSITMD", "ucm", "UCM-Captions", "nwpu", "NWPU-Captions");

  private static final String FILE = "published.csv";
  private static final String[] RECALLS = {
    "i2t_r1", "i2t_r5", "i2t_r10", "t2i_r1", "t2i_r5", "t2i_r10"
  };

  private final List<PublishedRow> rows;

  private PublishedTable(List<PublishedRow> rows) {
    this.rows = rows;
  }

  /** Reads the table of the program. */
  static PublishedTable read() {
    try (InputStream in = Objects.requireNonNull(PublishedTable.class.getResourceAsStream(FILE))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      CsvTable table = CsvTable.parse(Path.of(FILE), text);
      List<PublishedRow> rows = new ArrayList<>();
      for (CsvTable.Row row : table.rows()) {
        rows.add(row(table, row.values()));
      }
      return new PublishedTable(List.copyOf(rows));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All rows, of all data sets. */
  List<PublishedRow> rows() {
    return rows;
  }

  private static PublishedRow row(CsvTable table, List<String> values) {
    List<Double> recalls =
        Stream.of(RECALLS)
            .map(name -> values.get(table.column(name)))
            .filter(value -> !value.isEmpty())
            .map(Double::valueOf)
            .toList();
    return new PublishedRow(
        values.get(table.column("dataset")),
        Integer.parseInt(values.get(table.column("images"))),
        values.get(table.column("method")),
        values.get(table.column("backbone")),
        Training.valueOf(values.get(table.column("training"))),
        Integer.parseInt(values.get(table.column("year"))),
        recalls,
        Double.parseDouble(values.get(table.column("mr"))),
        values.get(table.column("source")),
        Remark.valueOf(values.get(table.column("remark"))));
  }

  /**
   * The data set that a corpus is by its names; empty if none of them says it.
   *
   * @param corpus name of the corpus
   * @param source the file that lists it
   */
  static String dataset(String corpus, Path source) {
    for (String name : List.of(String.valueOf(source.getFileName()), corpus)) {
      String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
      for (Map.Entry<String, String> known : DATASETS.entrySet()) {
        if (letters.contains(known.getKey())) {
          return known.getValue();
        }
      }
    }
    return "";
  }

  /**
   * The figures that an evaluation can be compared with.
   *
   * @param clip whether the encoders of its model are those of CLIP
   */
  Published of(Evaluation.Setting setting, int images, boolean clip) {
    List<PublishedRow> own =
        rows.stream()
            .filter(row -> row.dataset().equals(setting.dataset()))
            .sorted(Comparator.comparingDouble(PublishedRow::meanRecall))
            .toList();
    if (own.isEmpty()) {
      return new Published(setting.dataset(), Protocol.UNKNOWN_CORPUS, 0, List.of(), clip);
    }
    int published = own.get(0).images();
    Protocol protocol = Protocol.SAME;
    if (!setting.split().equals(TEST)) {
      protocol = Protocol.OTHER_SPLIT;
    } else if (images != published) {
      protocol = Protocol.OTHER_IMAGES;
    }
    return new Published(
        setting.dataset(), protocol, published, protocol == Protocol.SAME ? own : List.of(), clip);
  }
}
