package org.kamcl.engine.network;

/**
 * Generalized pooling in Java: sorts many short columns at once and computes the weighted sum of
 * their ranks. In libtorch, the sort takes 60 % of the published image tower's time; this needs a
 * tenth of that, because {@link SortingNetwork} processes a block of columns with each vector
 * instruction.
 *
 * <p>Rounding: each sum runs from the largest value to the smallest in float32.
 */
final class SortPooling {
  /** Columns per block: 192 wires of 256 floats fit into the second-level cache. */
  private static final int BLOCK = 256;

  private SortPooling() {}

  /**
   * Pools over the rows of each matrix.
   *
   * @param values [batch][rows][columns], row-major
   * @param weights [rows], largest value first
   * @return [batch][columns]
   */
  static float[] poolRows(float[] values, int batch, int rows, int columns, float[] weights) {
    float[] out = new float[batch * columns];
    for (int b = 0; b < batch; b++) {
      poolMatrix(values, b * rows * columns, rows, columns, weights, out, b * columns);
    }
    return out;
  }

  /**
   * Pools over the rows of one matrix.
   *
   * @param values holds [rows][columns], row-major, from {@code start}
   * @param weights [rows], largest value first
   * @param out receives [columns] from {@code place}
   */
  static void poolMatrix(
      float[] values, int start, int rows, int columns, float[] weights, float[] out, int place) {
    SortingNetwork network = SortingNetwork.sorting(rows);
    float[][] wires = new float[rows][BLOCK];
    for (int from = 0; from < columns; from += BLOCK) {
      int width = Math.min(BLOCK, columns - from);
      for (int r = 0; r < rows; r++) {
        System.arraycopy(values, start + r * columns + from, wires[r], 0, width);
      }
      network.run(wires, width);
      weigh(wires, network.order(), weights, out, place + from, width);
    }
  }

  /**
   * Pools along the last axis.
   *
   * @param values [vectors][length], row-major
   * @param weights [length], largest value first
   * @return [vectors]
   */
  static float[] poolLastAxis(float[] values, int vectors, int length, float[] weights) {
    SortingNetwork network = SortingNetwork.sorting(length);
    float[][] wires = new float[length][BLOCK];
    float[] out = new float[vectors];
    for (int from = 0; from < vectors; from += BLOCK) {
      int width = Math.min(BLOCK, vectors - from);
      for (int i = 0; i < width; i++) {
        int vector = (from + i) * length;
        for (int r = 0; r < length; r++) {
          wires[r][i] = values[vector + r];
        }
      }
      network.run(wires, width);
      weigh(wires, network.order(), weights, out, from, width);
    }
    return out;
  }

  /**
   * Pools over the channels of concat(fine, nearest-upsample2(coarse)) at every fine position. The
   * coarse channels are sorted once for the four fine positions that share them, then merged.
   *
   * @param fine [batch][fineChannels][height][width], both even
   * @param coarse [batch][coarseChannels][height/2][width/2]
   * @param weights [fineChannels + coarseChannels], largest value first
   * @return [batch][height*width]
   */
  static float[] poolUpsampled(
      float[] fine,
      int fineChannels,
      float[] coarse,
      int coarseChannels,
      int batch,
      int height,
      int width,
      float[] weights) {
    int finePositions = height * width;
    int coarsePositions = finePositions / 4;
    SortingNetwork sortFine = SortingNetwork.sorting(fineChannels);
    SortingNetwork sortCoarse = SortingNetwork.sorting(coarseChannels);
    SortingNetwork merge = SortingNetwork.merging(fineChannels, coarseChannels);
    // A block consists of whole coarse rows and the two fine rows of each.
    int coarseRows = Math.max(1, BLOCK / (2 * width));
    float[][] coarseWires = new float[coarseChannels][coarseRows * width / 2];
    float[][] wires = new float[fineChannels + coarseChannels][coarseRows * 2 * width];
    float[] out = new float[batch * finePositions];
    for (int b = 0; b < batch; b++) {
      for (int y = 0; y < height / 2; y += coarseRows) {
        int rows = Math.min(coarseRows, height / 2 - y);
        int coarseCount = rows * width / 2;
        int fineCount = rows * 2 * width;
        for (int c = 0; c < coarseChannels; c++) {
          int from = (b * coarseChannels + c) * coarsePositions + y * width / 2;
          System.arraycopy(coarse, from, coarseWires[c], 0, coarseCount);
        }
        sortCoarse.run(coarseWires, coarseCount);
        int firstFine = 2 * y * width;
        for (int c = 0; c < fineChannels; c++) {
          int from = (b * fineChannels + c) * finePositions + firstFine;
          System.arraycopy(fine, from, wires[c], 0, fineCount);
        }
        sortFine.run(wires, fineCount);
        for (int c = 0; c < coarseChannels; c++) {
          upsample(coarseWires[c], wires[fineChannels + c], rows, width);
        }
        merge.run(wires, fineCount);
        weigh(wires, merge.order(), weights, out, b * finePositions + firstFine, fineCount);
      }
    }
    return out;
  }

  private static void upsample(float[] coarse, float[] fine, int coarseRows, int width) {
    for (int row = 0; row < coarseRows; row++) {
      int target = 2 * row * width;
      for (int x = 0; x < width; x++) {
        fine[target + x] = coarse[row * width / 2 + x / 2];
      }
      System.arraycopy(fine, target, fine, target + width, width);
    }
  }

  private static void weigh(
      float[][] wires, int[] order, float[] weights, float[] out, int offset, int width) {
    float[] sum = new float[width];
    for (int rank = 0; rank < order.length; rank++) {
      addWeighted(sum, wires[order[rank]], weights[rank], width);
    }
    System.arraycopy(sum, 0, out, offset, width);
  }

  private static void addWeighted(float[] sum, float[] values, float weight, int width) {
    for (int i = 0; i < width; i++) {
      sum[i] += weight * values[i];
    }
  }
}
