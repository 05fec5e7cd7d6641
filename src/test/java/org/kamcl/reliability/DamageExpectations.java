package org.kamcl.reliability;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the program must say about each damage, if it says something. A damage without a row may not
 * be mentioned at all, so that a new damage needs a row here.
 */
final class DamageExpectations {
  /**
   * A row of the table; the first that fits counts.
   *
   * @param target pattern of the damaged file or row
   * @param damage pattern of the damage
   * @param says pattern of what the code of the error and the words must contain
   */
  private record Row(Pattern target, Pattern damage, String says) {
    /** The word TARGET stands for the name of the file. */
    Pattern says(String of) {
      String file = of.substring(of.lastIndexOf(' ') + 1);
      return Pattern.compile(says.replace("TARGET", Pattern.quote(file)));
    }
  }

  private static final List<Row> ROWS =
      List.of(
          row("catalog.db", "removed|emptied", "ARCHIVE_EMPTY"),
          row("catalog.db", "truncated|zeroed|flipped", "catalog.db|left out of"),
          row("catalog.db", "restored, other rows", "left out of searches"),
          row("vector cache", ".*", "vectors-\\w+\\.cache is damaged; the catalog is read instead"),
          row("row", "image, hidden|image.*, removed|file, removed", "left out of|has lost"),
          row("row", "embeddings?, .*removed", "embedding"),
          row("row", "collections, removed", "left out of all"),
          row("row", "counts of .*", "left out of all|is not as the program wrote it"),
          row("row", "(vectors?|concepts|embedding|image|file), .*", "left out of (searches|all)"),
          row(
              "row",
              "(footprint|date|gsd|window|size|path|warnings), .*",
              "left out of all answers"),
          row("row", "model, .*", "model"),
          row("row", "collection, .*", "collection"),
          row("row", "captions?, .*", "left out of all"),
          row("row", "captions index, .*", "caption"),
          row("row", "statistics, .*", "statistic|calibrat"),
          row("saved search", ".*", "kept|saved search"),
          row("settings.json", ".*", "settings\\.json"),
          row("imports.json", ".*", "imports\\.json"),
          row("run: .*", ".*", "TARGET|checkpoint|run \"soak\""),
          // What the program makes again is not mentioned.
          row("kept: .*", ".*", "TARGET|damaged"),
          row("export: .*", ".*", "TARGET|\\.kamcl-files|report_files"),
          row("cache: .*", ".*", "cache|TARGET"),
          // A file of the model.
          row("[^ ]+", ".*", "TARGET|\"own\""));

  private DamageExpectations() {}

  private static Row row(String target, String damage, String says) {
    return new Row(Pattern.compile(target), Pattern.compile(damage), says);
  }

  /** Whether the table allows what was said about a damage. */
  static boolean allow(DamageCase damage, String code, String said) {
    return ROWS.stream()
        .filter(row -> row.target.matcher(damage.target()).matches())
        .filter(row -> row.damage.matcher(damage.damage()).matches())
        .findFirst()
        .map(row -> row.says(damage.target()).matcher(code + " " + said).find())
        .orElse(false);
  }
}
