package org.kamcl.explorer.catalog;

import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.error.LegacyError;
import org.kamcl.error.Problem;
import org.kamcl.error.ProblemJson;

/**
 * Converts the English sentences of catalogs with schema 3 and older: errors and warnings become
 * codes with arguments, tilings become serialized keys. A sentence without a code of its own is
 * kept as the argument of {@link LegacyError#SENTENCE}.
 */
final class LegacyTexts {
  /** Codes are named by their stored identifiers: the catalog does not depend on their packages. */
  private static final List<LegacyCode> CODES =
      List.of(
          new LegacyCode(
              "explorer.imagery.FILE_EMPTY", "The image (.+) is empty: replace the file\\."),
          new LegacyCode(
              "explorer.imagery.NO_VALID_PIXELS",
              "The image (.+) holds no measured pixel: there is nothing to find in it\\."),
          new LegacyCode(
              "explorer.imagery.SMALLER_THAN_INDEXED",
              "The image (.+) is smaller than it was: index its folder again\\."),
          new LegacyCode(
              "explorer.imagery.FILE_MISSING", "The image (.+) is missing or may not be read\\."),
          new LegacyCode(
              "engine.image.DAMAGED",
              "The image (.+) is damaged or incomplete: replace the file\\."),
          new LegacyCode(
              "explorer.index.EXTENT_OUTSIDE_TRAINING_RANGE",
              "(.+): a picture covers ([\\d,]+) m of ground; the model has learned from ([\\d,]+)"
                  + " to ([\\d,]+) m, so expect weaker matches\\.",
              2,
              3,
              4));

  private static final Pattern TILES =
      Pattern.compile(
          "(?:windows of (?<size>[\\d.]+) (?<unit>m|px)"
              + "(?:, overlap (?<overlap>[\\d.]+))?"
              + "(?:, (?<gsd>[\\d.]+) m a pixel)?|whole)"
              + "(?:, mask of (?<mask>\\d+) bytes)?"
              + "(?:, bands \\[(?<bands>[\\d, ]*)\\], (?<low>[\\d.E-]+?)-(?<high>[\\d.E-]+) %)?");

  private LegacyTexts() {}

  /**
   * A sentence that older versions stored.
   *
   * @param id identifier of its code
   * @param sentence a regular expression with a group for each argument of the code
   * @param numbers the groups that are numbers
   */
  private record LegacyCode(String id, Pattern sentence, Set<Integer> numbers) {
    LegacyCode(String id, String sentence, Integer... numbers) {
      this(id, Pattern.compile(sentence, Pattern.DOTALL), Set.of(numbers));
    }
  }

  /** Converts all rows of a catalog that was migrated to schema 4. */
  static void convert(Connection connection) throws SQLException {
    replace(
        connection,
        "SELECT DISTINCT problem FROM problems",
        "UPDATE problems SET problem =",
        "problem",
        text -> ProblemJson.format(problem(text)));
    replace(
        connection,
        "SELECT DISTINCT warnings FROM images WHERE warnings <> '[]'",
        "UPDATE images SET warnings =",
        "warnings",
        LegacyTexts::warnings);
    replace(
        connection,
        "SELECT DISTINCT tiling FROM files",
        "UPDATE files SET tiling =",
        "tiling",
        LegacyTexts::tiling);
  }

  private interface Conversion {
    String of(String text);
  }

  /** Replaces values by way of a temporary table, so that each row is visited once. */
  private static void replace(
      Connection connection, String select, String update, String column, Conversion conversion)
      throws SQLException {
    Map<String, String> values = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(select)) {
      while (row.next()) {
        values.put(row.getString(1), conversion.of(row.getString(1)));
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMP TABLE conversions (before TEXT PRIMARY KEY, after TEXT NOT NULL)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO temp.conversions VALUES (?, ?)")) {
        for (Map.Entry<String, String> value : values.entrySet()) {
          insert.setString(1, value.getKey());
          insert.setString(2, value.getValue());
          insert.executeUpdate();
        }
      }
      statement.execute(
          update
              + " (SELECT c.after FROM temp.conversions c WHERE c.before = "
              + column
              + ") WHERE "
              + column
              + " IN (SELECT c.before FROM temp.conversions c)");
      statement.execute("DROP TABLE temp.conversions");
    }
  }

  private static String warnings(String json) {
    List<Problem> problems = new ArrayList<>();
    JsonParser.parseString(json)
        .getAsJsonArray()
        .forEach(sentence -> problems.add(problem(sentence.getAsString())));
    return ProblemJson.format(problems);
  }

  /** The problem that a sentence describes. */
  static Problem problem(String sentence) {
    for (LegacyCode code : CODES) {
      Matcher m = code.sentence().matcher(sentence);
      if (m.matches()) {
        List<Object> arguments = new ArrayList<>();
        for (int group = 1; group <= m.groupCount(); group++) {
          String text = m.group(group);
          arguments.add(
              code.numbers().contains(group) ? Long.valueOf(text.replace(",", "")) : text);
        }
        return new Problem(code.id(), Optional.empty(), arguments);
      }
    }
    return Problem.of(LegacyError.SENTENCE, sentence);
  }

  /** The serialized key of a tiling; a text that is not one stays as it is. */
  static String tiling(String words) {
    Matcher m = TILES.matcher(words);
    if (!m.matches()) {
      return words;
    }
    List<String> parts = new ArrayList<>();
    parts.add(m.group("size") == null ? "whole" : "tiles=" + plain(m, "size") + m.group("unit"));
    add(parts, m, "overlap");
    add(parts, m, "gsd");
    add(parts, m, "mask");
    if (m.group("low") != null) {
      String bands = m.group("bands").replace(" ", "");
      if (!bands.isEmpty()) {
        parts.add("bands=" + bands);
      }
      parts.add("stretch=" + plain(m, "low") + "-" + plain(m, "high"));
    }
    return String.join(";", parts);
  }

  private static void add(List<String> parts, Matcher m, String name) {
    if (m.group(name) != null) {
      parts.add(name + "=" + plain(m, name));
    }
  }

  private static String plain(Matcher m, String group) {
    return new BigDecimal(m.group(group)).stripTrailingZeros().toPlainString();
  }
}
