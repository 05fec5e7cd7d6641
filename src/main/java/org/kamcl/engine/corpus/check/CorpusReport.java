package org.kamcl.engine.corpus.check;

import java.util.List;
import java.util.SortedMap;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.error.Problem;

/**
 * What the check of a corpus has found.
 *
 * @param corpus the usable images; those of missing files are not among them
 * @param splits number of usable images of each split, in order of first occurrence
 * @param missing one problem for each image whose file is missing or cannot be told from others
 * @param unreadable images whose files cannot be decoded
 * @param shapes number of readable image files by size and bands, most frequent first
 * @param copies groups of images that show the same
 * @param captions counts of captions and words
 * @param suspicious captions that may be wrong, in the order of the corpus
 * @param other further problems of the lists, such as images without captions
 */
public record CorpusReport(
    Corpus corpus,
    List<SplitSize> splits,
    List<Problem> missing,
    List<Unreadable> unreadable,
    List<Shape> shapes,
    List<CopyGroup> copies,
    CaptionCounts captions,
    List<SuspiciousCaption> suspicious,
    List<Problem> other) {

  /**
   * The size of a split.
   *
   * @param split its name
   * @param images number of usable images
   */
  public record SplitSize(String split, int images) {}

  /**
   * An image that cannot be decoded.
   *
   * @param image the image
   * @param reason why
   */
  public record Unreadable(CorpusImage image, Problem reason) {}

  /**
   * Images of one size.
   *
   * @param width columns as stored
   * @param height rows as stored
   * @param bands number of bands; 0 if it is not known
   * @param files number of files
   */
  public record Shape(int width, int height, int bands, int files) {}

  /**
   * Counts of the usable captions.
   *
   * @param captions number of captions
   * @param distinct number of different captions; case and punctuation do not count
   * @param repeating number of images that repeat one of their captions
   * @param perImage number of images by their number of captions
   * @param words number of captions by their number of words
   */
  public record CaptionCounts(
      int captions,
      int distinct,
      int repeating,
      SortedMap<Integer, Integer> perImage,
      SortedMap<Integer, Integer> words) {

    /** Mean number of words of a caption; 0 without captions. */
    public double meanWords() {
      long sum = words.entrySet().stream().mapToLong(e -> (long) e.getKey() * e.getValue()).sum();
      return captions == 0 ? 0 : (double) sum / captions;
    }
  }

  /** Groups of copies that are in several of the splits train, val and test. */
  public List<CopyGroup> leaks() {
    return copies.stream().filter(CopyGroup::isLeak).toList();
  }

  /** Groups of copies that are no leaks. */
  public List<CopyGroup> duplicates() {
    return copies.stream().filter(group -> !group.isLeak()).toList();
  }
}
