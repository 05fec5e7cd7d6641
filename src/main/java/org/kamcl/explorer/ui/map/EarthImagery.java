package org.kamcl.explorer.ui.map;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import org.kamcl.explorer.map.BasemapReader;
import org.kamcl.explorer.map.CoverageRasterizer;

/**
 * The picture of the earth.
 *
 * @param width columns, once round the earth from 180 degrees west
 * @param height rows, from pole to pole
 * @param argb row-major, opaque
 */
record EarthImagery(int width, int height, int[] argb) {
  /** Decodes it; takes a moment, so not on the thread that draws. */
  static EarthImagery load() {
    Image flat;
    try (InputStream stream = BasemapReader.picture()) {
      flat = new Image(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int width = (int) flat.getWidth();
    int height = (int) flat.getHeight();
    if (width == 0) {
      throw new IllegalStateException(
          "The picture of the earth cannot be decoded.", flat.getException());
    }
    int[] pixels = new int[width * height];
    flat.getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    return new EarthImagery(width, height, pixels);
  }

  /** The colour at a place, between the pixels around it. */
  int colorAt(double lon, double lat) {
    double x = (lon + 180) / 360 * width - 0.5;
    double y = Math.max(0, Math.min(height - 1.001, (90 - lat) / 180 * height - 0.5));
    int column = (int) Math.floor(x);
    int row = (int) y;
    int right = Math.floorMod(column + 1, width);
    int left = Math.floorMod(column, width);
    int upper =
        CoverageRasterizer.mix(argb[row * width + left], argb[row * width + right], x - column);
    int lower =
        CoverageRasterizer.mix(
            argb[(row + 1) * width + left], argb[(row + 1) * width + right], x - column);
    return CoverageRasterizer.mix(upper, lower, y - row);
  }
}
