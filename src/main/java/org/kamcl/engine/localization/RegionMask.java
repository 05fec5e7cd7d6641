package org.kamcl.engine.localization;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.kamcl.error.KamclException;

/**
 * The pixels of regions. The vertices are truncated to whole pixels, and the pixels on the edges
 * belong to a region. Where regions overlap, their union counts.
 */
public final class RegionMask {
  private final int width;
  private final int height;
  private final BitSet pixels;

  /**
   * A mask by its pixels.
   *
   * @param pixels row by row
   */
  RegionMask(int width, int height, BitSet pixels) {
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  /**
   * Fills regions.
   *
   * @param width columns of the scene
   * @param height rows of the scene
   * @throws KamclException if a region contains no pixel of the scene
   */
  public static RegionMask of(List<Region> regions, int width, int height) {
    RegionMask mask = new RegionMask(width, height, new BitSet(width * height));
    if (regions.isEmpty()) {
      throw new KamclException(LocalizationError.REGION_EMPTY);
    }
    for (Region region : regions) {
      RegionMask one = new RegionMask(width, height, new BitSet(width * height));
      one.fill(region);
      if (one.pixels.isEmpty()) {
        throw new KamclException(LocalizationError.REGION_EMPTY);
      }
      mask.pixels.or(one.pixels);
    }
    return mask;
  }

  /** Whether a pixel belongs to a region. */
  public boolean contains(int x, int y) {
    return pixels.get(y * width + x);
  }

  /** Number of pixels. */
  public int size() {
    return pixels.cardinality();
  }

  private void fill(Region region) {
    int count = region.vertices().size();
    int[] x = region.vertices().stream().mapToInt(v -> (int) v.x()).toArray();
    int[] y = region.vertices().stream().mapToInt(v -> (int) v.y()).toArray();
    int top = Math.max(0, Arrays.stream(y).min().orElse(0));
    int bottom = Math.min(height - 1, Arrays.stream(y).max().orElse(-1));
    double[] crossings = new double[count];
    for (int row = top; row <= bottom; row++) {
      int found = 0;
      for (int i = 0; i < count; i++) {
        int j = (i + 1) % count;
        if (y[i] <= row != y[j] <= row) {
          crossings[found++] = x[i] + (double) (row - y[i]) * (x[j] - x[i]) / (y[j] - y[i]);
        }
      }
      Arrays.sort(crossings, 0, found);
      for (int i = 0; i + 1 < found; i += 2) {
        set(row, (int) Math.ceil(crossings[i]), (int) Math.floor(crossings[i + 1]));
      }
    }
    for (int i = 0; i < count; i++) {
      int j = (i + 1) % count;
      drawEdge(x[i], y[i], x[j], y[j]);
    }
  }

  private void set(int row, int from, int to) {
    int first = Math.max(0, from);
    int last = Math.min(width - 1, to);
    if (first <= last) {
      pixels.set(row * width + first, row * width + last + 1);
    }
  }

  /** The pixels nearest to a line, one per column or row. */
  private void drawEdge(int x1, int y1, int x2, int y2) {
    long dx = (long) x2 - x1;
    long dy = (long) y2 - y1;
    long steps = Math.max(1, Math.max(Math.abs(dx), Math.abs(dy)));
    boolean flat = Math.abs(dx) >= Math.abs(dy);
    // Edges may end far outside, so only the steps within the scene are taken.
    long start = flat ? x1 : y1;
    long sign = flat ? Long.signum(dx) : Long.signum(dy);
    long limit = flat ? width : height;
    long first = sign > 0 ? Math.max(0, -start) : sign < 0 ? Math.max(0, start - limit + 1) : 0;
    long last = sign > 0 ? limit - 1 - start : sign < 0 ? start : steps;
    for (long k = first; k <= Math.min(steps, last); k++) {
      long px = Math.round(x1 + (double) k * dx / steps);
      long py = Math.round(y1 + (double) k * dy / steps);
      if (px >= 0 && px < width && py >= 0 && py < height) {
        pixels.set((int) (py * width + px));
      }
    }
  }
}
