package org.kamcl.engine.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kamcl.csv.CsvTable;
import org.kamcl.error.KamclException;
import org.kamcl.file.OutputFiles;

/** A CSV table of exclusions with the columns split and filename, for {@code kamcl train}. */
public final class ExclusionFile {
  private ExclusionFile() {}

  /**
   * Reads a table.
   *
   * @throws KamclException if it cannot be read, lacks a column, or has a damaged row: an image
   *     that is not left out would change the training without a sign of it
   */
  public static List<Exclusion> read(Path file) {
    CsvTable table = CsvTable.read(file);
    int split = table.column("split");
    int name = table.fileColumn();
    if (!table.problems().isEmpty()) {
      throw new KamclException(CorpusError.EXCLUSIONS_DAMAGED, file, table.problems().get(0));
    }
    List<Exclusion> exclusions = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      exclusions.add(new Exclusion(row.values().get(split), row.values().get(name)));
    }
    return exclusions;
  }

  /**
   * Writes a table, replacing the file.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, List<Exclusion> exclusions) throws IOException {
    StringBuilder text = new StringBuilder("split,filename\n");
    for (Exclusion exclusion : exclusions) {
      text.append(quoted(exclusion.split()))
          .append(',')
          .append(quoted(exclusion.filename()))
          .append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    OutputFiles.replace(file, stream -> stream.write(bytes));
  }

  private static String quoted(String value) {
    return '"' + value.replace("\"", "\"\"") + '"';
  }
}
