package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

/**
 * What both hierarchical aggregators (HA) share. They form a low-level, a high-level and a final
 * token, apply an MLP, and pool over the six. (Ji et al., TGRS 2023, section III-B.)
 */
final class HierarchicalAggregator {
  private HierarchicalAggregator() {}

  /** MLP, concatenation, pooling over twice as many tokens as given. */
  static NDArray fuse(ForwardContext context, NDArray... tokens) {
    NDArray t = NDArrays.stack(new NDList(tokens), 1);
    NDArray m = Layers.mlp(context, "mlp", t);
    context.observe("mlp_tokens", m);
    NDArray six = m.concat(t, 1);
    return GeneralizedPooling.pool(context.scope("gpo"), six, new int[] {2 * tokens.length});
  }
}
