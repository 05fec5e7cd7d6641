package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Generalized pooling operator (GPO): sorts each channel over the positions in descending order and
 * computes a weighted sum, whose weights are learned functions of the rank alone. A bidirectional
 * GRU over sinusoidal encodings of the ranks computes a score for each; the weights are the softmax
 * of score / 0.1. (Ji et al., TGRS 2023, section III-B, after Chen et al., CVPR 2021.)
 *
 * <p>Tensors: {@code gru.{weight_ih_l0,weight_hh_l0,bias_ih_l0,bias_hh_l0}} and the same with
 * {@code _reverse}, {@code linear.weight} [1, 32].
 */
public final class GeneralizedPooling {
  /** Width of the positional encoding and of each GRU direction. */
  public static final int ENCODING_SIZE = 32;

  private static final double TEMPERATURE = 0.1;
  private static final float MASKED = -10000f;

  private GeneralizedPooling() {}

  /** The nine tensors of a pooling block called {@code name}. */
  public static List<ParameterSpec> specs(String name) {
    List<ParameterSpec> specs = new ArrayList<>();
    for (String direction : new String[] {"", "_reverse"}) {
      long gates = 3L * ENCODING_SIZE;
      specs.add(ParameterSpec.weight(name + ".gru.weight_ih_l0" + direction, gates, ENCODING_SIZE));
      specs.add(ParameterSpec.weight(name + ".gru.weight_hh_l0" + direction, gates, ENCODING_SIZE));
      specs.add(ParameterSpec.bias(name + ".gru.bias_ih_l0" + direction, gates));
      specs.add(ParameterSpec.bias(name + ".gru.bias_hh_l0" + direction, gates));
    }
    specs.add(ParameterSpec.weight(name + ".linear.weight", 1, ENCODING_SIZE));
    return specs;
  }

  /**
   * Sinusoidal encoding of the ranks 0..length-1: PE[p,2k] = sin(p w_k), PE[p,2k+1] = cos(p w_k),
   * w_k = 10000^(-2k/32).
   *
   * @return [length * 32], row-major
   */
  public static float[] positionalEncoding(int length) {
    float[] table = new float[length * ENCODING_SIZE];
    for (int k = 0; k < ENCODING_SIZE / 2; k++) {
      // Frequencies are float32 in the published method; at high ranks, their rounding changes the
      // encoding by more than the tolerance.
      float frequency = (float) Math.exp((float) (2 * k) * (float) (-Math.log(10000.0) / 32));
      for (int p = 0; p < length; p++) {
        float angle = p * frequency;
        table[p * ENCODING_SIZE + 2 * k] = (float) Math.sin(angle);
        table[p * ENCODING_SIZE + 2 * k + 1] = (float) Math.cos(angle);
      }
    }
    return table;
  }

  /**
   * Pooling weights of the ranks, largest value first.
   *
   * @param context in the scope of the pooling block
   * @param length number of positions, at least 1
   * @return [length], positive, summing to 1
   */
  public static NDArray weights(ForwardContext context, NDManager manager, int length) {
    if (context.parameters().frozen() && context.dataType() == DataType.FLOAT32) {
      return EngineArrays.create(manager, weights(context, length), new Shape(length));
    }
    return computeWeights(context, manager, length);
  }

  /** The weights on the Java heap; cached if the tensors are frozen. */
  private static float[] weights(ForwardContext context, int length) {
    if (!context.parameters().frozen()) {
      try (NDManager scratch = context.parameters().manager().newSubManager()) {
        return computeWeights(context, scratch, length).toFloatArray();
      }
    }
    return context
        .parameters()
        .cached(
            context.prefix() + length,
            () -> {
              try (NDManager scratch = context.parameters().manager().newSubManager()) {
                return computeWeights(context, scratch, length).toFloatArray();
              }
            });
  }

  private static NDArray computeWeights(ForwardContext context, NDManager manager, int length) {
    NDArray encoding =
        EngineArrays.create(
            manager,
            positionalEncoding(length),
            new Shape(1, length, ENCODING_SIZE),
            context.dataType());
    NDArray start = manager.zeros(new Shape(2, 1, ENCODING_SIZE), context.dataType());
    NDList gru = new NDList();
    for (String direction : new String[] {"", "_reverse"}) {
      for (String tensor : new String[] {"weight_ih", "weight_hh", "bias_ih", "bias_hh"}) {
        gru.add(context.get("gru." + tensor + "_l0" + direction));
      }
    }
    NDArray states =
        encoding
            .getNDArrayInternal()
            .gru(encoding, start, gru, true, 1, 0, context.training(), true, true)
            .get(0);
    NDArray forward = states.get(":, :, 0:" + ENCODING_SIZE);
    NDArray backward = states.get(":, :, " + ENCODING_SIZE + ":");
    NDArray hidden = EngineConstants.multiply(forward.add(backward), 0.5);
    NDArray score =
        hidden
            .getNDArrayInternal()
            .linear(hidden, context.get("linear.weight"), null)
            .singletonOrThrow()
            .reshape(length);
    return EngineConstants.divide(score, TEMPERATURE).softmax(0);
  }

  /**
   * Pools all positions of each sample.
   *
   * @param context in the scope of the pooling block
   * @param values [B, D, N]: N positions of D channels, positions last
   * @return [B, D]
   */
  public static NDArray pool(ForwardContext context, NDArray values) {
    Shape s = values.getShape();
    int batch = (int) s.get(0);
    int channels = (int) s.get(1);
    int positions = (int) s.get(2);
    NDManager manager = values.getManager();
    if (context.javaKernels()) {
      float[] weights = weights(context, positions);
      float[] out =
          SortPooling.poolLastAxis(
              EngineArrays.toFloats(values), batch * channels, positions, weights);
      return EngineArrays.create(manager, out, new Shape(batch, channels));
    }
    // The engine sorts in ascending order only, so the (small) weight vector is reversed.
    NDArray weights = weights(context, manager, positions).flip(0).reshape(positions, 1);
    return values.sort(2).matMul(weights).reshape(batch, channels);
  }

  /**
   * Pools the first {@code lengths[b]} positions of each sample and ignores the others.
   *
   * @param context in the scope of the pooling block
   * @param features [B, N, D]: N positions of D channels
   * @param lengths one length per sample, or a single one for all; 1..N
   * @return [B, D]
   */
  public static NDArray pool(ForwardContext context, NDArray features, int[] lengths) {
    Shape s = features.getShape();
    int batch = (int) s.get(0);
    int longest = longest(lengths, (int) s.get(1));
    NDArray cut = longest < s.get(1) ? features.get(":, 0:" + longest) : features;
    if (uniform(lengths)) {
      if (context.javaKernels()) {
        return poolRows(context, cut);
      }
      return pool(context, cut.transpose(0, 2, 1));
    }
    if (lengths.length != batch) {
      throw new IllegalArgumentException(
          "There are " + lengths.length + " lengths for " + batch + " samples.");
    }
    if (context.javaKernels()) {
      return poolRows(context, cut, lengths);
    }
    NDManager manager = features.getManager();
    NDArray weights = weights(context, manager, lengths, longest);
    float[] mask = new float[batch * longest];
    for (int b = 0; b < batch; b++) {
      Arrays.fill(mask, b * longest, b * longest + lengths[b], 1f);
    }
    NDArray own =
        EngineArrays.create(manager, mask, new Shape(batch, longest, 1), context.dataType());
    // Masked positions are sorted to the end, where their weight is exactly zero.
    NDArray masked = cut.mul(own).add(EngineConstants.multiply(own.neg().add(1), MASKED));
    NDArray sorted = masked.transpose(0, 2, 1).sort(2);
    return sorted.matMul(weights.flip(1).reshape(batch, longest, 1)).reshape(batch, s.get(2));
  }

  /**
   * Pooling weights of samples of different lengths.
   *
   * @param lengths one length per sample
   * @param longest the number of columns, at least the largest length
   * @return [B, longest]; zero at and beyond a sample's length
   */
  public static NDArray weights(
      ForwardContext context, NDManager manager, int[] lengths, int longest) {
    // Weights depend on the length alone, so each distinct length is computed once.
    NDArray[] byLength = new NDArray[longest + 1];
    NDList rows = new NDList(lengths.length);
    for (int length : lengths) {
      if (byLength[length] == null) {
        NDArray own = weights(context, manager, length);
        byLength[length] =
            length == longest
                ? own
                : own.concat(manager.zeros(new Shape(longest - length), context.dataType()));
      }
      rows.add(byLength[length]);
    }
    return rows.size() == 1 ? rows.get(0).expandDims(0) : NDArrays.stack(rows);
  }

  /**
   * Pools over the channels of concat(fine, nearest-upsample2(coarse)), the low-level module of the
   * published aggregator, without materializing that map.
   *
   * @param fine [B, C1, 2S, 2S]
   * @param coarse [B, C2, S, S]
   * @return [B, 4 S^2], one value per fine position
   */
  static NDArray poolUpsampled(ForwardContext context, NDArray fine, NDArray coarse) {
    Shape s = fine.getShape();
    int batch = (int) s.get(0);
    int fineChannels = (int) s.get(1);
    int height = (int) s.get(2);
    int width = (int) s.get(3);
    int coarseChannels = (int) coarse.getShape().get(1);
    int positions = height * width;
    float[] weights = weights(context, fineChannels + coarseChannels);
    float[] out =
        SortPooling.poolUpsampled(
            EngineArrays.toFloats(fine),
            fineChannels,
            EngineArrays.toFloats(coarse),
            coarseChannels,
            batch,
            height,
            width,
            weights);
    return EngineArrays.create(fine.getManager(), out, new Shape(batch, positions));
  }

  private static NDArray poolRows(ForwardContext context, NDArray features) {
    Shape s = features.getShape();
    int batch = (int) s.get(0);
    int positions = (int) s.get(1);
    int channels = (int) s.get(2);
    float[] weights = weights(context, positions);
    float[] out =
        SortPooling.poolRows(EngineArrays.toFloats(features), batch, positions, channels, weights);
    return EngineArrays.create(features.getManager(), out, new Shape(batch, channels));
  }

  private static NDArray poolRows(ForwardContext context, NDArray features, int[] lengths) {
    Shape s = features.getShape();
    int positions = (int) s.get(1);
    int channels = (int) s.get(2);
    float[] values = EngineArrays.toFloats(features);
    float[] out = new float[lengths.length * channels];
    for (int b = 0; b < lengths.length; b++) {
      float[] weights = weights(context, lengths[b]);
      int start = b * positions * channels;
      SortPooling.poolMatrix(values, start, lengths[b], channels, weights, out, b * channels);
    }
    return EngineArrays.create(features.getManager(), out, new Shape(lengths.length, channels));
  }

  private static int longest(int[] lengths, int positions) {
    int longest = 0;
    for (int length : lengths) {
      if (length < 1 || length > positions) {
        throw new IllegalArgumentException(
            "A length of " + length + " is not valid for " + positions + " positions.");
      }
      longest = Math.max(longest, length);
    }
    return longest;
  }

  private static boolean uniform(int[] lengths) {
    for (int length : lengths) {
      if (length != lengths[0]) {
        return false;
      }
    }
    return true;
  }
}
