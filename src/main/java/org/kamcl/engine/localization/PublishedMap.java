package org.kamcl.engine.localization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The published way to make a score map (Yuan et al., "Learning to Evaluate Performance of
 * Multi-modal Semantic Localization", TGRS 2022), for comparisons: windows of some sizes in pixels,
 * their mean at each pixel, scaled to 8 bits, and a median filter.
 */
public final class PublishedMap {
  /** Sizes of the windows of most published figures, in pixels. */
  public static final List<Integer> SIZES = List.of(256, 512, 768);

  /** The median filter is 251 pixels wide. */
  private static final int MEDIAN_RADIUS = 125;

  private PublishedMap() {}

  /**
   * The windows of a scene: for each size a grid without overlap and a second one shifted by half a
   * window, the last window of a row or column moved back to the border.
   *
   * @param sizes in pixels; a size that is greater than the scene is reduced to it
   */
  public static List<TileBox> windows(int width, int height, List<Integer> sizes) {
    List<TileBox> windows = new ArrayList<>();
    for (int scale = 0; scale < sizes.size(); scale++) {
      int w = Math.min(sizes.get(scale), width);
      int h = Math.min(sizes.get(scale), height);
      for (int shift = 0; shift < 2; shift++) {
        for (int y : starts(height, h, shift * h / 2)) {
          for (int x : starts(width, w, shift * w / 2)) {
            windows.add(new TileBox(x, y, w, h, scale));
          }
        }
      }
    }
    return windows;
  }

  private static List<Integer> starts(int pixels, int size, int first) {
    List<Integer> starts = new ArrayList<>();
    for (int start = first; start < pixels; start += size) {
      int moved = Math.min(start, pixels - size);
      if (!starts.contains(moved)) {
        starts.add(moved);
      }
    }
    return starts;
  }

  /**
   * Makes the map.
   *
   * @param scores by window
   */
  public static LevelMap map(int width, int height, List<TileBox> windows, float[] scores) {
    float[] mean = new float[Math.multiplyExact(width, height)];
    double[] sums = new double[width + 1];
    int[] counts = new int[width + 1];
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      Arrays.fill(counts, 0);
      for (int i = 0; i < scores.length; i++) {
        TileBox window = windows.get(i);
        if (window.y() <= y && y < window.y() + window.height() && !Float.isNaN(scores[i])) {
          sums[window.x()] += scores[i];
          counts[window.x()]++;
          sums[window.x() + window.width()] -= scores[i];
          counts[window.x() + window.width()]--;
        }
      }
      double sum = 0;
      int count = 0;
      for (int x = 0; x < width; x++) {
        sum += sums[x];
        count += counts[x];
        float value = count == 0 ? Float.NaN : (float) (sum / count);
        mean[y * width + x] = value;
        low = Float.isNaN(value) ? low : Math.min(low, value);
        high = Float.isNaN(value) ? high : Math.max(high, value);
      }
    }
    ScoreGrid.Range range = new ScoreGrid.Range(low, high);
    byte[] levels = new byte[mean.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] =
          Float.isNaN(mean[i]) ? 0 : (byte) (int) (LevelMap.MAX_LEVEL * range.share(mean[i]));
    }
    return MedianFilter.filter(new LevelMap(width, height, levels), MEDIAN_RADIUS);
  }
}
