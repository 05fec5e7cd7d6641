package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Position embeddings of an image encoder, resampled for images of another size than it was trained
 * on: the row of the class token stays, the others are a square grid that is resized by antialiased
 * bicubic interpolation (a = -0.5), as in OpenCLIP.
 */
final class PositionGrid {
  private static final double A = -0.5;
  private static final int RADIUS = 2;
  private static final String NAME = "positional_embedding";

  private PositionGrid() {}

  /**
   * The embeddings of a grid.
   *
   * @param context in the scope of {@code positional_embedding} [1 + trained^2, width]
   * @param manager owns the result
   * @param trained side of the trained grid
   * @param side of the grid
   * @return [1 + side^2, width]
   */
  static NDArray fitted(ForwardContext context, NDManager manager, int trained, int side) {
    NDArray positions = context.get(NAME);
    if (side == trained) {
      return positions;
    }
    if (context.parameters().frozen()) {
      float[] values =
          context
              .parameters()
              .cached(
                  context.prefix() + NAME + "@" + side,
                  () -> {
                    try (NDManager scratch = manager.newSubManager()) {
                      return resample(context, scratch, positions, trained, side).toFloatArray();
                    }
                  });
      Shape shape = new Shape(1 + (long) side * side, positions.getShape().get(1));
      return EngineArrays.create(manager, values, shape, context.dataType());
    }
    return resample(context, manager, positions, trained, side);
  }

  private static NDArray resample(
      ForwardContext context, NDManager manager, NDArray positions, int trained, int side) {
    Shape shape = new Shape(1 + (long) side * side, 1 + (long) trained * trained);
    return EngineArrays.create(manager, matrix(trained, side), shape, context.dataType())
        .matMul(positions);
  }

  /** The matrix that resamples class token and grid, [1 + side^2, 1 + trained^2]. */
  private static float[] matrix(int trained, int side) {
    double[][] axis = axis(trained, side);
    int columns = 1 + trained * trained;
    float[] matrix = new float[(1 + side * side) * columns];
    matrix[0] = 1;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int row = (1 + y * side + x) * columns;
        for (int v = 0; v < trained; v++) {
          for (int u = 0; u < trained; u++) {
            matrix[row + 1 + v * trained + u] = (float) (axis[y][v] * axis[x][u]);
          }
        }
      }
    }
    return matrix;
  }

  /** Weights of the old positions for each new one along one axis, [to][from]. */
  static double[][] axis(int from, int to) {
    double scale = (double) from / to;
    double widening = Math.max(scale, 1);
    double[][] weights = new double[to][from];
    for (int i = 0; i < to; i++) {
      double center = (i + 0.5) * scale;
      double sum = 0;
      for (int j = 0; j < from; j++) {
        weights[i][j] = cubic((j + 0.5 - center) / widening);
        sum += weights[i][j];
      }
      for (int j = 0; j < from; j++) {
        weights[i][j] /= sum;
      }
    }
    return weights;
  }

  private static double cubic(double signed) {
    double x = Math.abs(signed);
    if (x < 1) {
      return ((A + 2) * x - (A + 3)) * x * x + 1;
    }
    return x < RADIUS ? (((x - 5) * x + 8) * x - 4) * A : 0;
  }
}
