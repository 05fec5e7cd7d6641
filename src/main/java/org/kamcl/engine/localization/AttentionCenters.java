package org.kamcl.engine.localization;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The attention centers of a score map: the peaks that are the greatest within 1,000 pixels, as the
 * published metrics define them. A map that is smaller than that has one at most.
 */
public final class AttentionCenters {
  private static final int SMOOTHING_PASSES = 5;

  /** The smoothing window is 50 pixels wide. */
  private static final int SMOOTHING_BEFORE = 25;

  private static final int SMOOTHING_AFTER = 24;

  /** The window of the maximum is 1,000 pixels wide. */
  private static final int MAXIMUM_BEFORE = 500;

  private static final int MAXIMUM_AFTER = 499;
  private static final double MIN_PROBABILITY = 0.5;

  private AttentionCenters() {}

  /**
   * A peak.
   *
   * @param x column
   * @param y row
   */
  public record Center(int x, int y) {}

  /** The attention centers of a map, those with the highest probability first. */
  public static List<Center> find(LevelMap map) {
    LevelMap smooth = map;
    for (int i = 0; i < SMOOTHING_PASSES; i++) {
      smooth = WindowFilters.mean(smooth, SMOOTHING_BEFORE, SMOOTHING_AFTER);
    }
    LevelMap highest = WindowFilters.maximum(smooth, MAXIMUM_BEFORE, MAXIMUM_AFTER);
    BitSet peaks = new BitSet(map.levels().length);
    for (int i = 0; i < map.levels().length; i++) {
      peaks.set(i, smooth.levels()[i] != 0 && smooth.levels()[i] == highest.levels()[i]);
    }
    List<Center> centers = new ArrayList<>();
    for (int i = peaks.nextSetBit(0); i >= 0; i = peaks.nextSetBit(i + 1)) {
      Center center = removeArea(peaks, i, map.width(), map.height());
      if (map.probability(center.x, center.y) >= MIN_PROBABILITY) {
        centers.add(center);
      }
    }
    centers.sort(Comparator.comparingDouble(c -> -map.probability(c.x, c.y)));
    return centers;
  }

  /** Removes the pixels that are connected with one, also diagonally, and returns their mean. */
  private static Center removeArea(BitSet peaks, int first, int width, int height) {
    Deque<Integer> open = new ArrayDeque<>();
    open.add(first);
    peaks.clear(first);
    long sumX = 0;
    long sumY = 0;
    long count = 0;
    while (!open.isEmpty()) {
      int i = open.remove();
      int x = i % width;
      int y = i / width;
      sumX += x;
      sumY += y;
      count++;
      for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          int neighbor = ny * width + nx;
          if (peaks.get(neighbor)) {
            peaks.clear(neighbor);
            open.add(neighbor);
          }
        }
      }
    }
    return new Center((int) (sumX / count), (int) (sumY / count));
  }
}
