package org.kamcl.engine.network;

import com.google.gson.annotations.SerializedName;
import org.kamcl.engine.EngineException;

/**
 * What a network is made of; saved with the model. Two presets: {@link #published} is the published
 * network to the last rounding, {@link #defaults} mends what its accidents cost.
 *
 * @param backbone the image tower's convolutional network
 * @param imageSize side of the input in pixels, a multiple of 32
 * @param textEncoder the text tower's encoder
 * @param textPooling how token states are pooled; {@code reference} knows generalized only
 * @param vocabularySize words of the vocabulary for the GRU; 0 for WordPiece
 * @param maxTokens captions are cut to this many tokens
 * @param embeddingSize width of the shared space
 * @param conceptCount outputs of the concept heads, at most {@code embeddingSize} where concepts
 *     are added to the feature
 * @param maskTextPadding whether padding takes no part in a caption's feature ({@code false}: the
 *     published accident that a feature depends on the longest caption of its batch)
 * @param conceptToken whether the caption's concept words enter the text tower as a token of their
 *     own (the published network; a word outside the concepts then has no such path)
 * @param addConcepts whether concept strengths are added to the feature (the published network)
 * @param lastStageOnly whether an image's feature comes from the backbone's last map alone, without
 *     the hierarchical aggregator: the network to compare the aggregator with
 */
public record NetworkConfig(
    BackboneType backbone,
    int imageSize,
    TextEncoderType textEncoder,
    TextPooling textPooling,
    int vocabularySize,
    int maxTokens,
    int embeddingSize,
    int conceptCount,
    boolean maskTextPadding,
    boolean conceptToken,
    boolean addConcepts,
    @SerializedName(value = "lastStageOnly", alternate = "lastMapOnly") boolean lastStageOnly) {

  /** Width of the shared space in the paper. */
  public static final int EMBEDDING_SIZE = 512;

  /** Concepts kept by filtration in the paper. */
  public static final int CONCEPT_COUNT = 512;

  /**
   * @throws EngineException if the parts do not fit together
   */
  public NetworkConfig {
    require(backbone != null && textEncoder != null && textPooling != null, "names no encoder");
    require(
        imageSize >= 32 && imageSize <= 1024 && imageSize % 32 == 0,
        "asks for images of " + imageSize + " pixels; a multiple of 32 up to 1024 is possible");
    require(embeddingSize > 0 && conceptCount > 0 && maxTokens > 1, "holds a size of zero");
    require(
        !(addConcepts || conceptToken) || conceptCount == embeddingSize,
        "adds " + conceptCount + " concepts to features of " + embeddingSize);
    require(
        !(lastStageOnly && backbone != BackboneType.EFFICIENTNET_LITE0),
        "leaves the aggregator out of a ResNet, whose published network always has it");
    if (textEncoder == TextEncoderType.SKIP_THOUGHTS_GRU) {
      require(vocabularySize > 0, "has a GRU without a vocabulary");
      require(
          textPooling == TextPooling.GENERALIZED && conceptToken,
          "asks for another pooling than the published text tower has");
    } else {
      require(maxTokens <= MiniLmEncoder.MAX_TOKENS, "asks for more than 512 tokens");
      require(!conceptToken, "asks for a concept token, which the MiniLM tower does not have");
    }
  }

  private static void require(boolean holds, String complaint) {
    if (!holds) {
      throw new EngineException("The network configuration " + complaint + ".");
    }
  }

  /** The published network on 256-pixel images with a vocabulary of the given size. */
  public static NetworkConfig published(int vocabularySize) {
    return published(BackboneType.RESNET18, 256, vocabularySize);
  }

  /** The published network on another ResNet or image size. */
  public static NetworkConfig published(BackboneType backbone, int imageSize, int vocabularySize) {
    return new NetworkConfig(
        backbone,
        imageSize,
        TextEncoderType.SKIP_THOUGHTS_GRU,
        TextPooling.GENERALIZED,
        vocabularySize,
        MiniLmEncoder.MAX_TOKENS,
        EMBEDDING_SIZE,
        CONCEPT_COUNT,
        false,
        true,
        true,
        false);
  }

  /** EfficientNet-Lite0 at 160 pixels and MiniLM, padding masked. */
  public static NetworkConfig defaults() {
    return new NetworkConfig(
        BackboneType.EFFICIENTNET_LITE0,
        160,
        TextEncoderType.MINILM_L6,
        TextPooling.GENERALIZED,
        0,
        64,
        EMBEDDING_SIZE,
        CONCEPT_COUNT,
        true,
        false,
        false,
        false);
  }

  /** Whether this is the published network (tensor names, published aggregator and text tower). */
  public boolean published() {
    return backbone != BackboneType.EFFICIENTNET_LITE0;
  }

  /** Rows of the embedding table that words or word pieces may have, padding aside. */
  public int vocabularyLimit() {
    return textEncoder == TextEncoderType.SKIP_THOUGHTS_GRU
        ? vocabularySize
        : MiniLmEncoder.VOCABULARY_SIZE;
  }

  /** The same network for images of another size. */
  public NetworkConfig withImageSize(int pixels) {
    return new NetworkConfig(
        backbone,
        pixels,
        textEncoder,
        textPooling,
        vocabularySize,
        maxTokens,
        embeddingSize,
        conceptCount,
        maskTextPadding,
        conceptToken,
        addConcepts,
        lastStageOnly);
  }
}
