package org.kamcl.bench;

import java.util.Map;

/** The words by which a person asks for a category of images, whose file names begin with it. */
final class CategoryWords {
  /** Categories whose file names are no words. */
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

  /** The words for a category. */
  static String queryFor(String category) {
    return WORDS.getOrDefault(category, category);
  }
}
