package org.kamcl.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.kamcl.engine.network.EngineArrays;
import org.kamcl.engine.network.EngineConstants;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.ParameterInitializer;
import org.kamcl.engine.network.ParameterSpec;

/**
 * The key encoders: tensors with the names of the query encoders, of which the paired ones follow
 * the query encoders by momentum. (He et al., CVPR 2020; Ji et al., TGRS 2023, section III-D.)
 */
public final class MomentumEncoder {
  private final NetworkParameters keys;
  private final Set<String> paired;
  private final double momentum;

  /**
   * @param keys tensors of the key encoders under the names of the query encoders
   * @param paired names of the tensors that follow the query encoders
   * @param momentum fraction of the old value in an update
   */
  MomentumEncoder(NetworkParameters keys, Set<String> paired, double momentum) {
    this.keys = keys;
    this.paired = paired;
    this.momentum = momentum;
  }

  /**
   * Names of the paired tensors.
   *
   * @param all whether all parameters of both towers are paired; {@code false} as in the published
   *     code, which walks the lists of the towers in parallel up to the end of the shortest, so
   *     that the image tower is paired only up to the number of text parameters
   */
  static Set<String> pairedParameters(KamclNetwork network, boolean all) {
    List<String> image = trainable(network.imageTower().specs(KamclNetwork.IMAGE_TOWER + "."));
    List<String> text = trainable(network.textTower().specs(KamclNetwork.TEXT_TOWER + "."));
    int shortest = Math.min(image.size(), text.size());
    Set<String> names = new LinkedHashSet<>(all ? image : image.subList(0, shortest));
    names.addAll(all ? text : text.subList(0, shortest));
    return names;
  }

  private static List<String> trainable(List<ParameterSpec> specs) {
    List<String> names = new ArrayList<>();
    for (ParameterSpec spec : specs) {
      if (spec.role().trainable()) {
        names.add(spec.name());
      }
    }
    return names;
  }

  /**
   * The initial key encoders of the published code: unpaired tensors have the pretrained values in
   * the ResNet and other random values in the heads, which never change.
   *
   * @param seed of the heads
   * @param parent manager of the key encoders
   */
  public static NetworkParameters publishedKeys(
      KamclNetwork network, NetworkParameters queries, long seed, NDManager parent) {
    Set<String> paired = pairedParameters(network, false);
    NetworkParameters keys = new NetworkParameters(parent);
    List<ParameterSpec> heads = new ArrayList<>();
    for (ParameterSpec spec : network.specs()) {
      boolean pretrained = spec.name().startsWith(network.backbonePrefix());
      if (pretrained || paired.contains(spec.name()) || !spec.role().trainable()) {
        keys.put(spec.name(), EngineArrays.copy(queries.get(spec.name())));
      } else {
        heads.add(spec);
      }
    }
    new ParameterInitializer(seed).fill(keys, heads);
    return keys;
  }

  /** Tensors of the key encoders. */
  public NetworkParameters keys() {
    return keys;
  }

  /** Copies the paired parameters from the query encoders. */
  void copyFrom(NetworkParameters queries) {
    for (String name : paired) {
      queries.get(name).copyTo(keys.get(name));
    }
  }

  /** Updates the paired tensors: key = momentum x key + (1 - momentum) x query. */
  void update(NetworkParameters queries, NDManager scratch) {
    NDArray kept = EngineConstants.of(scratch, momentum, keys.dataType());
    NDArray taken = EngineConstants.of(scratch, 1 - momentum, keys.dataType());
    for (String name : paired) {
      try (NDArray share = taken.mul(queries.get(name))) {
        keys.get(name).muli(kept).addi(share);
      }
    }
  }
}
