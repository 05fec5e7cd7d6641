package org.kamcl.engine.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.kamcl.csv.CsvTable;

/** Reads a CSV table with the columns filename, caption and optionally split; one row a caption. */
final class CaptionCsvReader {
  private static final String DEFAULT_SPLIT = "test";
  private static final String UTF8_MARK_AS_LATIN1 = "\u00ef\u00bb\u00bf";

  private final CorpusBuilder corpusBuilder;

  CaptionCsvReader(CorpusBuilder corpusBuilder) {
    this.corpusBuilder = corpusBuilder;
  }

  /** Whether the first line names the columns a corpus needs. */
  static boolean hasHeader(Path file) {
    // Latin-1 decodes any bytes, so that a file in another encoding is still recognized.
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1))) {
      String header = reader.readLine();
      if (header == null) {
        return false;
      }
      String plain = header.startsWith(UTF8_MARK_AS_LATIN1) ? header.substring(3) : header;
      List<String> columns = CsvTable.columnsOf(plain);
      return columns.contains("filename") && columns.contains("caption");
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
    int name = table.column("filename");
    int caption = table.column("caption");
    OptionalInt split = table.optionalColumn("split");
    table.problems().forEach(corpusBuilder::addProblem);
    for (CsvTable.Row row : table.rows()) {
      List<String> values = row.values();
      String part =
          split.isEmpty() || values.get(split.getAsInt()).isEmpty()
              ? DEFAULT_SPLIT
              : values.get(split.getAsInt());
      corpusBuilder.addCaption(file, row.line(), values.get(name), part, values.get(caption));
    }
  }
}
