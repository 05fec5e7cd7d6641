package org.kamcl.csv;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

/**
 * A CSV table (RFC 4180) whose first line names its columns, separated by commas, semicolons or
 * tabs. Rows that cannot be used are reported with the line they begin on.
 */
public final class CsvTable {
  /** Each unclosed quote reads the rest of the text again, so that their number is limited. */
  private static final int MAX_UNCLOSED_QUOTES = 32;

  private static final char[] SEPARATORS = {',', ';', '\t'};
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final Path file;
  private final List<String> columns;
  private final List<Row> rows;
  private final List<Problem> problems;

  private CsvTable(Path file, List<String> columns, List<Row> rows, List<Problem> problems) {
    this.file = file;
    this.columns = columns;
    this.rows = List.copyOf(rows);
    this.problems = List.copyOf(problems);
  }

  /**
   * A row with one value for each column.
   *
   * @param line line of the file it begins on, from 1
   * @param values without surrounding white space
   */
  public record Row(int line, List<String> values) {}

  /**
   * Reads a file.
   *
   * @throws KamclException if it cannot be read or is not UTF-8 text
   */
  public static CsvTable read(Path file) {
    try {
      return parse(file, Files.readString(file, StandardCharsets.UTF_8));
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
    Parser parser = new Parser(file, text);
    parser.parse();
    return new CsvTable(file, parser.columns, parser.rows, parser.problems);
  }

  /** The lower-case column names of a header line; for recognizing a table by its first line. */
  public static List<String> columnsOf(String header) {
    Parser parser = new Parser(Path.of(""), header);
    parser.parse();
    return parser.columns;
  }

  /** Lower-case names of the columns. */
  public List<String> columns() {
    return columns;
  }

  /**
   * The index of a column.
   *
   * @throws KamclException if no column has the name
   */
  public int column(String name) {
    return optionalColumn(name)
        .orElseThrow(() -> new KamclException(CsvError.COLUMN_MISSING, file, name, columns));
  }

  /** The index of a column; empty if no column has the name. */
  public OptionalInt optionalColumn(String name) {
    int index = columns.indexOf(name);
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** The rows that have a value for every column, without blank lines. */
  public List<Row> rows() {
    return rows;
  }

  /** One problem for each row that is left out. */
  public List<Problem> problems() {
    return problems;
  }

  /** Reads rows, and continues on the next line after a quote that is never closed. */
  private static final class Parser {
    private final Path file;
    private final String text;
    private final CSVFormat format;
    private final List<Row> rows = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private List<String> columns = List.of();
    private boolean headerRead;

    Parser(Path file, String text) {
      this.file = file;
      this.text = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
      this.format =
          CSVFormat.RFC4180
              .builder()
              .setDelimiter(separator(this.text.lines().findFirst().orElse("")))
              .setIgnoreSurroundingSpaces(true)
              .setTrailingData(true)
              .setIgnoreEmptyLines(false)
              .get();
    }

    private static char separator(String header) {
      for (char candidate : SEPARATORS) {
        if (header.indexOf(candidate) >= 0) {
          return candidate;
        }
      }
      return SEPARATORS[0];
    }

    void parse() {
      int offset = 0;
      int line = 1;
      int unclosed = 0;
      while (offset < text.length()) {
        int broken = readRows(offset, line);
        if (broken == 0) {
          return;
        }
        problems.add(problem(CsvError.QUOTE_NOT_CLOSED, broken));
        if (++unclosed == MAX_UNCLOSED_QUOTES) {
          problems.add(problem(CsvError.TOO_MANY_UNCLOSED_QUOTES, broken));
          return;
        }
        for (; line <= broken; line++) {
          offset = nextLine(offset);
        }
      }
    }

    private Problem problem(CsvError code, int line) {
      return Problem.of(code, file, line).in(file);
    }

    /** Where the line after the one at an offset begins; lines end with LF, CR or both. */
    private int nextLine(int offset) {
      int at = offset;
      while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
        at++;
      }
      boolean both = text.startsWith("\r\n", at);
      return Math.min(text.length(), at + (both ? 2 : 1));
    }

    /**
     * Reads rows up to the end of the text or to a quote that is never closed.
     *
     * @return the line on which the row with the unclosed quote begins; 0 if there is none
     */
    private int readRows(int offset, int firstLine) {
      StringReader reader = new StringReader(text);
      try {
        reader.skip(offset);
        try (CSVParser parser = CSVParser.builder().setReader(reader).setFormat(format).get()) {
          Iterator<CSVRecord> records = parser.iterator();
          while (true) {
            int line = firstLine + (int) parser.getCurrentLineNumber();
            try {
              if (!records.hasNext()) {
                return 0;
              }
              add(line, records.next());
            } catch (UncheckedIOException e) {
              return line;
            }
          }
        }
      } catch (IOException e) {
        // A reader of a string does not fail.
        throw new UncheckedIOException(e);
      }
    }

    private void add(int line, CSVRecord csv) {
      List<String> values = csv.stream().map(String::strip).toList();
      if (values.size() == 1 && values.get(0).isEmpty()) {
        return;
      }
      if (!headerRead) {
        headerRead = true;
        columns = values.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
      } else if (values.size() == columns.size()) {
        rows.add(new Row(line, values));
      } else {
        problems.add(
            Problem.of(CsvError.COLUMN_COUNT, file, line, values.size(), columns.size()).in(file));
      }
    }
  }
}
