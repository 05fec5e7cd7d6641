package org.kamcl.explorer.imagery;

import java.util.ArrayList;
import java.util.List;
import org.kamcl.explorer.domain.PixelWindow;

/**
 * Cuts a scene into windows of equal size that cover all of it, each about as wide on the ground as
 * the pictures the model has learned from.
 */
public final class SceneTiler {
  /** Window of a scene where none is asked for, metres. */
  public static final double DEFAULT_METRES = 600;

  /** Fewer pixels than this show nothing. */
  private static final int FEWEST_PIXELS = 96;

  private static final double LARGEST_METRES = 4_800;

  /** Below this many pixels in the largest window, only the whole scene shows anything. */
  private static final int FEWEST_PIXELS_OF_LARGEST = 32;

  private final double windowMetres;

  /**
   * @param windowMetres width wanted on the ground
   */
  public SceneTiler(double windowMetres) {
    this.windowMetres = windowMetres;
  }

  /**
   * The windows of a scene, row by row.
   *
   * @param width columns of the scene
   * @param height rows of the scene
   * @param across metres a pixel covers along a row
   * @param down metres a pixel covers along a column
   * @return empty if the scene is one picture as it is
   */
  public List<PixelWindow> cut(int width, int height, double across, double down) {
    if (LARGEST_METRES / Math.max(across, down) < FEWEST_PIXELS_OF_LARGEST) {
      return List.of();
    }
    int columns = parts(width, across);
    int rows = parts(height, down);
    if (columns == 1 && rows == 1) {
      return List.of();
    }
    List<PixelWindow> windows = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      int top = edge(height, r, rows);
      int bottom = edge(height, r + 1, rows);
      for (int c = 0; c < columns; c++) {
        int left = edge(width, c, columns);
        windows.add(new PixelWindow(left, top, edge(width, c + 1, columns) - left, bottom - top));
      }
    }
    return windows;
  }

  private int parts(int pixels, double metresPerPixel) {
    double wanted = Math.max(windowMetres / metresPerPixel, FEWEST_PIXELS);
    double window = Math.min(wanted, Math.max(windowMetres, LARGEST_METRES) / metresPerPixel);
    return (int) Math.max(1, Math.floor(pixels / window + 0.5));
  }

  private static int edge(int pixels, int part, int parts) {
    return (int) Math.round((double) pixels * part / parts);
  }
}
