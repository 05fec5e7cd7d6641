package org.kamcl.bench;

import java.util.Map;

/** Query words for the categories of a corpus whose file names begin with their category. */
final class CategoryWords {
  /** Categories whose names are not plain words. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("bareland", "bare land"),
          Map.entry("baseballfield", "baseball field"),
          Map.entry("commercial", "commercial area"),
          Map.entry("denseresidential", "dense residential area"),
          Map.entry("industrial", "industrial area"),
          Map.entry("mediumresidential", "medium residential area"),
          Map.entry("parking", "parking lot"),
          Map.entry("railwaystation", "railway station"),
          Map.entry("sparseresidential", "sparse residential area"),
          Map.entry("storagetanks", "storage tanks"));

  private CategoryWords() {}

  /** The category of a file such as {@code railwaystation_12.jpg}. */
  static String category(String filename) {
    return filename.split("_")[0];
  }

  /** The query for a category. */
  static String queryFor(String category) {
    return WORDS.getOrDefault(category, category);
  }
}
