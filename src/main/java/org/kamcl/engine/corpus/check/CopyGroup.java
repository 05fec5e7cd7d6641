package org.kamcl.engine.corpus.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kamcl.engine.corpus.CorpusImage;

/**
 * Images that show the same: equal, re-encoded, resized, reflected or rotated by 90 degrees.
 *
 * @param copies at least two, in the order of the corpus
 */
public record CopyGroup(List<Copy> copies) {
  /** Splits from which a run learns, by which it selects and by which it is judged. */
  private static final List<String> SPLITS = List.of("train", "val", "test");

  /**
   * An image of a group.
   *
   * @param image the image
   * @param turned whether it is reflected or rotated with respect to the first image of the group
   */
  public record Copy(CorpusImage image, boolean turned) {}

  /** Copies the list. */
  public CopyGroup {
    copies = List.copyOf(copies);
  }

  /** Whether the images are in several of the splits train, val and test. */
  public boolean isLeak() {
    return copies.stream()
            .map(copy -> copy.image().split())
            .filter(SPLITS::contains)
            .distinct()
            .count()
        > 1;
  }

  /**
   * The images of a leak outside the split that is judged last: those of train and val if one is in
   * test, otherwise those of train.
   */
  public List<CorpusImage> beforeEvaluation() {
    int last = copies.stream().mapToInt(copy -> rank(copy.image())).max().orElse(-1);
    return copies.stream()
        .map(Copy::image)
        .filter(image -> rank(image) >= 0 && rank(image) < last)
        .toList();
  }

  /** The images of a leak outside the split that is learned from. */
  public List<CorpusImage> afterTraining() {
    int first =
        copies.stream().mapToInt(copy -> rank(copy.image())).filter(r -> r >= 0).min().orElse(-1);
    return copies.stream().map(Copy::image).filter(image -> rank(image) > first).toList();
  }

  /** The images that repeat an earlier one of the same split. */
  public List<CorpusImage> repetitions() {
    Set<String> splits = new HashSet<>();
    return copies.stream().map(Copy::image).filter(image -> !splits.add(image.split())).toList();
  }

  private static int rank(CorpusImage image) {
    return SPLITS.indexOf(image.split());
  }
}
