package org.kamcl.engine.network;

import com.google.gson.annotations.JsonAdapter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.KamclException;

/**
 * The parts and sizes of a network; stored with the model. {@link #published(int)} reproduces the
 * published network, {@link #defaults} the corrected one, {@link #clip} a network with the encoders
 * of CLIP.
 *
 * @param published whether the image tower is the published one, with its known defects, under the
 *     published tensor names
 * @param backbone the convolutional network of the image tower
 * @param imageSize side of the input in pixels, a multiple of {@link Backbone#sizeMultiple}
 * @param textEncoder the encoder of the text tower
 * @param textPooling how token states are pooled
 * @param vocabularySize words of the vocabulary; 0 for the vocabulary of the encoder, if it has one
 * @param maxTokens captions are truncated to this many tokens
 * @param embeddingSize width of the shared space
 * @param conceptCount outputs of the concept heads, 0 for a network without concepts; equal to
 *     {@code embeddingSize} where concepts are added to the feature or form a token
 * @param maskTextPadding whether padding is excluded from a caption's feature ({@code false}: the
 *     published defect that a feature depends on the longest caption of its batch)
 * @param conceptToken whether the concept words of a caption enter the text tower as a token (the
 *     published network)
 * @param addConcepts whether concept strengths are added to the feature (the published network)
 * @param lastStageOnly whether an image's feature comes from the last stage of the backbone alone,
 *     without the hierarchical aggregator: the baseline for measuring the aggregator
 * @param adapter the adapters above the features of the towers; null for none
 * @param clip sizes of the encoders of CLIP; null in a network with other encoders
 */
@JsonAdapter(NetworkConfigJson.class)
public record NetworkConfig(
    boolean published,
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
    boolean lastStageOnly,
    @Nullable AdapterSizes adapter,
    @Nullable ClipSizes clip) {

  /** Width of the shared space in the paper. */
  public static final int EMBEDDING_SIZE = 512;

  /** Concepts kept by filtration in the paper. */
  public static final int CONCEPT_COUNT = 512;

  private static final int PUBLISHED_IMAGE_SIZE = 256;
  private static final int PUBLISHED_MAX_TOKENS = 512;
  private static final int MAX_IMAGE_SIZE = 1024;

  /**
   * @throws KamclException if the parts do not fit together
   */
  public NetworkConfig {
    EncoderParts.require(
        backbone != null && textEncoder != null && textPooling != null,
        NetworkError.ENCODER_MISSING);
    EncoderParts.require(
        embeddingSize > 0 && conceptCount >= 0 && (maxTokens > 1 || !textEncoder.readsTexts()),
        NetworkError.SIZE_NOT_POSITIVE);
    EncoderParts.requireFit(published, backbone, textEncoder, textPooling, clip);
    EncoderParts.require(
        clip == null || adapter != null || clip.embeddingSize() == embeddingSize,
        NetworkError.CLIP_SIZES_REQUIRED);
    int multiple = EncoderParts.newBackbone(backbone, clip).sizeMultiple();
    EncoderParts.require(
        imageSize >= multiple && imageSize <= MAX_IMAGE_SIZE && imageSize % multiple == 0,
        NetworkError.IMAGE_SIZE_INVALID,
        imageSize,
        multiple,
        MAX_IMAGE_SIZE);
    EncoderParts.require(
        !(addConcepts || conceptToken) || conceptCount == embeddingSize,
        NetworkError.CONCEPT_COUNT_DIFFERS,
        conceptCount,
        embeddingSize);
    EncoderParts.require(!(lastStageOnly && published), NetworkError.AGGREGATOR_REQUIRED);
    // Where a caption's feature depends on its batch or contains concepts, it cannot be frozen.
    EncoderParts.require(
        adapter == null || !(published || addConcepts || conceptToken || !maskTextPadding),
        NetworkError.ADAPTER_UNSUPPORTED);
    EncoderParts.require(
        textEncoder.readsTexts() || (!published && conceptCount == 0 && adapter == null),
        NetworkError.IMAGES_ONLY);
    EncoderParts.require(
        textEncoder.readsTexts() || clip != null || embeddingSize == lastChannels(backbone),
        NetworkError.IMAGES_ONLY_WIDTH,
        embeddingSize);
    EncoderParts.newTextEncoder(textEncoder, vocabularySize, clip)
        .validate(textPooling, maxTokens, conceptToken);
  }

  /** Channels of the last stage: the width of the features without an aggregator. */
  private static int lastChannels(BackboneType backbone) {
    List<Backbone.Stage> stages = backbone.create().stages();
    return stages.get(stages.size() - 1).channels();
  }

  /**
   * The published network: ResNet-18 on 256-pixel images and the skip-thoughts GRU.
   *
   * @param vocabularySize number of words
   */
  public static NetworkConfig published(int vocabularySize) {
    return publishedBuilder().vocabularySize(vocabularySize).build();
  }

  /** The corrected network: EfficientNet-Lite0 at 160 pixels and MiniLM, padding masked. */
  public static NetworkConfig defaults() {
    return defaultBuilder().build();
  }

  /**
   * A network with the two encoders of CLIP, without concepts.
   *
   * @param sizes of the encoders, with text
   */
  public static NetworkConfig clip(ClipSizes sizes) {
    ClipSizes.Text text = sizes.text();
    if (text == null) {
      throw new KamclException(NetworkError.CLIP_SIZES_INCOMPLETE);
    }
    return new Builder()
        .backbone(sizes.vision().isTransformer() ? BackboneType.CLIP_VIT : BackboneType.CLIP_RESNET)
        .imageSize(sizes.vision().imageSize())
        .textEncoder(TextEncoderType.CLIP)
        .textPooling(TextPooling.END_TOKEN)
        .maxTokens(text.contextLength())
        .embeddingSize(sizes.embeddingSize())
        .conceptCount(0)
        .clip(sizes)
        .build();
  }

  /**
   * A network that encodes images only, without parameters above its backbone: the feature is the
   * mean over the positions of the last stage.
   *
   * @param backbone of fixed sizes
   * @param imageSize side of the input in pixels
   */
  public static NetworkConfig imageOnly(BackboneType backbone, int imageSize) {
    return new Builder()
        .backbone(backbone)
        .imageSize(imageSize)
        .textEncoder(TextEncoderType.NONE)
        .textPooling(TextPooling.NONE)
        .embeddingSize(lastChannels(backbone))
        .conceptCount(0)
        .maskTextPadding(true)
        .build();
  }

  /**
   * A plain vision transformer that encodes images only: the feature is the normalized state of its
   * class token.
   *
   * @param vision sizes of the transformer
   */
  public static NetworkConfig imageOnly(ClipSizes.Vision vision) {
    return imageOnly(vision, null, ClipSizes.Pixels.IMAGENET);
  }

  /**
   * A plain vision transformer with further parts.
   *
   * @param parts null for none
   * @param pixels statistics of the pixel values it was trained with
   */
  public static NetworkConfig imageOnly(
      ClipSizes.Vision vision, @Nullable PlainParts parts, ClipSizes.Pixels pixels) {
    return new Builder()
        .backbone(BackboneType.VIT)
        .imageSize(vision.imageSize())
        .textEncoder(TextEncoderType.NONE)
        .textPooling(TextPooling.NONE)
        .embeddingSize(vision.width())
        .conceptCount(0)
        .maskTextPadding(true)
        .clip(new ClipSizes(vision, null, vision.width(), Activation.GELU, 1, pixels, parts))
        .build();
  }

  /** Starts from the published network; the size of the vocabulary must be set. */
  public static Builder publishedBuilder() {
    return new Builder()
        .published(true)
        .backbone(BackboneType.RESNET18)
        .imageSize(PUBLISHED_IMAGE_SIZE)
        .textEncoder(TextEncoderType.SKIP_THOUGHTS_GRU)
        .maxTokens(PUBLISHED_MAX_TOKENS)
        .maskTextPadding(false)
        .conceptToken(true)
        .addConcepts(true);
  }

  /** Starts from the corrected network. */
  public static Builder defaultBuilder() {
    return new Builder();
  }

  /** A builder with the values of this configuration. */
  public Builder toBuilder() {
    return new Builder()
        .published(published)
        .backbone(backbone)
        .imageSize(imageSize)
        .textEncoder(textEncoder)
        .textPooling(textPooling)
        .vocabularySize(vocabularySize)
        .maxTokens(maxTokens)
        .embeddingSize(embeddingSize)
        .conceptCount(conceptCount)
        .maskTextPadding(maskTextPadding)
        .conceptToken(conceptToken)
        .addConcepts(addConcepts)
        .lastStageOnly(lastStageOnly)
        .adapter(adapter)
        .clip(clip);
  }

  /** A new instance of the backbone; it holds no tensors. */
  public Backbone newBackbone() {
    return EncoderParts.newBackbone(backbone, clip);
  }

  /** A new instance of the text encoder; it holds no tensors. */
  public TextEncoder newTextEncoder() {
    return EncoderParts.newTextEncoder(textEncoder, vocabularySize, clip);
  }

  /** The largest number of words or word pieces a vocabulary may have, without padding. */
  public int vocabularyLimit() {
    return newTextEncoder().vocabularyLimit();
  }

  /** How captions are split into tokens. */
  public TextTokenization tokenization() {
    return newTextEncoder().tokenization();
  }

  /** The same network for images of another size. */
  public NetworkConfig withImageSize(int pixels) {
    return toBuilder().imageSize(pixels).build();
  }

  /** Builds a configuration by name; every value begins with that of the corrected network. */
  public static final class Builder {
    private boolean published;
    private BackboneType backbone = BackboneType.EFFICIENTNET_LITE0;
    private int imageSize = 160;
    private TextEncoderType textEncoder = TextEncoderType.MINILM_L6;
    private TextPooling textPooling = TextPooling.GENERALIZED;
    private int vocabularySize;
    private int maxTokens = 64;
    private int embeddingSize = EMBEDDING_SIZE;
    private int conceptCount = CONCEPT_COUNT;
    private boolean maskTextPadding = true;
    private boolean conceptToken;
    private boolean addConcepts;
    private boolean lastStageOnly;
    private @Nullable AdapterSizes adapter;
    private @Nullable ClipSizes clip;

    private Builder() {}

    /** Whether the image tower is the published one. */
    public Builder published(boolean value) {
      published = value;
      return this;
    }

    /** The convolutional network of the image tower. */
    public Builder backbone(BackboneType value) {
      backbone = value;
      return this;
    }

    /** Side of the input in pixels, a multiple of {@link Backbone#sizeMultiple}. */
    public Builder imageSize(int value) {
      imageSize = value;
      return this;
    }

    /** The encoder of the text tower. */
    public Builder textEncoder(TextEncoderType value) {
      textEncoder = value;
      return this;
    }

    /** How token states are pooled. */
    public Builder textPooling(TextPooling value) {
      textPooling = value;
      return this;
    }

    /** Words of the vocabulary, for encoders without one of their own. */
    public Builder vocabularySize(int value) {
      vocabularySize = value;
      return this;
    }

    /** Captions are truncated to this many tokens. */
    public Builder maxTokens(int value) {
      maxTokens = value;
      return this;
    }

    /** Width of the shared space. */
    public Builder embeddingSize(int value) {
      embeddingSize = value;
      return this;
    }

    /** Outputs of the concept heads; 0 for a network without concepts. */
    public Builder conceptCount(int value) {
      conceptCount = value;
      return this;
    }

    /** Whether padding is excluded from a caption's feature. */
    public Builder maskTextPadding(boolean value) {
      maskTextPadding = value;
      return this;
    }

    /** Whether the concept words of a caption enter the text tower as a token. */
    public Builder conceptToken(boolean value) {
      conceptToken = value;
      return this;
    }

    /** Whether concept strengths are added to the feature. */
    public Builder addConcepts(boolean value) {
      addConcepts = value;
      return this;
    }

    /** Whether an image's feature comes from the last stage of the backbone alone. */
    public Builder lastStageOnly(boolean value) {
      lastStageOnly = value;
      return this;
    }

    /** The adapters above the features of the towers; null for none. */
    public Builder adapter(@Nullable AdapterSizes value) {
      adapter = value;
      return this;
    }

    /** Sizes of the encoders of CLIP; null in a network with other encoders. */
    public Builder clip(@Nullable ClipSizes value) {
      clip = value;
      return this;
    }

    /**
     * The configuration.
     *
     * @throws KamclException if the parts do not fit together
     */
    public NetworkConfig build() {
      return new NetworkConfig(
          published,
          backbone,
          imageSize,
          textEncoder,
          textPooling,
          vocabularySize,
          maxTokens,
          embeddingSize,
          conceptCount,
          maskTextPadding,
          conceptToken,
          addConcepts,
          lastStageOnly,
          adapter,
          clip);
    }
  }
}
