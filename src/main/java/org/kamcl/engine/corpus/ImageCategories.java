package org.kamcl.engine.corpus;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The categories of a corpus's images. They are listed with the images, or else the folders of the
 * images are named after them (NWPU-Captions), or else the file names begin with them (RSICD, UC
 * Merced). Immutable.
 *
 * @param source where they come from
 */
public record ImageCategories(Source source) {
  /** Where the categories of a corpus come from. */
  public enum Source {
    /** Each entry of the corpus lists its category. */
    LISTED,
    /** Images of a category are in a folder of its name. */
    FOLDER,
    /** File names begin with the category: {@code airport_1.jpg}, {@code agricultural00.tif}. */
    FILE_NAME,
    /** The corpus has no categories. */
    NONE
  }

  private static final Set<String> SPLITS = Set.of("train", "val", "test", "valid", "validation");
  private static final Pattern NUMBERED =
      Pattern.compile("(\\p{L}(?:[\\p{L} _-]*\\p{L})?)[ _-]*\\d+");

  /**
   * Finds where the categories of a corpus are: the first source that gives most images a category,
   * at least two different ones, and two images per category on average.
   *
   * @param images of all splits
   */
  public static ImageCategories of(List<CorpusImage> images) {
    for (Source source : Source.values()) {
      Set<String> different = new HashSet<>();
      int categorized = 0;
      for (CorpusImage image : images) {
        String category = category(source, image);
        if (!category.isEmpty()) {
          categorized++;
          different.add(category);
        }
      }
      if (different.size() >= 2
          && 2 * categorized >= images.size()
          && 2 * different.size() <= categorized) {
        return new ImageCategories(source);
      }
    }
    return new ImageCategories(Source.NONE);
  }

  /** The category of an image; empty if it has none. */
  public String category(CorpusImage image) {
    return category(source, image);
  }

  private static String category(Source from, CorpusImage image) {
    return switch (from) {
      case LISTED -> image.category();
      case FOLDER -> folder(image);
      case FILE_NAME -> beginning(image);
      case NONE -> "";
    };
  }

  private static String folder(CorpusImage image) {
    String name = image.filename().replace('\\', '/');
    int end = name.lastIndexOf('/');
    if (end >= 0) {
      return categoryFolder(name.substring(name.lastIndexOf('/', end - 1) + 1, end));
    }
    Path folder = image.path().getParent();
    Path last = folder == null ? null : folder.getFileName();
    return last == null ? "" : categoryFolder(last.toString());
  }

  private static String categoryFolder(String name) {
    return SPLITS.contains(name.toLowerCase(Locale.ROOT)) ? "" : name;
  }

  private static String beginning(CorpusImage image) {
    String name = image.filename().replace('\\', '/');
    name = name.substring(name.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    Matcher numbered = NUMBERED.matcher(dot > 0 ? name.substring(0, dot) : name);
    return numbered.matches() ? numbered.group(1) : "";
  }
}
