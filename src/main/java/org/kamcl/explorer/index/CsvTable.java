package org.kamcl.explorer.index;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kamcl.explorer.domain.ExplorerException;

/**
 * A CSV file (RFC 4180) whose first line names its columns; comma, semicolon or tab between them.
 */
final class CsvTable {
  private final Path file;
  private final List<String> columns;
  private final List<Row> rows;

  private CsvTable(Path file, List<String> columns, List<Row> rows) {
    this.file = file;
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * A row.
   *
   * @param line of the file it begins in, from 1
   */
  record Row(int line, List<String> values) {}

  /**
   * @throws ExplorerException if it cannot be read, or is not UTF-8
   */
  static CsvTable read(Path file) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8).replaceFirst("^\ufeff", "");
    } catch (CharacterCodingException e) {
      throw new ExplorerException(
          "The table " + file + " is not UTF-8 text: save it as CSV in UTF-8.", e);
    } catch (IOException e) {
      throw new ExplorerException("The table " + file + " is missing or cannot be read.", e);
    }
    String header = text.lines().findFirst().orElse("");
    List<Row> rows = new Parser(text, separator(header)).rows();
    List<String> columns =
        rows.isEmpty()
            ? List.of()
            : rows.get(0).values().stream().map(c -> c.strip().toLowerCase(Locale.ROOT)).toList();
    return new CsvTable(file, columns, rows.subList(Math.min(1, rows.size()), rows.size()));
  }

  private static char separator(String header) {
    for (char candidate : new char[] {',', ';', '\t'}) {
      if (header.indexOf(candidate) >= 0) {
        return candidate;
      }
    }
    return ',';
  }

  /**
   * The index of a column.
   *
   * @throws ExplorerException if there is none of this name
   */
  int column(String name) {
    int index = columns.indexOf(name);
    if (index < 0) {
      throw new ExplorerException(
          "The first line of "
              + file
              + " must name the column "
              + name
              + "; it names "
              + columns
              + ".");
    }
    return index;
  }

  Optional<Integer> optional(String name) {
    int index = columns.indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(index);
  }

  /** The rows that have a value for every column; blank lines are passed over. */
  List<Row> rows() {
    return rows.stream().filter(r -> r.values().size() == columns.size()).toList();
  }

  /** Sentences about the other rows. */
  List<String> problems() {
    return rows.stream()
        .filter(r -> r.values().size() != columns.size())
        .map(
            r ->
                file
                    + ", line "
                    + r.line()
                    + ": has "
                    + r.values().size()
                    + " columns instead of "
                    + columns.size()
                    + " and is left out.")
        .toList();
  }

  /** Splits text into rows; a quoted field may hold separators, line ends and doubled quotes. */
  private static final class Parser {
    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    Parser(String text, char separator) {
      this.text = text;
      this.separator = separator;
    }

    List<Row> rows() {
      List<Row> rows = new ArrayList<>();
      while (at < text.length()) {
        int start = line;
        List<String> values = new ArrayList<>();
        while (field(values)) {
          // The next field of the same row.
        }
        if (values.size() > 1 || !values.get(0).isBlank()) {
          rows.add(new Row(start, values));
        }
      }
      return rows;
    }

    /** Whether another field follows in the row. */
    private boolean field(List<String> values) {
      StringBuilder field = new StringBuilder();
      boolean quoted = false;
      while (at < text.length()) {
        char c = text.charAt(at++);
        line += c == '\n' ? 1 : 0;
        if (c == '"' && quoted && at < text.length() && text.charAt(at) == '"') {
          field.append('"');
          at++;
        } else if (c == '"' && (quoted || field.toString().isBlank())) {
          quoted = !quoted;
        } else if (!quoted && (c == separator || c == '\n')) {
          values.add(field.toString().strip());
          return c == separator;
        } else {
          field.append(c);
        }
      }
      values.add(field.toString().strip());
      return false;
    }
  }
}
