package org.kamcl.explorer.imagery;

import java.util.function.Function;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.explorer.api.ThumbnailSource;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.TileBounds;

/** Thumbnails, read from the files at each call. */
public final class Thumbnails implements ThumbnailSource {
  private final ImageLoader reader;
  private final Function<String, BandRendering> renderings;

  /**
   * @param reader of the files
   * @param renderings band rendering of a collection, by its name
   */
  public Thumbnails(ImageLoader reader, Function<String, BandRendering> renderings) {
    this.reader = reader;
    this.renderings = renderings;
  }

  @Override
  public ArgbImage thumbnail(ImageRecord image, int side) {
    if (side < 1) {
      throw new IllegalArgumentException("A thumbnail has at least one pixel, not " + side);
    }
    RgbImage pixels =
        reader.read(image.file(), image.tile(), side, () -> renderings.apply(image.collection()));
    // By the exact aspect ratio of the tile: its pixels were read with a whole-number step.
    double fullWidth = image.tile().map(TileBounds::width).orElse(pixels.width());
    double fullHeight = image.tile().map(TileBounds::height).orElse(pixels.height());
    double scale = Math.min(1, side / Math.max(fullWidth, fullHeight));
    int width = (int) Math.max(1, Math.round(fullWidth * scale));
    int height = (int) Math.max(1, Math.round(fullHeight * scale));
    byte[] rgb = ImageResizer.bilinear(pixels, width, height).rgb();
    int[] argb = new int[width * height];
    for (int i = 0; i < argb.length; i++) {
      argb[i] =
          0xff000000
              | (rgb[3 * i] & 0xff) << 16
              | (rgb[3 * i + 1] & 0xff) << 8
              | (rgb[3 * i + 2] & 0xff);
    }
    return new ArgbImage(width, height, argb);
  }
}
