package org.kamcl.explorer.ui.reasons;

import java.util.List;
import org.kamcl.engine.explain.BranchPooling;
import org.kamcl.engine.explain.WordAttention;

/**
 * How a model computes a score.
 *
 * @param attention attention on the words, of each part of the query that has words; empty if the
 *     text encoder is no transformer
 * @param pooling how each branch of the image tower pools its positions; empty if none does
 */
public record Mechanism(List<WordAttention> attention, List<BranchPooling> pooling) {
  /** Copies the lists. */
  public Mechanism {
    attention = List.copyOf(attention);
    pooling = List.copyOf(pooling);
  }
}
