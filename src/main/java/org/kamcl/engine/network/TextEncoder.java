package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;

/**
 * An encoder that turns the tokens of captions into one state per token. An implementation owns
 * everything that is particular to its architecture: layers, tensor names, tokenization, the depth
 * of each layer, and what it requires of a {@link NetworkConfig}.
 *
 * <p>To add a text encoder, implement this interface and add a constant to {@link TextEncoderType}.
 */
public interface TextEncoder {
  /** Number of values of a state. */
  int width();

  /** How captions are split into the tokens it reads. */
  TextTokenization tokenization();

  /** The largest number of words or word pieces a vocabulary may have, without padding. */
  int vocabularyLimit();

  /**
   * Checks that a network can be built around this encoder.
   *
   * @throws org.kamcl.error.KamclException if not
   */
  void validate(TextPooling pooling, int maxTokens, boolean conceptToken);

  /** The tensors below {@code prefix} (empty or ending in a dot), in registration order. */
  List<ParameterSpec> specs(String prefix);

  /**
   * Encodes captions.
   *
   * @param context in the scope of the encoder
   * @param manager owns the arrays that are created
   * @return the states of all tokens, [B, T, width]
   */
  NDArray forward(ForwardContext context, NDManager manager, TextBatch batch);

  /** This encoder as one that can be divided into layers; empty if it cannot. */
  default Optional<LayeredTextEncoder> layered() {
    return Optional.empty();
  }

  /**
   * Whether the mean of the pretrained states is a sentence embedding, so that similarities between
   * captions can be computed before any training. Only layered encoders may.
   */
  default boolean embedsSentences() {
    return false;
  }

  /** The tensor, without the prefix, whose rows are the encoder's input; empty if it is not one. */
  default Optional<String> inputTable() {
    return Optional.empty();
  }

  /** The file with pretrained weights in the program's folder of pretrained encoders, if any. */
  default Optional<String> pretrainedFile() {
    return Optional.empty();
  }

  /** The file with the pretrained vocabulary in the same folder, if any. */
  default Optional<String> pretrainedVocabularyFile() {
    return Optional.empty();
  }
}
