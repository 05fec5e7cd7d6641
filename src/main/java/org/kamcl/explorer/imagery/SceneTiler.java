package org.kamcl.explorer.imagery;

import java.util.ArrayList;
import java.util.List;
import org.kamcl.explorer.domain.TileBounds;

/**
 * Cuts a scene into windows of equal size that cover all of it, each about as wide on the ground as
 * the pictures the model has learned from.
 */
public final class SceneTiler {
  /** Window of a scene where none is asked for, metres. */
  public static final double DEFAULT_METERS = 600;

  /** Fewer pixels than this show nothing. */
  private static final int FEWEST_PIXELS = 96;

  private static final double LARGEST_METRES = 4_800;

  /** Below this many pixels in the largest window, only the whole scene shows anything. */
  private static final int FEWEST_PIXELS_OF_LARGEST = 32;

  private final TilingSpec tilingSpec;

  /**
   * @param tilingSpec that is wanted
   */
  public SceneTiler(TilingSpec tilingSpec) {
    this.tilingSpec = tilingSpec;
  }

  /**
   * The windows of a scene, row by row.
   *
   * @param width columns of the scene
   * @param height rows of the scene
   * @param across metres a pixel covers along a row; 0 where that is not known
   * @param down metres a pixel covers along a column; 0 where that is not known
   * @return empty if the scene is one picture as it is
   */
  public List<TileBounds> tile(int width, int height, double across, double down) {
    boolean known = across > 0 && down > 0;
    double[] side =
        known ? sides(across, down) : new double[] {tilingSpec.tileSize(), tilingSpec.tileSize()};
    if (side.length == 0 || (!known && !tilingSpec.inPixels())) {
      return List.of();
    }
    int[][] columns = spans(width, side[0]);
    int[][] rows = spans(height, side[1]);
    if (columns.length == 1 && rows.length == 1) {
      return List.of();
    }
    List<TileBounds> windows = new ArrayList<>();
    for (int[] row : rows) {
      for (int[] column : columns) {
        windows.add(new TileBounds(column[0], row[0], column[1], row[1]));
      }
    }
    return windows;
  }

  /** Width and height of a window in pixels of the file; empty if only the whole shows anything. */
  private double[] sides(double across, double down) {
    if (tilingSpec.inPixels()) {
      double metres = tilingSpec.gsd().orElse(0) * tilingSpec.tileSize();
      return metres > 0
          ? new double[] {Math.max(1, metres / across), Math.max(1, metres / down)}
          : new double[] {tilingSpec.tileSize(), tilingSpec.tileSize()};
    }
    if (LARGEST_METRES / Math.max(across, down) < FEWEST_PIXELS_OF_LARGEST) {
      return new double[0];
    }
    return new double[] {side(across), side(down)};
  }

  private double side(double metresPerPixel) {
    double wanted = Math.max(tilingSpec.tileSize() / metresPerPixel, FEWEST_PIXELS);
    return Math.min(wanted, Math.max(tilingSpec.tileSize(), LARGEST_METRES) / metresPerPixel);
  }

  /** First pixel and length of each part of a side. */
  private int[][] spans(int pixels, double window) {
    if (tilingSpec.inPixels() || tilingSpec.overlap() > 0) {
      int length = (int) Math.min(pixels, Math.max(1, Math.round(window)));
      double stride = Math.max(1, length * (1 - tilingSpec.overlap()));
      int parts = (int) Math.ceil((pixels - length) / stride - 1e-9) + 1;
      int[][] spans = new int[parts][];
      for (int i = 0; i < parts; i++) {
        // The last ones move closer together, so that none reaches past the edge.
        int from = parts == 1 ? 0 : (int) Math.round((double) (pixels - length) * i / (parts - 1));
        spans[i] = new int[] {from, length};
      }
      return spans;
    }
    int parts = (int) Math.max(1, Math.floor(pixels / window + 0.5));
    int[][] spans = new int[parts][];
    for (int i = 0; i < parts; i++) {
      int from = edge(pixels, i, parts);
      spans[i] = new int[] {from, edge(pixels, i + 1, parts) - from};
    }
    return spans;
  }

  private static int edge(int pixels, int part, int parts) {
    return (int) Math.round((double) pixels * part / parts);
  }
}
