package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The residual blocks of CLIP's transformers with OpenCLIP's tensor names: {@code x +
 * attention(ln_1(x))}, then {@code x + c_proj(activation(c_fc(ln_2(x))))}. The projections of
 * queries, keys and values are stacked in one matrix. (Radford et al., ICML 2021)
 */
final class TransformerBlocks {
  static final float EPSILON = 1e-5f;

  private static final String PATH = "transformer.resblocks.";
  private static final Pattern BLOCK = Pattern.compile("transformer\\.resblocks\\.(\\d+)\\..*");

  private final int width;
  private final int heads;
  private final int mlpWidth;
  private final int count;
  private final Activation activation;
  private final float epsilon;
  private final boolean scaled;

  TransformerBlocks(int width, int heads, int mlpWidth, int count, Activation activation) {
    this(width, heads, mlpWidth, count, activation, EPSILON, false);
  }

  /**
   * @param epsilon of the layer normalizations
   * @param scaled whether what attention and MLP add is multiplied by vectors, {@code ls_1} and
   *     {@code ls_2}
   */
  TransformerBlocks(
      int width,
      int heads,
      int mlpWidth,
      int count,
      Activation activation,
      float epsilon,
      boolean scaled) {
    this.epsilon = epsilon;
    this.scaled = scaled;
    this.width = width;
    this.heads = heads;
    this.mlpWidth = mlpWidth;
    this.count = count;
    this.activation = activation;
  }

  int count() {
    return count;
  }

  /** The tensors of all blocks below {@code prefix}, in registration order. */
  List<ParameterSpec> specs(String prefix) {
    List<ParameterSpec> specs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String p = prefix + PATH + i + ".";
      specs.addAll(Layers.layerNormSpecs(p + "ln_1", width));
      specs.add(ParameterSpec.weight(p + "attn.in_proj_weight", 3L * width, width));
      specs.add(ParameterSpec.bias(p + "attn.in_proj_bias", 3L * width));
      specs.addAll(Layers.linearSpecs(p + "attn.out_proj", width, width));
      specs.addAll(Layers.layerNormSpecs(p + "ln_2", width));
      specs.addAll(Layers.linearSpecs(p + "mlp.c_fc", width, mlpWidth));
      specs.addAll(Layers.linearSpecs(p + "mlp.c_proj", mlpWidth, width));
      if (scaled) {
        specs.add(new ParameterSpec(p + "ls_1", new long[] {width}, ParameterSpec.Role.SCALE));
        specs.add(new ParameterSpec(p + "ls_2", new long[] {width}, ParameterSpec.Role.SCALE));
      }
    }
    return specs;
  }

  /**
   * The number of blocks between a tensor and the last block's output; -1 for a tensor of no block.
   *
   * @param name without the encoder's prefix
   */
  int blocksAbove(String name) {
    Matcher block = BLOCK.matcher(name);
    return block.matches() ? count - 1 - Integer.parseInt(block.group(1)) : -1;
  }

  /**
   * Runs the blocks {@code from}..{@code to - 1}.
   *
   * @param context in the scope of the encoder
   * @param states [B, T, width]; closed if nothing can need it again
   * @param mask added to the products of queries and keys, e.g. [T, T]; null for none
   * @return [B, T, width]
   */
  NDArray run(ForwardContext context, NDArray states, @Nullable NDArray mask, int from, int to) {
    NDArray x = states;
    for (int i = from; i < to; i++) {
      NDArray in = x;
      ForwardContext block = block(context, i);
      x = released(context, in, () -> forward(block, in, mask));
    }
    return x;
  }

  /**
   * Runs the last block for some of its rows only: the others have no effect on the encoder's
   * output, which saves most of the block's work.
   *
   * @param rows of states [B, T, width], as [B, R, width]
   * @param mask added to the products of the rows' queries and all keys; null for none
   * @return [B, R, width]
   */
  NDArray lastRows(
      ForwardContext context, NDArray states, UnaryOperator<NDArray> rows, @Nullable NDArray mask) {
    ForwardContext block = block(context, count - 1);
    return released(
        context,
        states,
        () -> {
          NDArray normalized = Layers.layerNorm(block, "ln_1", states, epsilon);
          NDArray attended = attendRows(block.scope("attn"), normalized, rows, mask);
          return mlp(block, rows.apply(states).add(drop(block, scaled(block, "ls_1", attended))));
        });
  }

  /** Frees everything a block creates, except its output, if nothing can need it again. */
  private static NDArray released(ForwardContext context, NDArray in, Supplier<NDArray> block) {
    if (!context.releases()) {
      return block.get();
    }
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray out = block.get();
      NDScope.unregister(out);
      in.close();
      return out;
    }
  }

  private static ForwardContext block(ForwardContext context, int index) {
    return context.scope(PATH + index);
  }

  private NDArray forward(ForwardContext block, NDArray x, @Nullable NDArray mask) {
    NDArray normalized = Layers.layerNorm(block, "ln_1", x, epsilon);
    NDArray attended = attend(block.scope("attn"), normalized, mask);
    return mlp(block, x.add(drop(block, scaled(block, "ls_1", attended))));
  }

  private NDArray mlp(ForwardContext block, NDArray x) {
    ForwardContext layers = block.scope("mlp");
    NDArray normalized = Layers.layerNorm(block, "ln_2", x, epsilon);
    NDArray inner = Layers.activate(Layers.linear(layers, "c_fc", normalized), activation);
    NDArray added = Layers.linear(layers, "c_proj", inner);
    return x.add(drop(block, scaled(block, "ls_2", added)));
  }

  private NDArray scaled(ForwardContext block, String name, NDArray x) {
    return scaled ? x.mul(block.get(name)) : x;
  }

  private static NDArray drop(ForwardContext context, NDArray x) {
    return context.dropout(x, context.regularization().dropout());
  }

  private NDArray attend(ForwardContext context, NDArray x, @Nullable NDArray mask) {
    NDArray projected =
        x.getNDArrayInternal()
            .linear(x, context.get("in_proj_weight"), context.get("in_proj_bias"))
            .singletonOrThrow();
    Shape shape = x.getShape();
    // [3, B, heads, T, width / heads], without a copy.
    NDArray parts =
        projected
            .reshape(shape.get(0), shape.get(1), 3, heads, width / heads)
            .transpose(2, 0, 3, 1, 4);
    return mix(context, parts.get(0), parts.get(1), parts.get(2), mask);
  }

  private NDArray attendRows(
      ForwardContext context, NDArray x, UnaryOperator<NDArray> rows, @Nullable NDArray mask) {
    NDManager manager = x.getManager();
    NDArray weight = context.get("in_proj_weight");
    NDArray bias = context.get("in_proj_bias");
    NDIndex first = new NDIndex("0:" + width);
    NDIndex others = new NDIndex(width + ":");
    NDArray row = rows.apply(x);
    NDArray query =
        x.getNDArrayInternal()
            .linear(row, weight.get(manager, first), bias.get(manager, first))
            .singletonOrThrow();
    NDArray projected =
        x.getNDArrayInternal()
            .linear(x, weight.get(manager, others), bias.get(manager, others))
            .singletonOrThrow();
    Shape shape = x.getShape();
    NDArray parts =
        projected
            .reshape(shape.get(0), shape.get(1), 2, heads, width / heads)
            .transpose(2, 0, 3, 1, 4);
    NDArray queries =
        query.reshape(shape.get(0), row.getShape().get(1), heads, width / heads).swapAxes(1, 2);
    return mix(context, queries, parts.get(0), parts.get(1), mask);
  }

  /**
   * @param q [B, heads, R, width / heads]
   * @param k [B, heads, T, width / heads]
   * @param v as {@code k}
   * @return [B, R, width]
   */
  private NDArray mix(
      ForwardContext context, NDArray q, NDArray k, NDArray v, @Nullable NDArray mask) {
    NDArray weights = Attention.weights(q, k, mask);
    context.observe("attention", weights);
    NDArray mixed = weights.matMul(v).swapAxes(1, 2);
    Shape shape = mixed.getShape();
    return Layers.linear(context, "out_proj", mixed.reshape(shape.get(0), shape.get(1), width));
  }
}
