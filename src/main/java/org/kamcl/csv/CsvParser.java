package org.kamcl.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.kamcl.error.Problem;

/**
 * Parses the text of a table in time linear in its length. A quote that is not closed costs its own
 * row only. Such a quote is recognized at the end of the text and, where a quote of a later row
 * seems to close it, by what follows that quote or by a line in between that is a row itself.
 */
final class CsvParser {
  private static final char[] SEPARATORS = {',', ';', '\t'};
  private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)\"?sep=(.)\"?\\h*");
  private static final Pattern LINE_END = Pattern.compile("[\\r\\n]+$");
  private static final Pattern FILE_NAME = Pattern.compile(".*[^.\\s]\\.[A-Za-z]\\w{1,4}");
  private static final int COLUMNS_OF_A_ROW = 3;

  private final Path file;
  private final String text;
  private final CsvLines lines;
  private final char separator;
  private final int firstLine;

  /** Number of the lines of the table before this text. */
  private final int linesBefore;

  /** Index of the column that names files; -1 if there is none. */
  private int fileColumn = -1;

  private List<String> columns = List.of();
  private final List<CsvTable.Row> rows = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param text without a byte order mark
   */
  CsvParser(Path file, String text) {
    this.file = file;
    this.text = text;
    this.lines = new CsvLines(text);
    this.linesBefore = 0;
    int line = 0;
    while (lines.start(line) < text.length() && line(line).isBlank()) {
      line++;
    }
    var declared = SEPARATOR_LINE.matcher(line(line));
    if (declared.matches()) {
      this.separator = declared.group(1).charAt(0);
      this.firstLine = line + 1;
    } else {
      this.separator = separatorOf(line(line));
      this.firstLine = line;
    }
  }

  /**
   * Continues a table.
   *
   * @param before parser of the text before
   * @param text begins with a row
   * @param linesBefore number of the lines before the text
   */
  CsvParser(CsvParser before, String text, int linesBefore) {
    this.file = before.file;
    this.text = text;
    this.lines = new CsvLines(text);
    this.linesBefore = linesBefore;
    this.separator = before.separator;
    this.firstLine = 0;
    this.columns = before.columns;
    this.fileColumn = before.fileColumn;
  }

  private String line(int number) {
    return LINE_END
        .matcher(text.substring(lines.start(number), lines.start(number + 1)))
        .replaceFirst("");
  }

  /** The separator that occurs most often outside quotes; the comma if none occurs. */
  private static char separatorOf(String header) {
    int[] counts = new int[SEPARATORS.length];
    boolean quoted = false;
    for (int at = 0; at < header.length(); at++) {
      char c = header.charAt(at);
      quoted ^= c == '"';
      for (int i = 0; i < counts.length; i++) {
        counts[i] += !quoted && c == SEPARATORS[i] ? 1 : 0;
      }
    }
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return SEPARATORS[best];
  }

  /** Lower-case names of the columns. */
  List<String> columns() {
    return columns;
  }

  List<CsvTable.Row> rows() {
    return rows;
  }

  List<Problem> problems() {
    return problems;
  }

  void parse() {
    parse(text.length(), Integer.MAX_VALUE);
  }

  /**
   * Parses the rows that begin before an offset.
   *
   * @param limit offset
   * @param longestRow characters; a longer row is skipped
   * @return offset of the first row that was not parsed; the length of the text if a row was
   *     skipped whose end is not in the text
   */
  int parse(int limit, int longestRow) {
    int at = lines.start(firstLine);
    while (at < limit) {
      int line = lines.lineAt(at);
      RowParser row = new RowParser(at);
      boolean closed = row.parse();
      List<String> values = row.values;
      // A quote that was forgotten in one row and closed by another mixes up the columns.
      int number = linesBefore + line + 1;
      if (closed && row.at - at > longestRow) {
        problems.add(Problem.of(CsvError.ROW_TOO_LONG, file, number, longestRow).in(file));
        at = row.at;
      } else if (closed && (row.lastLine == line || columns.isEmpty() || fits(values))) {
        add(number, values);
        at = row.at;
      } else {
        problems.add(Problem.of(CsvError.QUOTE_NOT_CLOSED, file, number).in(file));
        at = lines.start(line + 1);
      }
    }
    return at;
  }

  /** Number of the lines that end before an offset. */
  int linesBefore(int offset) {
    boolean cut = offset > 0 && !isLineEnd(offset - 1);
    return linesBefore + lines.lineAt(offset) + (cut ? 1 : 0);
  }

  private void add(int line, List<String> values) {
    if (values.stream().allMatch(String::isEmpty)) {
      return;
    }
    if (columns.isEmpty()) {
      columns = values.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
      fileColumn = CsvTable.fileColumn(columns).orElse(-1);
    } else if (fits(values)) {
      rows.add(new CsvTable.Row(line, List.copyOf(values.subList(0, columns.size()))));
    } else {
      problems.add(
          Problem.of(CsvError.COLUMN_COUNT, file, line, values.size(), columns.size()).in(file));
    }
  }

  /**
   * Whether there is a value for every column. Spreadsheets write empty cells at the end of rows
   * that were longer once.
   */
  private boolean fits(List<String> values) {
    return values.size() >= columns.size()
        && values.stream().skip(columns.size()).allMatch(String::isEmpty);
  }

  /** Whether a line, taken alone, is a row of the table. */
  private boolean looksLikeRow(int line) {
    List<String> values = new RowParser(lines.start(line)).lineValues();
    if (values.size() != columns.size()) {
      return false;
    }
    return fileColumn >= 0
        ? FILE_NAME.matcher(values.get(fileColumn)).matches()
        : values.size() >= COLUMNS_OF_A_ROW;
  }

  /** Reads the values of one row. */
  private final class RowParser {
    private final List<String> values = new ArrayList<>();
    private int at;
    private int lastLine;

    RowParser(int offset) {
      this.at = offset;
      this.lastLine = lines.lineAt(offset);
    }

    /**
     * Reads a row and moves behind it.
     *
     * @return whether all its quotes are closed
     */
    boolean parse() {
      boolean more = true;
      while (more) {
        skipSpaces();
        StringBuilder value = new StringBuilder();
        if (at < text.length() && text.charAt(at) == '"') {
          int close = closingQuote();
          if (close < 0) {
            return false;
          }
          lastLine = lines.lineAt(close);
          value.append(text.substring(at + 1, close).replace("\"\"", "\""));
          at = close + 1;
        }
        int end = endOfValue(text.length());
        value.append(text, at, end);
        values.add(value.toString().strip());
        at = end;
        more = at < text.length() && text.charAt(at) == separator;
        at += more ? 1 : 0;
      }
      at += text.startsWith("\r\n", at) ? 2 : at < text.length() ? 1 : 0;
      return true;
    }

    /** The quote that closes the value here; -1 if its quote seems not to be closed. */
    private int closingQuote() {
      int close = lines.closingQuote(at);
      int first = lines.lineAt(at);
      int last = close < 0 ? first : lines.lineAt(close);
      if (last == first) {
        return close;
      }
      if (values.size() >= columns.size()) {
        // Not in the header, nor behind the last column: the length of a row stays limited.
        return -1;
      }
      int behind = close + 1;
      while (behind < text.length() && isSpace(text.charAt(behind))) {
        behind++;
      }
      boolean ends =
          behind == text.length() || text.charAt(behind) == separator || isLineEnd(behind);
      return ends && !lines.anyRow(first + 1, last, CsvParser.this::looksLikeRow) ? close : -1;
    }

    /** The values of the line here; a quote that is not closed in it ends with the line. */
    List<String> lineValues() {
      int end = at;
      while (end < text.length() && !isLineEnd(end)) {
        end++;
      }
      boolean more = true;
      while (more) {
        skipSpaces();
        int begin = at;
        if (at < end && text.charAt(at) == '"') {
          int close = lines.closingQuote(at);
          at = close < 0 || close >= end ? end : close + 1;
        }
        at = endOfValue(end);
        values.add(text.substring(begin, at).replace("\"", "").strip());
        more = at < end;
        at += more ? 1 : 0;
      }
      return values;
    }

    private int endOfValue(int limit) {
      int end = at;
      while (end < limit && text.charAt(end) != separator && !isLineEnd(end)) {
        end++;
      }
      return end;
    }

    private void skipSpaces() {
      while (at < text.length() && isSpace(text.charAt(at))) {
        at++;
      }
    }
  }

  private boolean isSpace(char c) {
    return c != separator && (c == ' ' || c == '\t' || c == '\u00a0');
  }

  private boolean isLineEnd(int offset) {
    return text.charAt(offset) == '\n' || text.charAt(offset) == '\r';
  }
}
