package org.kamcl.engine.text;

import ai.djl.ndarray.NDArray;
import org.kamcl.engine.unlisted.UnlistedOffender;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.explorer.domain.ExplorerOffender;

/** Violates architecture rules so that a test can check that violations are found. */
public record EngineOffender(
    ExplorerOffender explorer, TensorData higherPackage, UnlistedOffender cycle) {
  static NDArray halved(NDArray x) {
    return x.mul(0.5);
  }
}
