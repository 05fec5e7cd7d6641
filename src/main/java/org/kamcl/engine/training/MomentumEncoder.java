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
 * The slowly moving key encoders: tensors of the query encoders' names, of which the paired ones
 * follow the query's. (He et al., CVPR 2020; Ji et al., TGRS 2023, section III-D.)
 */
public final class MomentumEncoder {
  private static final String RESNET = KamclNetwork.IMAGE_TOWER + ".extract_feature.resnet.";

  private final NetworkParameters keys;
  private final Set<String> paired;
  private final double momentum;

  /**
   * @param keys the key encoders' own tensors under the query encoders' names
   * @param paired names that follow the query encoders
   * @param momentum share of the old key in an update
   */
  MomentumEncoder(NetworkParameters keys, Set<String> paired, double momentum) {
    this.keys = keys;
    this.paired = paired;
    this.momentum = momentum;
  }

  /**
   * The names that are paired.
   *
   * @param all whether every parameter of both towers is; {@code false} for the published accident,
   *     where the towers' lists are walked in parallel and end with the shortest, so that the image
   *     tower is paired only as far as the text tower has parameters
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
   * Key encoders as the published code begins them: what is not paired has the pretrained values in
   * the ResNet and another random head for ever.
   *
   * @param seed of that head
   * @param parent manager of the key encoders
   */
  public static NetworkParameters publishedKeys(
      KamclNetwork network, NetworkParameters queries, long seed, NDManager parent) {
    Set<String> paired = pairedParameters(network, false);
    NetworkParameters keys = new NetworkParameters(parent);
    List<ParameterSpec> heads = new ArrayList<>();
    for (ParameterSpec spec : network.specs()) {
      boolean pretrained = spec.name().startsWith(RESNET);
      if (pretrained || paired.contains(spec.name()) || !spec.role().trainable()) {
        keys.put(spec.name(), EngineArrays.copy(queries.get(spec.name())));
      } else {
        heads.add(spec);
      }
    }
    new ParameterInitializer(seed).fill(keys, heads);
    return keys;
  }

  /** The key encoders' tensors. */
  public NetworkParameters keys() {
    return keys;
  }

  /** Copies the paired parameters from the query encoders. */
  void copyFrom(NetworkParameters queries) {
    for (String name : paired) {
      queries.get(name).copyTo(keys.get(name));
    }
  }

  /** key = momentum x key + (1 - momentum) x query, for the paired parameters. */
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
