package org.kamcl.engine.image;

/**
 * Normalization of pixel values by channel: {@code (x / 255 - mean) / deviation}. Immutable. A
 * backbone states the one its weights expect.
 */
public final class Normalization {
  /** ImageNet's mean and standard deviation of each channel, as torchvision's models expect. */
  public static final Normalization IMAGENET =
      new Normalization(new double[] {0.485, 0.456, 0.406}, new double[] {0.229, 0.224, 0.225});

  /** Mean and standard deviation of each channel as CLIP and its relatives expect. */
  public static final Normalization CLIP =
      new Normalization(
          new double[] {0.48145466, 0.4578275, 0.40821073},
          new double[] {0.26862954, 0.26130258, 0.27577711});

  private final float[][] tables;

  /**
   * @param mean [3], of red, green and blue, 0..1
   * @param deviation [3], standard deviations, above 0
   */
  public Normalization(double[] mean, double[] deviation) {
    tables = new float[3][256];
    for (int c = 0; c < 3; c++) {
      for (int x = 0; x < 256; x++) {
        tables[c][x] = (float) ((x / 255.0 - mean[c]) / deviation[c]);
      }
    }
  }

  /** The same mean and standard deviation for each channel. */
  public static Normalization of(double mean, double deviation) {
    return new Normalization(
        new double[] {mean, mean, mean}, new double[] {deviation, deviation, deviation});
  }

  /**
   * The normalized value of a sample.
   *
   * @param channel 0 red, 1 green, 2 blue
   * @param level 0..255
   */
  public float apply(int channel, int level) {
    return tables[channel][level];
  }

  float[] table(int channel) {
    return tables[channel];
  }
}
