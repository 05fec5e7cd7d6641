package org.kamcl.explorer.ui.heatmap;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import org.kamcl.engine.explain.Cividis;
import org.kamcl.engine.explain.HeatMap;
import org.kamcl.engine.explain.HeatMapPainter;

/** Draws heat maps in the colors in which they are saved; low values are transparent. */
final class HeatMapColors {
  /** Longer side of the image of a map, pixels. */
  private static final int SIDE = 448;

  private static final int STOPS = 24;

  private HeatMapColors() {}

  /**
   * The map as an image, interpolated between the centers of its cells; it covers the picture to
   * its edges.
   */
  static Image image(HeatMap map) {
    double scale = (double) SIDE / Math.max(map.width(), map.height());
    int width = (int) Math.max(1, Math.round(map.width() * scale));
    int height = (int) Math.max(1, Math.round(map.height() * scale));
    double low = map.min();
    double range = map.max() - low;
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double value = map.valueAt((x + 0.5) / width, (y + 0.5) / height);
        argb[y * width + x] = premultiplied(range > 0 ? (value - low) / range : 0);
      }
    }
    return new WritableImage(
        new PixelBuffer<>(
            width, height, IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance()));
  }

  private static int premultiplied(double value) {
    double alpha = HeatMapPainter.coverage(value);
    int color = Cividis.argb(value);
    int pixel = (int) Math.round(255 * alpha);
    for (int shift = 16; shift >= 0; shift -= 8) {
      pixel = (pixel << 8) | (int) Math.round(alpha * ((color >> shift) & 0xFF));
    }
    return pixel;
  }

  /** The whole scale from left to right, as transparent as on the picture. */
  static LinearGradient gradient() {
    Stop[] stops = new Stop[STOPS + 1];
    for (int i = 0; i <= STOPS; i++) {
      double value = (double) i / STOPS;
      int color = Cividis.argb(value);
      stops[i] =
          new Stop(
              value,
              Color.rgb(
                  (color >> 16) & 0xFF,
                  (color >> 8) & 0xFF,
                  color & 0xFF,
                  HeatMapPainter.coverage(value)));
    }
    return new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops);
  }
}
