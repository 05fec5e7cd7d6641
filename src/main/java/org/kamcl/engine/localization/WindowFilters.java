package org.kamcl.engine.localization;

/**
 * Filters over square windows of 8-bit maps, with the windows and borders of the published code.
 */
final class WindowFilters {
  private WindowFilters() {}

  /**
   * The mean over a square window, rounded to the nearest integer, ties to even. The border is
   * mirrored without repeating the edge pixel.
   *
   * @param before pixels of the window before its center, along each axis
   * @param after pixels after it
   */
  static LevelMap mean(LevelMap map, int before, int after) {
    int width = map.width();
    int height = map.height();
    byte[] in = map.levels();
    byte[] out = new byte[in.length];
    int side = before + 1 + after;
    double area = (double) side * side;
    int[] columns = new int[width];
    for (int dy = -before; dy <= after; dy++) {
      add(in, mirrored(dy, height) * width, columns, 1);
    }
    for (int y = 0; y < height; y++) {
      if (y > 0) {
        add(in, mirrored(y + after, height) * width, columns, 1);
        add(in, mirrored(y - before - 1, height) * width, columns, -1);
      }
      long sum = 0;
      for (int dx = -before; dx <= after; dx++) {
        sum += columns[mirrored(dx, width)];
      }
      for (int x = 0; x < width; x++) {
        if (x > 0) {
          sum += columns[mirrored(x + after, width)] - columns[mirrored(x - before - 1, width)];
        }
        out[y * width + x] = (byte) Math.rint(sum / area);
      }
    }
    return new LevelMap(width, height, out);
  }

  private static void add(byte[] in, int row, int[] columns, int sign) {
    for (int x = 0; x < columns.length; x++) {
      columns[x] += sign * (in[row + x] & LevelMap.MAX_LEVEL);
    }
  }

  /** A place of an axis that continues at both ends as its mirror image. */
  private static int mirrored(int place, int size) {
    if (place >= 0 && place < size) {
      return place;
    }
    if (size == 1) {
      return 0;
    }
    int period = 2 * (size - 1);
    int within = Math.floorMod(place, period);
    return within < size ? within : period - within;
  }

  /**
   * The maximum over a square window. A mirrored border would add no greater value, since the
   * pixels that it repeats are in the window, so windows are cut at the border.
   *
   * @param before pixels of the window before its center, along each axis
   * @param after pixels after it
   */
  static LevelMap maximum(LevelMap map, int before, int after) {
    int width = map.width();
    int height = map.height();
    byte[] rows = new byte[map.levels().length];
    int[] queue = new int[Math.max(width, height)];
    for (int y = 0; y < height; y++) {
      maximum(map.levels(), rows, y * width, 1, width, before, after, queue);
    }
    byte[] out = new byte[rows.length];
    for (int x = 0; x < width; x++) {
      maximum(rows, out, x, width, height, before, after, queue);
    }
    return new LevelMap(width, height, out);
  }

  /**
   * The maximum along one line.
   *
   * @param queue of places whose values fall, the candidates for the maximum
   */
  private static void maximum(
      byte[] in, byte[] out, int start, int step, int size, int before, int after, int[] queue) {
    int head = 0;
    int tail = 0;
    int next = 0;
    for (int i = 0; i < size; i++) {
      for (; next < size && next <= i + after; next++) {
        int value = in[start + next * step] & LevelMap.MAX_LEVEL;
        while (tail > head && (in[start + queue[tail - 1] * step] & LevelMap.MAX_LEVEL) <= value) {
          tail--;
        }
        queue[tail++] = next;
      }
      while (queue[head] < i - before) {
        head++;
      }
      out[start + i * step] = in[start + queue[head] * step];
    }
  }
}
