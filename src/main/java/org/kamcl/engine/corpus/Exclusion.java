package org.kamcl.engine.corpus;

/**
 * An image of a corpus that a training leaves out. Its files stay as they are.
 *
 * @param split of the image; an image may be listed in several
 * @param filename as listed in the corpus
 */
public record Exclusion(String split, String filename) {
  /** The exclusion of an image. */
  public static Exclusion of(CorpusImage image) {
    return new Exclusion(image.split(), image.filename());
  }
}
