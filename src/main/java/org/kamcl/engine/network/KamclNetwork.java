package org.kamcl.engine.network;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The image and text towers of a KAMCL network. Holds no tensors. In both configurations, tensor
 * names of the query encoders begin with {@link #IMAGE_TOWER} and {@link #TEXT_TOWER}, those of the
 * momentum (key) encoders with {@code visualmodelK.} and {@code textmodelK.}
 */
public final class KamclNetwork {
  /** Prefix of the image tower that is trained and used for inference. */
  public static final String IMAGE_TOWER = "visualmodelQ";

  /** Prefix of the text tower that is trained and used for inference. */
  public static final String TEXT_TOWER = "textmodelQ";

  private final NetworkConfig config;
  private final ImageTower imageTower;
  private final TextTower textTower;

  /**
   * @param config parts and sizes of the network
   */
  public KamclNetwork(NetworkConfig config) {
    this.config = config;
    this.imageTower = new ImageTower(config);
    this.textTower = new TextTower(config);
  }

  /** Parts and sizes of the network. */
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

  /** Whether a tensor belongs to an adapter or a concept head, above the features of a tower. */
  public static boolean isHead(String name) {
    return isConceptHead(name)
        || name.startsWith(IMAGE_TOWER + ".adapter.")
        || name.startsWith(TEXT_TOWER + ".adapter.");
  }

  /** Whether a tensor of an untrained network begins at zero instead of random values. */
  public static boolean beginsAtZero(String name) {
    return FeatureAdapter.beginsAtZero(name);
  }

  /** Whether a tensor belongs to a concept head. */
  public static boolean isConceptHead(String name) {
    return name.startsWith(IMAGE_TOWER + ".im.") || name.startsWith(TEXT_TOWER + ".tx.");
  }

  /** Prefix of the backbone's tensors, ending in a dot. */
  public String backbonePrefix() {
    return IMAGE_TOWER + "." + imageTower.backbonePath();
  }

  /** Prefix of the text encoder's tensors, ending in a dot. */
  public String textEncoderPrefix() {
    return TEXT_TOWER + "." + textTower.encoderPath();
  }

  /** The tensor whose rows are the input of the text encoder; empty if its input is not a table. */
  public Optional<String> wordEmbeddings() {
    return textTower.encoder().inputTable().map(name -> textEncoderPrefix() + name);
  }

  /** All tensors of the query encoders in registration order. */
  public List<ParameterSpec> specs() {
    List<ParameterSpec> specs = new ArrayList<>(imageTower.specs(IMAGE_TOWER + "."));
    specs.addAll(textTower.specs(TEXT_TOWER + "."));
    return specs;
  }

  /**
   * A copy for inference: batch normalization is folded into the convolutions, and results that
   * depend on parameters alone are cached.
   *
   * @param parent manager on the device of the copy
   */
  public NetworkParameters freeze(NetworkParameters parameters, NDManager parent) {
    return BatchNormFolding.freeze(
        parameters, imageTower.foldableConvolutions(IMAGE_TOWER + "."), parent);
  }

  /**
   * As {@link #freeze}, but takes the tensors over instead of copying them, which halves the
   * memory.
   *
   * @param parameters can only be closed afterwards
   * @param parent manager on the device of the result
   */
  public NetworkParameters freezeInPlace(NetworkParameters parameters, NDManager parent) {
    return BatchNormFolding.freezeInPlace(
        parameters, imageTower.foldableConvolutions(IMAGE_TOWER + "."), parent);
  }

  /**
   * Replaces the tensors of both encoders by ones of another type, one after another. Poolings,
   * adapters and concept heads keep theirs.
   *
   * @param parameters for inference
   */
  public void narrowEncoders(NetworkParameters parameters, DataType type) {
    for (String name : List.copyOf(parameters.names())) {
      if (name.startsWith(backbonePrefix()) || name.startsWith(textEncoderPrefix())) {
        parameters.put(name, parameters.get(name).toType(type, true));
      }
    }
  }
}
