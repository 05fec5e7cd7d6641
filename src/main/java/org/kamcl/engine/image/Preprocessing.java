package org.kamcl.engine.image;

/**
 * How an image becomes the square a network reads, and how its values are normalized.
 *
 * @param fit how the square is made
 * @param normalization of the square's values
 */
public record Preprocessing(Fit fit, Normalization normalization) {
  /** The preprocessing of CLIP and its relatives. */
  public static final Preprocessing CLIP = new Preprocessing(Fit.CROP, Normalization.CLIP);

  /** How a square is made of an image. */
  public enum Fit {
    /** Both sides are resized to the square with a bilinear filter; the whole image stays. */
    STRETCH {
      @Override
      public RgbImage square(RgbImage image, int size) {
        return ImageResizer.bilinear(image, size, size);
      }
    },
    /** The shorter side is resized with a bicubic filter and the middle is cut out. */
    CROP {
      @Override
      public RgbImage square(RgbImage image, int size) {
        return ImageResizer.bicubicSquare(image, size);
      }
    };

    /**
     * The square.
     *
     * @param size its side in pixels, at least 1
     */
    public abstract RgbImage square(RgbImage image, int size);
  }

  /** The whole image stretched to the square. */
  public static Preprocessing stretch(Normalization normalization) {
    return new Preprocessing(Fit.STRETCH, normalization);
  }
}
