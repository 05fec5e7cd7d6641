package org.kamcl.csv;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.PlaceholderFiles;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.TextFiles;

/**
 * Reads a table of any size in memory of constant size: window by window. A window overlaps the one
 * before by the rows that begin in its last part, so that the longest row fits into it.
 */
final class CsvScanner {
  /** Characters of the longest row; a longer one is skipped. */
  static final int LONGEST_ROW = 1 << 17;

  private static final int WINDOW = 1 << 20;
  private static final int HEAD = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final Path file;
  private final RowProblems problems;

  CsvScanner(Path file) {
    this.file = file;
    this.problems = new RowProblems(file);
  }

  /** Problems of the rows that were skipped. */
  List<Problem> problems() {
    return problems.list();
  }

  /**
   * Reads all rows.
   *
   * @param reader receives the columns once and returns what receives the rows
   * @throws KamclException if the file cannot be read or is not text, or the reader refuses the
   *     columns
   */
  void scan(Function<List<String>, Consumer<CsvTable.Row>> reader) {
    try (InputStream in = RegularFiles.open(file)) {
      byte[] head = in.readNBytes(HEAD);
      PlaceholderFiles.check(file, head);
      InputStream all = new SequenceInputStream(new ByteArrayInputStream(head), in);
      Reader text =
          new BufferedReader(
              new InputStreamReader(
                  all,
                  TextFiles.charset(head)
                      .newDecoder()
                      .onMalformedInput(CodingErrorAction.REPORT)
                      .onUnmappableCharacter(CodingErrorAction.REPORT)));
      new Scan(text, reader).run();
    } catch (CharacterCodingException e) {
      throw new KamclException(e, CsvError.NOT_UTF8, file);
    } catch (IOException e) {
      throw new KamclException(e, CsvError.UNREADABLE, file);
    }
  }

  private final class Scan {
    private final Reader in;
    private final Function<List<String>, Consumer<CsvTable.Row>> reader;

    /** One character more, so that CR and LF are never in different windows. */
    private final char[] buffer = new char[WINDOW + 1];

    private boolean ended;

    Scan(Reader in, Function<List<String>, Consumer<CsvTable.Row>> reader) {
      this.in = in;
      this.reader = reader;
    }

    void run() throws IOException {
      String text = window("");
      if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
        text = text.substring(1);
      }
      CsvParser parser = new CsvParser(file, text);
      int end = parse(parser, text);
      Consumer<CsvTable.Row> rows = reader.apply(parser.columns());
      deliver(parser, rows);
      while (end >= 0) {
        int lines = parser.linesBefore(end);
        if (end == text.length() && !endsLine(text)) {
          skipLine();
        }
        text = window(text.substring(end));
        parser = new CsvParser(parser, text, lines);
        end = parse(parser, text);
        deliver(parser, rows);
      }
    }

    /** Parses a window; returns where the next one begins, or -1 if it was the last. */
    private int parse(CsvParser parser, String text) {
      int end = parser.parse(ended ? text.length() : text.length() - LONGEST_ROW, LONGEST_ROW);
      return ended ? -1 : end;
    }

    /** A text and what follows it, as long as a window or to the end of the file. */
    private String window(String begin) throws IOException {
      begin.getChars(0, begin.length(), buffer, 0);
      int length = begin.length();
      int read = 0;
      while (length < WINDOW && read >= 0) {
        read = in.read(buffer, length, WINDOW - length);
        length += Math.max(0, read);
      }
      ended = length < WINDOW;
      if (length == WINDOW && buffer[length - 1] == '\r') {
        read = in.read(buffer, length, 1);
        length += Math.max(0, read);
      }
      return new String(buffer, 0, length);
    }

    private static boolean endsLine(String text) {
      return text.endsWith("\n") || text.endsWith("\r");
    }

    private void skipLine() throws IOException {
      int c = in.read();
      while (c >= 0 && c != '\n' && c != '\r') {
        c = in.read();
      }
      in.mark(1);
      if (c == '\r' && in.read() != '\n') {
        in.reset();
      }
    }

    private void deliver(CsvParser parser, Consumer<CsvTable.Row> rows) {
      parser.problems().forEach(problems::add);
      for (CsvTable.Row row : parser.rows()) {
        try {
          rows.accept(row);
        } catch (KamclException e) {
          problems.add(e.problem(file));
        }
      }
    }
  }
}
