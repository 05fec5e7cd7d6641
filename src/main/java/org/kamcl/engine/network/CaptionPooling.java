package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns the token states of a text encoder into one feature per caption. */
interface CaptionPooling {
  /** Path of the encoder below the tower where a pooling has no other. */
  String ENCODER_PATH = "encoder.";

  /** The pooling of a configuration. */
  static CaptionPooling of(NetworkConfig config, TextEncoder encoder) {
    if (encoder instanceof ClipTextTransformer transformer) {
      return new EndTokenPooling(config, transformer);
    }
    if (!config.textEncoder().readsTexts()) {
      return new NoTextPooling(config.embeddingSize());
    }
    if (config.adapter() != null && config.adapter().source() == FeatureSource.ENCODER) {
      return new StateMeans(config, encoder);
    }
    return config.conceptToken()
        ? new ConceptTokenPooling(config, encoder)
        : new StatePooling(config, encoder);
  }

  /** Number of values of a caption's feature. */
  int width();

  /** Path of the encoder's tensors below the tower, ending in a dot. */
  default String encoderPath() {
    return ENCODER_PATH;
  }

  /** The tensors of encoder, pooling and concept head below {@code prefix}, in their order. */
  List<ParameterSpec> specs(String prefix);

  /** The tensors of encoder and concept head, for a pooling without tensors of its own. */
  static List<ParameterSpec> withoutParameters(
      String prefix, TextEncoder encoder, NetworkConfig config) {
    List<ParameterSpec> specs = new ArrayList<>(encoder.specs(prefix + ENCODER_PATH));
    specs.addAll(ConceptHead.specs(prefix + "tx.0", config));
    return specs;
  }

  /**
   * Pools the states of each caption.
   *
   * @param context in the scope of the tower
   * @param states [B, T, width]
   * @return [B, width]
   */
  NDArray pool(ForwardContext context, NDManager manager, TextBatch batch, NDArray states);

  /**
   * Encodes captions and pools their states.
   *
   * @param context in the scope of the tower
   * @return [B, embeddingSize]
   */
  default NDArray encode(
      ForwardContext context, NDManager manager, TextBatch batch, TextEncoder encoder) {
    NDArray states = encoder.forward(encoderScope(context), manager, batch);
    return pool(context, manager, batch, EngineArrays.atLeastFloat32(states));
  }

  /** The scope of the encoder in that of the tower. */
  default ForwardContext encoderScope(ForwardContext context) {
    String path = encoderPath();
    return context.scope(path.substring(0, path.length() - 1));
  }

  /** The number of positions of each caption that are pooled. */
  static int[] pooledLengths(NetworkConfig config, TextBatch batch) {
    if (config.maskTextPadding()) {
      return batch.lengths();
    }
    int[] padded = new int[batch.size()];
    Arrays.fill(padded, batch.paddedLength());
    return padded;
  }

  /**
   * The mean of the first states of each caption.
   *
   * @param states [B, T, width]
   * @param lengths how many states of each caption
   * @return [B, width]
   */
  static NDArray mean(NDManager manager, NDArray states, int... lengths) {
    int batch = (int) states.getShape().get(0);
    int tokens = (int) states.getShape().get(1);
    float[] shares = new float[batch * tokens];
    for (int b = 0; b < batch; b++) {
      Arrays.fill(shares, b * tokens, b * tokens + lengths[b], 1f / lengths[b]);
    }
    NDArray weights =
        EngineArrays.create(manager, shares, new Shape(batch, 1, tokens), states.getDataType());
    return weights.matMul(states).reshape(batch, states.getShape().get(2));
  }
}
