package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small trainable network above the features of an encoder that may stay frozen: y = p(x) + W2
 * relu(W1 n(x)), where n is a layer normalization, and p the identity, or a projection of n(x)
 * where the features are not those of the shared space. A new adapter has W2 = 0, so that a model
 * with an adapter begins with the embeddings it had without one. (Gao et al., CLIP-Adapter, IJCV
 * 2024.)
 */
final class FeatureAdapter {
  private static final String NAME = "adapter";
  private static final float EPSILON = 1e-5f;

  private final int input;
  private final int hidden;
  private final int output;
  private final boolean projects;

  /**
   * @param sizes of the adapter
   * @param input width of the features
   * @param output width of the shared space
   */
  FeatureAdapter(AdapterSizes sizes, int input, int output) {
    this.input = input;
    this.hidden = sizes.width();
    this.output = output;
    this.projects = sizes.source() == FeatureSource.ENCODER || input != output;
  }

  /** The adapter of a network; null if it has none. */
  static @Nullable FeatureAdapter of(NetworkConfig config, int input) {
    AdapterSizes sizes = config.adapter();
    return sizes == null ? null : new FeatureAdapter(sizes, input, config.embeddingSize());
  }

  /** Whether a tensor of a new adapter begins at zero. */
  static boolean beginsAtZero(String name) {
    return name.endsWith("." + NAME + ".out.weight");
  }

  /** The tensors below {@code prefix} (empty or ending in a dot). */
  List<ParameterSpec> specs(String prefix) {
    String name = prefix + NAME;
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(
        new ParameterSpec(name + ".norm.weight", new long[] {input}, ParameterSpec.Role.SCALE));
    specs.add(ParameterSpec.bias(name + ".norm.bias", input));
    if (projects) {
      specs.addAll(Layers.linearSpecs(name + ".projection", input, output));
    }
    specs.addAll(Layers.linearSpecs(name + ".in", input, hidden));
    specs.addAll(Layers.linearSpecs(name + ".out", hidden, output));
    return specs;
  }

  /**
   * Adapts features.
   *
   * @param tower context in the scope of the tower
   * @param features [B, input]
   * @return [B, output]
   */
  NDArray forward(ForwardContext tower, NDArray features) {
    ForwardContext context = tower.scope(NAME);
    NDArray normalized = Layers.layerNorm(context, "norm", features, EPSILON);
    NDArray direct = projects ? Layers.linear(context, "projection", normalized) : features;
    NDArray inner = Layers.relu(Layers.linear(context, "in", normalized));
    inner = context.dropout(inner, context.regularization().dropout());
    return direct.add(Layers.linear(context, "out", inner));
  }
}
