package org.kamcl.explorer.imagery;

import java.util.function.Function;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.explorer.api.ThumbnailSource;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.TileBounds;

/** Small pictures, read from the files each time they are asked for. */
public final class Thumbnails implements ThumbnailSource {
  private final ImageLoader reader;
  private final Function<String, BandRendering> looks;

  /**
   * @param reader of the files
   * @param looks how the scenes of a collection are made visible
   */
  public Thumbnails(ImageLoader reader, Function<String, BandRendering> looks) {
    this.reader = reader;
    this.looks = looks;
  }

  @Override
  public ArgbImage thumbnail(ImageRecord image, int side) {
    if (side < 1) {
      throw new IllegalArgumentException("A picture has at least one pixel, not " + side + ".");
    }
    RgbImage pixels =
        reader.read(image.file(), image.tile(), side, looks.apply(image.collection()));
    // By the window's own shape, for its pixels were read in whole steps.
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
