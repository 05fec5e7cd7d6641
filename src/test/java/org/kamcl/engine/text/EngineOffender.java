package org.kamcl.engine.text;

import ai.djl.ndarray.NDArray;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.explorer.domain.ExplorerOffender;

/** Breaks the rules of the house, so that a test can see them found. */
public record EngineOffender(ExplorerOffender window, TensorData above) {
  static NDArray halved(NDArray x) {
    return x.mul(0.5);
  }
}
