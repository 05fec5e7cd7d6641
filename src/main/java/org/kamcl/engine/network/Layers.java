package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elementary layers, as functions of a {@link ForwardContext}. */
final class Layers {
  private static final Shape ONE = new Shape(1, 1);
  private static final double QUICK_GELU_FACTOR = 1.702;

  private Layers() {}

  /** y = x W^T + b over the last axis; tensors {@code name.weight} [out, in], {@code name.bias}. */
  static NDArray linear(ForwardContext context, String name, NDArray x) {
    return x.getNDArrayInternal()
        .linear(x, context.get(name + ".weight"), context.find(name + ".bias"))
        .singletonOrThrow();
  }

  static List<ParameterSpec> linearSpecs(String name, long in, long out) {
    return List.of(
        ParameterSpec.weight(name + ".weight", out, in), ParameterSpec.bias(name + ".bias", out));
  }

  /** Two linear layers {@code name.0} and {@code name.2}, each followed by a ReLU. */
  static NDArray mlp(ForwardContext context, String name, NDArray x) {
    NDArray hidden = relu(linear(context, name + ".0", x));
    return relu(linear(context, name + ".2", hidden));
  }

  static List<ParameterSpec> mlpSpecs(String name, long size) {
    List<ParameterSpec> specs = new ArrayList<>(linearSpecs(name + ".0", size, size));
    specs.addAll(linearSpecs(name + ".2", size, size));
    return specs;
  }

  /**
   * Convolution without bias, followed by batch normalization. A frozen network has {@code
   * conv.bias} instead of the normalization's tensors (see {@link BatchNormFolding}).
   */
  static NDArray convBatchNorm(
      ForwardContext context,
      String conv,
      BatchNormSpec norm,
      NDArray x,
      int stride,
      int padding,
      int groups) {
    NDArray weight = context.get(conv + ".weight");
    NDArray gamma = context.find(norm.name() + ".weight");
    if (gamma == null) {
      return convolution(x, weight, context.find(conv + ".bias"), stride, padding, groups);
    }
    if (context.training() && !context.batchNormMode().batchStatistics()) {
      return convFixedNorm(context, weight, gamma, norm, x, stride, padding, groups);
    }
    NDArray y = convolution(x, weight, null, stride, padding, groups);
    float share =
        context.batchNormMode().momentum() > 0
            ? context.batchNormMode().momentum()
            : norm.momentum();
    // DJL's momentum is the weight of the old value, PyTorch's that of the new one.
    NDList normalized =
        y.getNDArrayInternal()
            .batchNorm(
                y,
                context.get(norm.name() + ".running_mean"),
                context.get(norm.name() + ".running_var"),
                gamma,
                context.get(norm.name() + ".bias"),
                1,
                1 - share,
                norm.epsilon(),
                context.training());
    return normalized.singletonOrThrow();
  }

  private static NDArray convolution(
      NDArray x, NDArray weight, @Nullable NDArray bias, int stride, int padding, int groups) {
    return x.getNDArrayInternal()
        .convolution(
            x, weight, bias, new Shape(stride, stride), new Shape(padding, padding), ONE, groups)
        .singletonOrThrow();
  }

  /**
   * Normalizes by fixed statistics, applied to the (small) convolution weights instead of the
   * (large) map. This saves a third of the memory and a fifth of the time of a step. Gradients
   * reach weight, scale and shift as they would after the convolution.
   */
  private static NDArray convFixedNorm(
      ForwardContext context,
      NDArray weight,
      NDArray gamma,
      BatchNormSpec norm,
      NDArray x,
      int stride,
      int padding,
      int groups) {
    // A result belongs to the manager of the first operand, which must be that of the pass.
    NDManager manager = x.getManager();
    NDArray variance =
        EngineConstants.of(manager, norm.epsilon(), context.dataType())
            .add(context.get(norm.name() + ".running_var"));
    NDArray scale =
        EngineConstants.of(manager, 1, context.dataType()).mul(gamma).div(variance.sqrt());
    NDArray shift = scale.mul(context.get(norm.name() + ".running_mean"));
    NDArray bias = shift.neg().add(context.get(norm.name() + ".bias"));
    NDArray scaled = scale.reshape(-1, 1, 1, 1).mul(weight);
    return convolution(x, scaled, bias, stride, padding, groups);
  }

  /**
   * A batch normalization.
   *
   * @param name prefix of its tensors
   * @param epsilon added to the variance
   * @param momentum weight of the new batch in the running statistics, as in PyTorch
   */
  record BatchNormSpec(String name, float epsilon, float momentum) {}

  /**
   * Adds the parameters of a convolution without a bias and of the batch normalization after it.
   *
   * @param conv prefix of the weight [out, in, kernel, kernel]
   * @param norm prefix of the normalization's tensors
   */
  static void addConvBatchNorm(
      List<ParameterSpec> specs, String conv, String norm, long out, long in, long kernel) {
    specs.add(ParameterSpec.weight(conv + ".weight", out, in, kernel, kernel));
    specs.addAll(batchNormSpecs(norm, out));
  }

  static List<ParameterSpec> batchNormSpecs(String name, long channels) {
    long[] shape = {channels};
    return List.of(
        new ParameterSpec(name + ".weight", shape, ParameterSpec.Role.SCALE),
        new ParameterSpec(name + ".bias", shape, ParameterSpec.Role.BIAS),
        new ParameterSpec(name + ".running_mean", shape, ParameterSpec.Role.RUNNING_MEAN),
        new ParameterSpec(name + ".running_var", shape, ParameterSpec.Role.RUNNING_VARIANCE));
  }

  static List<ParameterSpec> layerNormSpecs(String name, long width) {
    return List.of(
        new ParameterSpec(name + ".weight", new long[] {width}, ParameterSpec.Role.SCALE),
        ParameterSpec.bias(name + ".bias", width));
  }

  static NDArray layerNorm(ForwardContext context, String name, NDArray x, float epsilon) {
    NDArray gamma = context.get(name + ".weight");
    return x.getNDArrayInternal()
        .layerNorm(x, gamma.getShape(), gamma, context.get(name + ".bias"), epsilon)
        .singletonOrThrow();
  }

  static NDArray relu(NDArray x) {
    return x.getNDArrayInternal().relu();
  }

  /** Exact GELU, or x sigmoid(1.702 x). */
  static NDArray activate(NDArray x, Activation activation) {
    return activation == Activation.GELU
        ? x.getNDArrayInternal().gelu()
        : x.mul(sigmoid(EngineConstants.multiply(x, QUICK_GELU_FACTOR)));
  }

  static NDArray sigmoid(NDArray x) {
    return x.getNDArrayInternal().sigmoid();
  }

  static NDArray tanh(NDArray x) {
    return x.getNDArrayInternal().tanh();
  }

  /** A parameter in another shape; unlike a plain reshape, it is freed with the pass. */
  static NDArray reshaped(NDManager pass, NDArray parameter, long... shape) {
    NDArray view = parameter.reshape(shape);
    view.attach(pass);
    return view;
  }

  /** Rows of a table by their numbers, ids [...] -> [..., W]. */
  static NDArray lookUp(NDArray ids, NDArray table) {
    return ids.getNDArrayInternal().embedding(ids, table, SparseFormat.DENSE).singletonOrThrow();
  }

  /** Doubles height and width by repeating each value, [B,C,H,W] -> [B,C,2H,2W]. */
  static NDArray upsampleNearest2(NDArray x) {
    Shape s = x.getShape();
    // 0 is the nearest-neighbor mode of the engine.
    return x.getNDArrayInternal().interpolation(new long[] {s.get(2) * 2, s.get(3) * 2}, 0, false);
  }

  /** [B,C,H,W] -> [B,C,H*W]. */
  static NDArray flattenPositions(NDArray x) {
    Shape s = x.getShape();
    return x.reshape(s.get(0), s.get(1), s.get(2) * s.get(3));
  }
}
