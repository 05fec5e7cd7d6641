package org.kamcl.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

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
    assertEquals(List.of("name", "caption"), CsvTable.columnsOf("name" + separator + "Caption"));
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

  @Test
  void parsingTimeIsLinearInTheFileSize() {
    String quotes = "filename,caption\na.jpg," + "a\"".repeat(2_000_000) + "\n";
    String reopened =
        IntStream.range(0, 100_000)
            .mapToObj(i -> "a,x\",\"b\n")
            .collect(Collectors.joining("", "filename,caption,more\n", ""));
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertEquals(1, CsvTable.parse(FILE, quotes).rows().size());
          List<Problem> problems = CsvTable.parse(FILE, reopened).problems();
          assertEquals(33, problems.size());
          assertTrue(problems.get(32).is(CsvError.TOO_MANY_UNCLOSED_QUOTES));
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
    assertTrue(missing.getMessage().endsWith("must name the column lon; it names a, b."));
    assertEquals(List.of(), CsvTable.parse(FILE, "").columns());
  }
}
