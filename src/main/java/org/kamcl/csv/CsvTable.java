package org.kamcl.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.FileMemory;
import org.kamcl.file.PlaceholderFiles;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.TextFiles;

/**
 * A CSV table (RFC 4180) whose first line names its columns, separated by commas, semicolons or
 * tabs, or by what a line {@code sep=;} before it says. Rows that cannot be used are reported with
 * the line they begin on.
 */
public final class CsvTable {
  private static final int HEAD = 1 << 16;
  private static final String BYTE_ORDER_MARK = "\ufeff";

  /** Names of a column that names files, in order of preference. */
  private static final List<String> FILE_COLUMNS =
      List.of("filename", "file", "file_name", "file name", "image", "path");

  private final Path file;
  private final List<String> columns;
  private final List<Row> rows;
  private final List<Problem> problems;

  private CsvTable(Path file, List<String> columns, List<Row> rows, List<Problem> problems) {
    this.file = file;
    this.columns = columns;
    this.rows = rows;
    this.problems = problems;
  }

  /**
   * A row with one value for each column.
   *
   * @param line line of the file it begins on, from 1
   * @param values without surrounding white space
   */
  public record Row(int line, List<String> values) {}

  /**
   * Reads a file in UTF-8, UTF-16 or UTF-32.
   *
   * @throws KamclException if it cannot be read or is not such a text
   */
  public static CsvTable read(Path file) {
    return FileMemory.limited(file, () -> decode(file));
  }

  private static CsvTable decode(Path file) {
    try {
      byte[] bytes = RegularFiles.readAllBytes(file);
      PlaceholderFiles.check(file, Arrays.copyOf(bytes, Math.min(bytes.length, HEAD)));
      return parse(file, TextFiles.decode(bytes));
    } catch (CharacterCodingException e) {
      throw new KamclException(e, CsvError.NOT_UTF8, file);
    } catch (IOException e) {
      throw new KamclException(e, CsvError.UNREADABLE, file);
    }
  }

  /**
   * Parses the text of a table.
   *
   * @param file that the text comes from; problems name it
   */
  public static CsvTable parse(Path file, String text) {
    boolean marked = text.startsWith(BYTE_ORDER_MARK);
    CsvParser parser = new CsvParser(file, marked ? text.substring(1) : text);
    parser.parse();
    return new CsvTable(
        file, parser.columns(), List.copyOf(parser.rows()), List.copyOf(parser.problems()));
  }

  /**
   * Reads the rows of a file one after the other, in memory of constant size. Rows of more than
   * 131,072 characters are skipped.
   *
   * @param reader receives the columns, as a table without rows, and returns what receives the
   *     rows; a row for which that throws a {@link KamclException} is skipped
   * @return problems of the rows that were skipped: the first hundred, and how many more there are
   * @throws KamclException if the file cannot be read or is not text, or if the reader refuses the
   *     columns; rows before the fault may have been received
   */
  public static List<Problem> scan(Path file, Function<CsvTable, Consumer<Row>> reader) {
    CsvScanner scanner = new CsvScanner(file);
    scanner.scan(
        columns -> reader.apply(new CsvTable(file, List.copyOf(columns), List.of(), List.of())));
    return scanner.problems();
  }

  /**
   * The lower-case column names of a file, from its beginning; for recognizing a table. Characters
   * that are not in the encoding of the file are replaced.
   *
   * @throws IOException if it cannot be read
   */
  public static List<String> columnsOf(Path file) throws IOException {
    byte[] head;
    try (InputStream in = RegularFiles.open(file)) {
      head = in.readNBytes(HEAD);
    }
    return parse(file, new String(head, TextFiles.charset(head))).columns();
  }

  /** Lower-case names of the columns. */
  public List<String> columns() {
    return columns;
  }

  /**
   * The index of a column.
   *
   * @param names of the column; an earlier one is preferred
   * @throws KamclException if no column has one of the names; it names the first
   */
  public int column(String... names) {
    return optionalColumn(names)
        .orElseThrow(() -> new KamclException(CsvError.COLUMN_MISSING, file, names[0], columns()));
  }

  /**
   * The index of a column; empty if no column has one of the names.
   *
   * @param names of the column; an earlier one is preferred
   */
  public OptionalInt optionalColumn(String... names) {
    return column(columns(), List.of(names));
  }

  /**
   * The index of the column that names files: {@code filename} or a usual name of it.
   *
   * @throws KamclException if there is none
   */
  public int fileColumn() {
    return fileColumn(columns())
        .orElseThrow(
            () ->
                new KamclException(CsvError.COLUMN_MISSING, file, FILE_COLUMNS.get(0), columns()));
  }

  /** The index of the column that names files; empty if there is none. */
  public static OptionalInt fileColumn(List<String> columns) {
    return column(columns, FILE_COLUMNS);
  }

  private static OptionalInt column(List<String> columns, List<String> names) {
    return names.stream().mapToInt(columns::indexOf).filter(index -> index >= 0).findFirst();
  }

  /** The rows that have a value for every column, without blank lines. */
  public List<Row> rows() {
    return rows;
  }

  /** One problem for each row that was skipped. */
  public List<Problem> problems() {
    return problems;
  }
}
