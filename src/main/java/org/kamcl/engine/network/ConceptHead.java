package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** The last part of a tower: concept strengths from its feature, if the network has concepts. */
final class ConceptHead {
  private ConceptHead() {}

  /** The tensors of a linear layer {@code name}; none for a network without concepts. */
  static List<ParameterSpec> specs(String name, NetworkConfig config) {
    return config.conceptCount() == 0
        ? List.of()
        : Layers.linearSpecs(name, config.embeddingSize(), config.conceptCount());
  }

  /**
   * The output of a tower.
   *
   * @param context in the scope of the head, whose linear layer is named {@code 0}
   * @param pooled [B, embeddingSize]
   */
  static TowerOutput apply(ForwardContext context, NetworkConfig config, NDArray pooled) {
    if (config.conceptCount() == 0) {
      Shape none = new Shape(pooled.getShape().get(0), 0);
      return new TowerOutput(pooled, pooled.getManager().zeros(none, pooled.getDataType()));
    }
    NDArray concepts = Layers.sigmoid(Layers.linear(context, "0", pooled));
    return new TowerOutput(config.addConcepts() ? pooled.add(concepts) : pooled, concepts);
  }
}
