package org.kamcl.explorer.ui.scoremap;

import org.kamcl.engine.explain.Cividis;
import org.kamcl.engine.explain.HeatMapPainter;
import org.kamcl.engine.localization.ScoreGrid;
import org.kamcl.explorer.map.MapWarp;

/**
 * A score map as colors. Low scores, and places without data, are clear.
 *
 * @param width columns
 * @param height rows
 * @param argb premultiplied colors, row by row
 */
record ScorePicture(int width, int height, int[] argb) {
  /** Longer side of a picture, pixels: a map is smooth, since tiles overlap. */
  private static final int SIDE = 1024;

  private static final int CLEAR = 0;

  /** The scene as stored. */
  static ScorePicture ofScene(ScoreGrid grid) {
    double scale = Math.min(1, (double) SIDE / Math.max(grid.sceneWidth(), grid.sceneHeight()));
    int width = (int) Math.max(1, Math.round(grid.sceneWidth() * scale));
    int height = (int) Math.max(1, Math.round(grid.sceneHeight() * scale));
    ScoreGrid.Range range = grid.range();
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float score =
            grid.at((x + 0.5) * grid.sceneWidth() / width, (y + 0.5) * grid.sceneHeight() / height);
        argb[y * width + x] = color(range, score);
      }
    }
    return new ScorePicture(width, height, argb);
  }

  /** The scene as it is on the map. */
  static ScorePicture onMap(ScoreGrid grid, MapWarp warp) {
    ScoreGrid.Range range = grid.range();
    int[] argb = new int[warp.width() * warp.height()];
    for (int y = 0; y < warp.height(); y++) {
      for (int x = 0; x < warp.width(); x++) {
        argb[y * warp.width() + x] = color(range, at(grid, warp, x, y));
      }
    }
    return new ScorePicture(warp.width(), warp.height(), argb);
  }

  /** The score at a pixel of the map; not a number where the scene, or its data, is not. */
  static float at(ScoreGrid grid, MapWarp warp, int column, int row) {
    float x = warp.imageX(column, row);
    return Float.isNaN(x)
        ? Float.NaN
        : grid.at(x * grid.sceneWidth(), warp.imageY(column, row) * grid.sceneHeight());
  }

  /** Longer side of the raster on the map, pixels. */
  static int side() {
    return SIDE;
  }

  private static int color(ScoreGrid.Range range, float score) {
    if (Float.isNaN(score)) {
      return CLEAR;
    }
    double share = Math.max(0, Math.min(1, range.share(score)));
    double alpha = HeatMapPainter.coverage(share);
    int color = Cividis.argb(share);
    int pixel = (int) Math.round(255 * alpha);
    for (int shift = 16; shift >= 0; shift -= 8) {
      pixel = (pixel << 8) | (int) Math.round(alpha * ((color >> shift) & 0xFF));
    }
    return pixel;
  }
}
