package org.kamcl.engine.network;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/**
 * Both towers of a KAMCL network as a configuration composes them. Holds no tensors. The query
 * encoders' names begin with {@link #IMAGE_TOWER} and {@link #TEXT_TOWER}, those of the momentum
 * (key) encoders with {@code visualmodelK.} and {@code textmodelK.}, in both configurations.
 */
public final class KamclNetwork {
  /** Prefix of the image tower that is trained and used. */
  public static final String IMAGE_TOWER = "visualmodelQ";

  /** Prefix of the text tower that is trained and used. */
  public static final String TEXT_TOWER = "textmodelQ";

  private final NetworkConfig config;
  private final ImageTower imageTower;
  private final TextTower textTower;

  /**
   * @param config what the network is made of
   */
  public KamclNetwork(NetworkConfig config) {
    this.config = config;
    this.imageTower = new ImageTower(config);
    this.textTower = new TextTower(config);
  }

  /** What the network is made of. */
  public NetworkConfig config() {
    return config;
  }

  /** The image encoder. */
  public ImageTower imageTower() {
    return imageTower;
  }

  /** The text encoder. */
  public TextTower textTower() {
    return textTower;
  }

  /** All tensors of the query encoders in registration order. */
  public List<ParameterSpec> specs() {
    List<ParameterSpec> specs = new ArrayList<>(imageTower.specs(IMAGE_TOWER + "."));
    specs.addAll(textTower.specs(TEXT_TOWER + "."));
    return specs;
  }

  /**
   * A copy for inference: normalisation folded into the convolutions, results that depend on
   * parameters alone kept.
   *
   * @param parent manager on the device where the copy shall live
   */
  public NetworkParameters freeze(NetworkParameters parameters, NDManager parent) {
    return BatchNormFolding.freeze(
        parameters, imageTower.foldableConvolutions(IMAGE_TOWER + "."), parent);
  }
}
