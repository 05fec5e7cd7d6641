package org.kamcl.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

/** Tables that are read row by row. */
class CsvScannerTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void setFile() {
    file = folder.resolve("t.csv");
  }

  private record Scanned(List<String> columns, List<CsvTable.Row> rows, List<Problem> problems) {}

  private static Scanned scan(Path file) {
    List<String> columns = new ArrayList<>();
    List<CsvTable.Row> rows = new ArrayList<>();
    List<Problem> problems =
        CsvTable.scan(
            file,
            table -> {
              columns.addAll(table.columns());
              return rows::add;
            });
    return new Scanned(columns, rows, problems);
  }

  /** Rows of 3 MB with line ends, quotes and blank lines of all kinds. */
  private static String randomTable(String lineEnd, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder("filename;lon;note" + lineEnd);
    for (int i = 0; text.length() < 3_000_000; i++) {
      text.append("tile ").append(i).append(".tif;").append(random.nextDouble()).append(';');
      switch (random.nextInt(6)) {
        case 0 -> text.append("\"in ").append(lineEnd).append("two \"\"lines\"\"; here\"");
        case 1 -> text.append("\"").append("long ".repeat(random.nextInt(2_000))).append("\"");
        case 2 -> text.append(random.nextInt(40) == 0 ? "\"not closed" : "Z\u00fcrich");
        case 3 -> text.append(random.nextInt(40) == 0 ? "a;b;c" : "x");
        default -> text.append("y").append(lineEnd.repeat(random.nextInt(3)));
      }
      text.append(lineEnd);
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void windowsGiveTheSameRowsAsTheWholeText(String lineEnd) throws IOException {
    String text = randomTable(lineEnd, lineEnd.hashCode());
    CsvTable whole = CsvTable.parse(file, text);
    assertTrue(whole.problems().size() > 20 && whole.problems().size() < 100);
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
      Files.write(file, ("\ufeff" + text).getBytes(charset));
      Scanned scanned = scan(file);
      assertEquals(whole.columns(), scanned.columns);
      assertEquals(whole.rows().size(), scanned.rows.size());
      for (int i = 0; i < scanned.rows.size(); i++) {
        assertEquals(whole.rows().get(i), scanned.rows.get(i));
      }
      assertEquals(whole.problems(), scanned.problems);
    }
  }

  @Test
  void aLineOfManyMegabytesCostsItsRow() throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("a,b\n1,2\n");
      for (int i = 0; i < 5_000; i++) {
        out.write("\"x,".repeat(1_000));
      }
      out.write("\r\n3,4\n");
      out.write("y".repeat(200_000) + ",5\n\"6\",7");
    }
    Scanned scanned = scan(file);
    assertEquals(
        List.of(
            new CsvTable.Row(2, List.of("1", "2")),
            new CsvTable.Row(4, List.of("3", "4")),
            new CsvTable.Row(6, List.of("6", "7"))),
        scanned.rows);
    assertEquals(
        List.of(
            Problem.of(CsvError.QUOTE_NOT_CLOSED, file, 3).in(file),
            Problem.of(CsvError.ROW_TOO_LONG, file, 5, CsvScanner.LONGEST_ROW).in(file)),
        scanned.problems);
  }

  @Test
  void aHundredProblemsAreListedAndTheOthersCounted() throws IOException {
    Files.writeString(file, "a,b\n" + "1\n".repeat(1_234) + "1,2\n");
    Scanned scanned = scan(file);
    assertEquals(1, scanned.rows.size());
    assertEquals(101, scanned.problems.size());
    assertEquals(
        Problem.of(CsvError.MORE_ROWS_SKIPPED, file, 1_134L).in(file), scanned.problems.get(100));
  }

  @Test
  void aRowThatTheReaderRefusesIsAProblem() throws IOException {
    Files.writeString(file, "a\n1\n2\n3\n");
    List<String> read = new ArrayList<>();
    List<Problem> problems =
        CsvTable.scan(
            file,
            table ->
                row -> {
                  if (row.line() == 3) {
                    throw new KamclException(CsvError.QUOTE_NOT_CLOSED, file, row.line());
                  }
                  read.add(row.values().get(0));
                });
    assertEquals(List.of("1", "3"), read);
    assertEquals(List.of(Problem.of(CsvError.QUOTE_NOT_CLOSED, file, 3).in(file)), problems);
  }

  @Test
  void emptyAndUnreadableFilesAreRefusedAsBefore() throws IOException {
    Files.writeString(file, "");
    assertEquals(List.of(), scan(file).columns);
    Files.write(file, "a,b\nK\u00f6ln,1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(assertThrows(KamclException.class, () -> scan(file)).is(CsvError.NOT_UTF8));
    Path missing = folder.resolve("missing.csv");
    assertTrue(assertThrows(KamclException.class, () -> scan(missing)).is(CsvError.UNREADABLE));
  }
}
