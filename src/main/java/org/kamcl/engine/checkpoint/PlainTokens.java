package org.kamcl.engine.checkpoint;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.error.KamclException;

/**
 * The tokens of a plain vision transformer before its patches. In a model, only the class token and
 * the patches have positions: that of a distillation token is added to the token, and a class token
 * without a position has one of zeros, both without a change of the result.
 */
final class PlainTokens {
  static final String EXTRA = "extra_tokens";
  static final String DISTILLATION = "dist_token";
  private static final String CLASS = "class_embedding";
  private static final String POSITIONS = "positional_embedding";

  private final Path file;
  private final Map<String, TensorData> tensors;
  private final int rows;
  private final int first;
  private final int extra;

  /**
   * @param tensors by OpenCLIP's names
   * @param distilled whether the extra token is that of a distillation
   * @throws KamclException if the positions are no square
   */
  PlainTokens(Path file, Map<String, TensorData> tensors, boolean distilled) {
    this.file = file;
    this.tensors = tensors;
    this.rows = (int) PlainTransformerReader.shape(file, tensors, POSITIONS, 3)[1];
    this.extra =
        tensors.containsKey(EXTRA)
            ? (int) PlainTransformerReader.shape(file, tensors, EXTRA, 3)[1]
            : 0;
    boolean withoutClass = extra > 0 && !distilled && isSquare(rows);
    this.first = distilled ? 2 : withoutClass ? 0 : 1;
    if (!isSquare(rows - first)) {
      throw new KamclException(CheckpointError.POSITIONS_NOT_SQUARE, file, rows);
    }
    if (distilled && extra != 1) {
      throw new KamclException(CheckpointError.SIZES_IMPOSSIBLE, file);
    }
  }

  private static boolean isSquare(int count) {
    int side = (int) Math.round(Math.sqrt(count));
    return count > 0 && side * side == count;
  }

  /** Patches along one side. */
  int grid() {
    return (int) Math.round(Math.sqrt(rows - first));
  }

  /** Tokens after the class token. */
  int extra() {
    return extra;
  }

  /** Replaces the tensors by those of a model. */
  void fold(int width) {
    float[] positions = values(POSITIONS, rows * width);
    if (first == 2) {
      float[] token = values(EXTRA, width);
      for (int i = 0; i < width; i++) {
        token[i] += positions[width + i];
      }
      tensors.put(EXTRA, TensorData.ofFloats(token, 1, width));
    } else if (extra > 0) {
      tensors.put(EXTRA, TensorData.ofFloats(values(EXTRA, extra * width), extra, width));
    }
    int patches = rows - first;
    float[] folded = new float[(1 + patches) * width];
    if (first > 0) {
      System.arraycopy(positions, 0, folded, 0, width);
    }
    System.arraycopy(positions, first * width, folded, width, patches * width);
    tensors.put(POSITIONS, TensorData.ofFloats(folded, 1 + patches, width));
    tensors.computeIfPresent(
        CLASS, (name, token) -> TensorData.ofFloats(values(CLASS, width), width));
  }

  private float[] values(String name, int size) {
    TensorData tensor = tensors.get(name);
    if (tensor == null || tensor.size() != size) {
      throw new KamclException(CheckpointError.SIZES_IMPOSSIBLE, file);
    }
    return Arrays.copyOf(tensor.toFloats(), size);
  }
}
