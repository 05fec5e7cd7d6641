package org.kamcl.explorer.ui.map;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * The picture of the earth, redrawn for the map's projection once, so that drawing it is one call.
 * Takes a second, so not on the thread that draws.
 */
final class EarthPicture {
  private static final int SIDE = 2048;

  private EarthPicture() {}

  static Image load() {
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
    int[] from = new int[width * height];
    flat.getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbPreInstance(), from, 0, width);
    int[] to = new int[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      double lat = Mercator.lat((y + 0.5) / SIDE);
      double row = Math.max(0, Math.min(height - 1.001, (90 - lat) / 180 * height - 0.5));
      int above = (int) row;
      double below = row - above;
      for (int x = 0; x < SIDE; x++) {
        int column = (int) ((long) x * width / SIDE);
        to[y * SIDE + x] =
            blend(from[above * width + column], from[(above + 1) * width + column], below);
      }
    }
    PixelBuffer<IntBuffer> pixels =
        new PixelBuffer<>(SIDE, SIDE, IntBuffer.wrap(to), PixelFormat.getIntArgbPreInstance());
    return new WritableImage(pixels);
  }

  private static int blend(int a, int b, double share) {
    int result = 0xFF;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double x = (a >> shift & 0xFF) * (1 - share) + (b >> shift & 0xFF) * share;
      result = result << 8 | (int) (x + 0.5);
    }
    return result;
  }
}
