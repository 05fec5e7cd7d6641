package org.kamcl.explorer.imagery;

import org.kamcl.explorer.imagery.tiff.TiffDirectory;
import org.kamcl.explorer.imagery.tiff.TiffTag;

/**
 * Converts 8-bit YCbCr samples to red, green and blue (TIFF 6.0, sections 20 and 21).
 *
 * @param black codes of Y, Cb and Cr that stand for 0
 * @param scale levels per code, for Y, Cb and Cr
 * @param red share of red in Y
 * @param green share of green in Y
 * @param blue share of blue in Y
 */
record YcbcrColors(double[] black, double[] scale, double red, double green, double blue) {
  private static final double[] BT_601 = {0.299, 0.587, 0.114};
  private static final double[] FULL_RANGE = {0, 255, 128, 255, 128, 255};
  private static final double MAX_LEVEL = 255;

  /** As JPEG streams are encoded (ITU-T T.871). */
  static final YcbcrColors JFIF = of(BT_601, FULL_RANGE);

  /** As the tags of an image describe; invalid values count as absent. */
  static YcbcrColors of(TiffDirectory tags) {
    double[] luma = tags.numbers(TiffTag.YCBCR_COEFFICIENTS);
    double[] reference = tags.numbers(TiffTag.REFERENCE_BLACK_WHITE);
    return of(isLuma(luma) ? luma : BT_601, isReference(reference) ? reference : FULL_RANGE);
  }

  private static YcbcrColors of(double[] luma, double[] reference) {
    double[] black = {reference[0], reference[2], reference[4]};
    double half = (int) (MAX_LEVEL / 2);
    double[] scale = {
      MAX_LEVEL / (reference[1] - reference[0]),
      half / (reference[3] - reference[2]),
      half / (reference[5] - reference[4])
    };
    return new YcbcrColors(black, scale, luma[0], luma[1], luma[2]);
  }

  private static boolean isLuma(double[] luma) {
    return luma.length == 3
        && luma[0] > 0
        && luma[1] > 0
        && luma[2] > 0
        && Math.abs(luma[0] + luma[1] + luma[2] - 1) < 0.01;
  }

  private static boolean isReference(double[] reference) {
    return reference.length == 6
        && reference[1] - reference[0] >= 1
        && reference[3] - reference[2] >= 1
        && reference[5] - reference[4] >= 1;
  }

  /**
   * Converts a pixel.
   *
   * @param rgb receives levels of 0 to 255
   */
  void toRgb(float codeY, float codeCb, float codeCr, int[] rgb) {
    double y = (codeY - black[0]) * scale[0];
    double r = y + (codeCr - black[2]) * scale[2] * (2 - 2 * red);
    double b = y + (codeCb - black[1]) * scale[1] * (2 - 2 * blue);
    double g = (y - blue * b - red * r) / green;
    rgb[0] = level(r);
    rgb[1] = level(g);
    rgb[2] = level(b);
  }

  private static int level(double value) {
    return (int) Math.round(Math.max(0, Math.min(MAX_LEVEL, value)));
  }
}
