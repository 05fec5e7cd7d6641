package org.kamcl.explorer.ui.theme;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/** The application icon: a grid of hits in the colors of their scores. */
public final class WindowIcon {
  private static final int CELLS = 3;

  /** False match rates of the nine hits, row by row. */
  private static final double[] FALSE_MATCH_RATES = {
    0.1, 0.03, 0.01, 0.02, 0.0003, 0.004, 0.05, 0.006, 0.0015
  };

  private WindowIcon() {}

  /** The icon in all common sizes. */
  public static List<Image> images() {
    return IntStream.of(16, 24, 32, 48, 64, 128, 256).<Image>mapToObj(WindowIcon::image).toList();
  }

  private static WritableImage image(int side) {
    WritableImage image = new WritableImage(side, side);
    PixelWriter pixels = image.getPixelWriter();
    int gap = Math.max(1, side / 16);
    int cell = (side - (CELLS - 1) * gap) / CELLS;
    int edge = (side - CELLS * cell - (CELLS - 1) * gap) / 2;
    int[] square = new int[cell * cell];
    for (int i = 0; i < FALSE_MATCH_RATES.length; i++) {
      Arrays.fill(square, argb(ScoreColorScale.color(FALSE_MATCH_RATES[i])));
      int left = edge + i % CELLS * (cell + gap);
      int top = edge + i / CELLS * (cell + gap);
      pixels.setPixels(left, top, cell, cell, PixelFormat.getIntArgbInstance(), square, 0, cell);
    }
    return image;
  }

  private static int argb(Color color) {
    return 0xff << 24
        | (int) Math.round(color.getRed() * 255) << 16
        | (int) Math.round(color.getGreen() * 255) << 8
        | (int) Math.round(color.getBlue() * 255);
  }
}
