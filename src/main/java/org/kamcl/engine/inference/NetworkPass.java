package org.kamcl.engine.inference;

import ai.djl.ndarray.NDManager;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkParameters;

/**
 * A pass that looks inside a model's network.
 *
 * @param <T> the result, which must not contain arrays of the engine
 */
@FunctionalInterface
public interface NetworkPass<T> {
  /**
   * Runs the pass.
   *
   * @param manager owns the arrays that are created; closed after the pass
   * @param network the parts of the network
   * @param parameters its tensors, which must not be changed
   */
  T run(NDManager manager, KamclNetwork network, NetworkParameters parameters);
}
