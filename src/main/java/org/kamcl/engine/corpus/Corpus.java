package org.kamcl.engine.corpus;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.kamcl.error.Problem;

/**
 * Images with captions, and the problems of the files that list them.
 *
 * @param name of the corpus
 * @param format of its files
 * @param source the file that lists it, or the first one
 * @param choice a note that says which format was chosen and which others were found
 * @param images the usable images in the order of the corpus
 * @param problems what was skipped or corrected
 */
public record Corpus(
    String name,
    CorpusFormat format,
    Path source,
    Problem choice,
    List<CorpusImage> images,
    List<Problem> problems) {

  /** The images of a split, in order. */
  public List<CorpusImage> split(String split) {
    return images.stream().filter(i -> i.split().equals(split)).toList();
  }

  /**
   * The same corpus without some of its images.
   *
   * @param exclusions images that are not in the corpus are ignored
   */
  public Corpus without(List<Exclusion> exclusions) {
    if (exclusions.isEmpty()) {
      return this;
    }
    Set<Exclusion> excluded = new HashSet<>(exclusions);
    List<CorpusImage> kept =
        images.stream().filter(image -> !excluded.contains(Exclusion.of(image))).toList();
    return new Corpus(name, format, source, choice, kept, problems);
  }

  /** The splits that occur, in order of first occurrence. */
  public Set<String> splits() {
    Set<String> splits = new LinkedHashSet<>();
    images.forEach(i -> splits.add(i.split()));
    return splits;
  }

  /** Number of captions of all images. */
  public int captionCount() {
    return images.stream().mapToInt(i -> i.captions().size()).sum();
  }
}
