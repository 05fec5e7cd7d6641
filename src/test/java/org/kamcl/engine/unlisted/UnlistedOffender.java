package org.kamcl.engine.unlisted;

import ai.djl.ndarray.NDManager;
import org.kamcl.engine.text.EngineOffender;

/** Violates architecture rules so that a test can check that violations are found. */
public final class UnlistedOffender {
  private final EngineOffender cycle;

  UnlistedOffender(EngineOffender cycle) {
    this.cycle = cycle;
  }

  NDManager manager() {
    return cycle == null ? null : NDManager.newBaseManager();
  }
}
