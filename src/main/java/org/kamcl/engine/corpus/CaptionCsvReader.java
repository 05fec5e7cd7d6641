package org.kamcl.engine.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.kamcl.csv.CsvTable;

/** Reads a CSV table with the columns filename, caption and optionally split; one row a caption. */
final class CaptionCsvReader {
  private static final String DEFAULT_SPLIT = "test";

  private final CorpusBuilder corpusBuilder;

  CaptionCsvReader(CorpusBuilder corpusBuilder) {
    this.corpusBuilder = corpusBuilder;
  }

  /** Whether the first line names the columns a corpus needs. */
  static boolean hasHeader(Path file) {
    try {
      List<String> columns = CsvTable.columnsOf(file);
      return CsvTable.fileColumn(columns).isPresent() && columns.contains("caption");
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Adds the captions of a table to the corpus.
   *
   * @throws org.kamcl.error.KamclException if it cannot be read or lacks a column
   */
  void read(Path file) {
    CsvTable table = CsvTable.parse(file, TextDecoder.read(file, corpusBuilder));
    int name = table.fileColumn();
    int caption = table.column("caption");
    OptionalInt split = table.optionalColumn("split");
    OptionalInt category = table.optionalColumn("category", "class", "label", "scene");
    table.problems().forEach(corpusBuilder::addProblem);
    for (CsvTable.Row row : table.rows()) {
      List<String> values = row.values();
      String part =
          split.isEmpty() || values.get(split.getAsInt()).isEmpty()
              ? DEFAULT_SPLIT
              : values.get(split.getAsInt());
      Optional<String> listed =
          category.isEmpty() ? Optional.empty() : Optional.of(values.get(category.getAsInt()));
      corpusBuilder.addCaption(
          file, row.line(), values.get(name), part, values.get(caption), listed);
    }
  }
}
