package org.kamcl.explorer.archive;

import java.util.List;

/**
 * How strongly images show the concepts of a model.
 *
 * @param means mean strength by concept, 0..1
 * @param images number of images that show a concept clearly, by concept
 */
public record ConceptStrengths(double[] means, int[] images) {
  private static final double LEVELS = 255;

  /** Strength from which a concept is shown as one of an image. */
  private static final double CLEAR = 0.1;

  /** Those of no image. */
  public static final ConceptStrengths NONE = new ConceptStrengths(new double[0], new int[0]);

  /**
   * Those of images.
   *
   * @param rows the images, one byte per concept, 255 for a strength of 1
   */
  public static ConceptStrengths of(List<byte[]> rows) {
    int concepts = rows.stream().mapToInt(row -> row.length).max().orElse(0);
    long[] sums = new long[concepts];
    int[] images = new int[concepts];
    for (byte[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        int strength = row[i] & 0xff;
        sums[i] += strength;
        images[i] += strength >= CLEAR * LEVELS ? 1 : 0;
      }
    }
    double[] means = new double[concepts];
    for (int i = 0; i < concepts; i++) {
      means[i] = sums[i] / LEVELS / rows.size();
    }
    return new ConceptStrengths(means, images);
  }

  /**
   * An estimate for more images of which these are a sample.
   *
   * @param sampled number of images of the sample, at least 1
   * @param all number of images, at least that
   */
  public ConceptStrengths scaled(int sampled, int all) {
    int[] estimated = new int[images.length];
    for (int i = 0; i < estimated.length; i++) {
      estimated[i] = (int) Math.round((double) images[i] * all / sampled);
    }
    return new ConceptStrengths(means, estimated);
  }

  /** Number of images that show a concept clearly. */
  public int imagesWith(int concept) {
    return concept < images.length ? images[concept] : 0;
  }
}
