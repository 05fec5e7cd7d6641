package org.kamcl.engine.image;

/** What a backbone expects of its input. */
public final class Normalization {
  /** {@code (x / 255 - mean) / deviation} with ImageNet's mean and deviation of each channel. */
  public static final Normalization IMAGENET =
      new Normalization(new double[] {0.485, 0.456, 0.406}, new double[] {0.229, 0.224, 0.225});

  /** {@code (x - 127) / 128}, as EfficientNet-Lite was trained. */
  public static final Normalization LITE =
      new Normalization(
          new double[] {127 / 255.0, 127 / 255.0, 127 / 255.0},
          new double[] {128 / 255.0, 128 / 255.0, 128 / 255.0});

  private final float[][] tables;

  private Normalization(double[] mean, double[] deviation) {
    tables = new float[3][256];
    for (int c = 0; c < 3; c++) {
      for (int x = 0; x < 256; x++) {
        tables[c][x] = (float) ((x / 255.0 - mean[c]) / deviation[c]);
      }
    }
  }

  /**
   * The value of a sample.
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
