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

  /**
   * How a square is made of an image: the image is resized, and its middle is cut out.
   *
   * @param stretched whether both sides are resized to the same length; otherwise the shorter side
   *     is, and the longer one in proportion
   * @param filter of the resizing
   * @param resized length of that side in a ratio with {@code cut}, at least {@code cut}
   * @param cut side of the square in that ratio, at least 1; equal to {@code resized} where nothing
   *     is cut off that side
   */
  public record Fit(boolean stretched, Resampling filter, int resized, int cut) {
    /** Both sides are resized to the square with a bilinear filter; the whole image stays. */
    public static final Fit STRETCH = new Fit(true, Resampling.BILINEAR, 1, 1);

    /** The shorter side is resized with a bicubic filter and the middle is cut out. */
    public static final Fit CROP = new Fit(false, Resampling.BICUBIC, 1, 1);

    /**
     * @throws IllegalArgumentException if a part is missing or the ratio is below 1
     */
    public Fit {
      if (filter == null || cut < 1 || resized < cut) {
        throw new IllegalArgumentException("A fit of " + resized + " to " + cut + ", " + filter);
      }
      if (resized == cut) {
        resized = 1;
        cut = 1;
      }
    }

    /**
     * The square.
     *
     * @param size its side in pixels, at least 1
     */
    public RgbImage square(RgbImage image, int size) {
      long side = (long) resized * size / cut;
      int shorter = Math.min(image.width(), image.height());
      long width = stretched ? side : side * image.width() / shorter;
      long height = stretched ? side : side * image.height() / shorter;
      return ImageResizer.middle(filter, image, width, height, size);
    }
  }

  /** The whole image stretched to the square. */
  public static Preprocessing stretch(Normalization normalization) {
    return new Preprocessing(Fit.STRETCH, normalization);
  }
}
