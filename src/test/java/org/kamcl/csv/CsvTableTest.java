package org.kamcl.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.FileError;

class CsvTableTest {
  private static final Path FILE = Path.of("table.csv");

  @TempDir private Path folder;

  private static List<List<String>> values(CsvTable table) {
    return table.rows().stream().map(CsvTable.Row::values).toList();
  }

  private static List<Integer> lines(CsvTable table) {
    return table.rows().stream().map(CsvTable.Row::line).toList();
  }

  @Test
  void quotedFieldsMayHoldSeparatorsQuotesAndLineBreaks() {
    CsvTable table =
        CsvTable.parse(FILE, "A , b\r\n1,\"x, \"\"y\"\"\nz\"\r\n\r\n 2 , \"t\" t \r\n3,mid\"quote");
    assertEquals(List.of("a", "b"), table.columns());
    assertEquals(
        List.of(List.of("1", "x, \"y\"\nz"), List.of("2", "t t"), List.of("3", "mid\"quote")),
        values(table));
    assertEquals(List.of(2, 5, 6), lines(table));
    assertEquals(List.of(), table.problems());
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void headerDeterminesTheSeparatorAndByteOrderMarkIsIgnored(String separator) {
    CsvTable table =
        CsvTable.parse(
            FILE, "\ufeffname" + separator + "\"Caption\"\na" + separator + "\"b; c, d\te\"\n");
    assertEquals(1, table.column("caption"));
    assertEquals(List.of(List.of("a", "b; c, d\te")), values(table));
    assertEquals(List.of("name", "caption"), table.columns());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void unclosedQuoteSkipsItsRowOnly(String end) {
    String text = String.join(end, "a,b", "1,x", "2,\"open", "3,y", "4,\"z\"", "5");
    CsvTable table = CsvTable.parse(FILE, text.replace("\"z\"", "z"));
    assertEquals(List.of(List.of("1", "x"), List.of("3", "y"), List.of("4", "z")), values(table));
    assertEquals(List.of(2, 4, 5), lines(table));
    assertEquals(
        List.of(
            Problem.of(CsvError.QUOTE_NOT_CLOSED, FILE, 3).in(FILE),
            Problem.of(CsvError.COLUMN_COUNT, FILE, 6, 1, 2).in(FILE)),
        table.problems());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"y", "\"y z\"", "\"", "x\"y\""})
  void quoteThatALaterRowSeemsToCloseSkipsItsRowOnly(String later) {
    CsvTable table =
        CsvTable.parse(
            FILE,
            "filename,lon,note\na.jpg,8,\"house 16\nb.jpg,9,x\nc.jpg,10,"
                + later
                + "\nd.jpg,11,z\n");
    List<String> used = table.rows().stream().map(row -> row.values().get(0)).toList();
    assertTrue(used.containsAll(List.of("b.jpg", "d.jpg")), used::toString);
    assertTrue(table.problems().contains(Problem.of(CsvError.QUOTE_NOT_CLOSED, FILE, 2).in(FILE)));
    // Each of the four rows is used or named.
    assertEquals(4, table.rows().size() + table.problems().size());
  }

  @Test
  void valueWithLineBreaksIsReadIfNoLineLooksLikeARow() {
    CsvTable table =
        CsvTable.parse(
            FILE,
            "filename,caption\na.jpg,\"Boats, many.\nA pier, empty.\n\"\"Old\"\"\"\nb.jpg,\"x\ny\" \n");
    assertEquals(
        List.of(
            List.of("a.jpg", "Boats, many.\nA pier, empty.\n\"Old\""), List.of("b.jpg", "x\ny")),
        values(table));
    assertEquals(List.of(2, 5), lines(table));
    assertEquals(List.of(), table.problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sep=;\\nfile;lon\\na;8,5\\n|3",
        "'\\n\"sep=,\"\\nfile,lon\\na,\"8,5\"\\n'|4",
        "sep=\\t\\nfile\\tlon\\na\\t8,5|3",
        "file;\"lon\";note, remarks\\na;8,5;|2"
      })
  void separatorIsThatOfTheSepLineOrTheMostFrequent(String text, int line) {
    CsvTable table = CsvTable.parse(FILE, text.replace("\\n", "\n").replace("\\t", "\t"));
    assertEquals(List.of("file", "lon"), table.columns().subList(0, 2));
    assertEquals(List.of("a", "8,5"), table.rows().get(0).values().subList(0, 2));
    assertEquals(line, table.rows().get(0).line());
  }

  @Test
  void emptyCellsAfterTheLastColumnAreIgnored() {
    CsvTable table = CsvTable.parse(FILE, "a,b\n1,2,,\n,,,\n1,2,x\n");
    assertEquals(List.of(List.of("1", "2")), values(table));
    assertEquals(
        List.of(Problem.of(CsvError.COLUMN_COUNT, FILE, 4, 3, 2).in(FILE)), table.problems());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void unicodeIsReadWithAndWithoutByteOrderMark(String charset) throws IOException {
    Path file = folder.resolve("t.csv");
    for (String mark : charset.startsWith("UTF-32") ? List.of("\ufeff") : List.of("\ufeff", "")) {
      Files.write(file, (mark + "File,b\nZ\u00fcrich.jpg,2\n").getBytes(Charset.forName(charset)));
      assertEquals(List.of(List.of("Z\u00fcrich.jpg", "2")), values(CsvTable.read(file)));
      assertEquals(List.of("file", "b"), CsvTable.columnsOf(file));
    }
  }

  @Test
  void parsingTimeIsLinearInTheFileSize() {
    String quotes = "filename,caption\na.jpg," + "a\"".repeat(2_000_000) + "\n";
    String value = "\"" + "\"\"".repeat(1_000_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertEquals(1, CsvTable.parse(FILE, quotes).rows().size());
          for (String line :
              List.of("a,x\",\"b\n", "a,b,\"c\n", "\"\n", "a,\"\"\"\n", "\"a\" \"\n")) {
            CsvTable table = CsvTable.parse(FILE, "filename,b,c\n" + line.repeat(200_000));
            assertEquals(200_000, table.rows().size() + table.problems().size(), line);
          }
          assertEquals(1, CsvTable.parse(FILE, "a,b\n1," + value).problems().size());
          assertEquals(1, CsvTable.parse(FILE, "a,b\n1," + value + "\"").rows().size());
        });
  }

  @Test
  void unreadableFilesAreNamed() throws IOException {
    Path absent = folder.resolve("absent.csv");
    assertTrue(
        assertThrows(KamclException.class, () -> CsvTable.read(absent)).is(CsvError.UNREADABLE));
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, "a,b\n1,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(
        assertThrows(KamclException.class, () -> CsvTable.read(latin)).is(CsvError.NOT_UTF8));
    Path table = Files.writeString(folder.resolve("t.csv"), "a,b\n1,2\n");
    KamclException missing =
        assertThrows(KamclException.class, () -> CsvTable.read(table).column("lon"));
    assertTrue(missing.is(CsvError.COLUMN_MISSING));
    assertTrue(missing.getMessage().endsWith("has no column lon. Its columns are: a, b."));
    Path pointer = folder.resolve("pointer.csv");
    Files.writeString(pointer, "version https://example.org/spec/v1\noid sha256:1\n");
    assertTrue(
        assertThrows(KamclException.class, () -> CsvTable.read(pointer))
            .is(FileError.GIT_LFS_POINTER));
    assertEquals(List.of(), CsvTable.parse(FILE, "").columns());
  }
}
