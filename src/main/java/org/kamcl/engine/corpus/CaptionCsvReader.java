package org.kamcl.engine.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.kamcl.engine.EngineException;

/** A CSV (RFC 4180) with the columns filename, caption and perhaps split; one row a caption. */
final class CaptionCsvReader {
  private static final String DEFAULT_SPLIT = "test";
  private final CorpusBuilder corpusBuilder;

  CaptionCsvReader(CorpusBuilder corpusBuilder) {
    this.corpusBuilder = corpusBuilder;
  }

  /** Whether the first line names the columns a corpus needs. */
  static boolean hasHeader(Path file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1))) {
      String header = reader.readLine();
      if (header == null) {
        return false;
      }
      List<String> columns = columns(header.replaceFirst("^\u00ef\u00bb\u00bf", ""));
      return columns.contains("filename") && columns.contains("caption");
    } catch (IOException e) {
      return false;
    }
  }

  private static char separator(String header) {
    for (char candidate : new char[] {',', ';', '\t'}) {
      if (header.indexOf(candidate) >= 0) {
        return candidate;
      }
    }
    return ',';
  }

  private static List<String> columns(String header) {
    List<String> columns = new ArrayList<>();
    for (String column : header.split(Pattern.quote(separator(header) + ""))) {
      columns.add(column.strip().replace("\"", "").toLowerCase(Locale.ROOT));
    }
    return columns;
  }

  void read(Path file) {
    String text = TextDecoder.read(file, corpusBuilder);
    String header = text.lines().findFirst().orElse("");
    List<String> columns = columns(header);
    int name = columns.indexOf("filename");
    int caption = columns.indexOf("caption");
    int split = columns.indexOf("split");
    if (name < 0 || caption < 0) {
      throw new EngineException(
          "The first line of " + file + " must name the columns filename,caption[,split].");
    }
    Rows rows = new Rows(text, separator(header));
    rows.next();
    for (List<String> row = rows.next(); row != null; row = rows.next()) {
      if (row.size() == 1 && row.get(0).isBlank()) {
        continue;
      }
      if (rows.unclosed) {
        corpusBuilder.addProblem(
            file, rows.startLine, "a quote is opened and never closed; the row is left out");
      } else if (row.size() != columns.size()) {
        corpusBuilder.addProblem(
            file,
            rows.startLine,
            "has " + row.size() + " columns instead of " + columns.size() + " and is left out");
      } else {
        String part =
            split < 0 || row.get(split).isBlank() ? DEFAULT_SPLIT : row.get(split).strip();
        corpusBuilder.addCaption(
            file, rows.startLine, row.get(name).strip(), part, row.get(caption));
      }
    }
  }

  /** Splits text into rows; a quoted field may hold separators, line ends and doubled quotes. */
  private static final class Rows {
    private final String text;
    private final char separator;
    private int at;
    private int line = 1;
    private int startLine;
    private boolean unclosed;

    Rows(String text, char separator) {
      this.text = text;
      this.separator = separator;
    }

    List<String> next() {
      if (at >= text.length()) {
        return null;
      }
      startLine = line;
      int start = at;
      List<String> fields = new ArrayList<>();
      StringBuilder field = new StringBuilder();
      boolean quoted = false;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == '\n') {
          line++;
        }
        if (quoted) {
          if (c != '"') {
            field.append(c);
          } else if (at < text.length() && text.charAt(at) == '"') {
            field.append('"');
            at++;
          } else {
            quoted = false;
          }
        } else if (c == '"' && field.toString().isBlank()) {
          field.setLength(0);
          quoted = true;
        } else if (c == separator) {
          fields.add(field.toString());
          field.setLength(0);
        } else if (c == '\n') {
          break;
        } else if (c != '\r') {
          field.append(c);
        }
      }
      unclosed = quoted;
      if (unclosed) {
        // Go on behind the row's first line: one broken quote must not swallow the rest.
        int end = text.indexOf('\n', start);
        at = end < 0 ? text.length() : end + 1;
        line = startLine + 1;
      }
      fields.add(field.toString());
      return fields;
    }
  }
}
