package org.kamcl.engine.network;

import org.jspecify.annotations.Nullable;
import org.kamcl.error.KamclException;

/** The two encoders of a configuration: which belong together, and how they are made. */
final class EncoderParts {
  private EncoderParts() {}

  /**
   * Checks that the encoders, the pooling and the sizes of CLIP belong to one network.
   *
   * @throws KamclException if not
   */
  static void requireFit(
      boolean published,
      BackboneType backbone,
      TextEncoderType textEncoder,
      TextPooling textPooling,
      @Nullable ClipSizes clip) {
    boolean ofClip = clip != null;
    boolean reads = textEncoder.readsTexts();
    boolean fits =
        ofClip == backbone.needsSizes()
            && (ofClip && reads) == (textEncoder == TextEncoderType.CLIP)
            && (ofClip && reads) == (textPooling == TextPooling.END_TOKEN)
            && reads == (textPooling != TextPooling.NONE)
            && !(ofClip && published)
            && !(reads && backbone == BackboneType.VIT);
    require(fits, NetworkError.CLIP_SIZES_REQUIRED);
    if (clip != null) {
      boolean transformer = backbone != BackboneType.CLIP_RESNET;
      boolean plain = backbone == BackboneType.VIT;
      require(
          !plain || clip.embeddingSize() == clip.vision().width(),
          NetworkError.CLIP_SIZES_REQUIRED);
      require(plain || clip.plain() == null, NetworkError.CLIP_SIZES_REQUIRED);
      require(clip.vision().isTransformer() == transformer, NetworkError.CLIP_SIZES_REQUIRED);
      require((clip.text() != null) == reads, NetworkError.CLIP_SIZES_INCOMPLETE);
    }
  }

  static Backbone newBackbone(BackboneType type, @Nullable ClipSizes clip) {
    return clip == null ? type.create() : ClipVision.of(type, clip);
  }

  static TextEncoder newTextEncoder(
      TextEncoderType type, int vocabularySize, @Nullable ClipSizes clip) {
    return clip == null || clip.text() == null
        ? type.create(vocabularySize)
        : new ClipTextTransformer(clip.text(), clip.activation(), clip.embeddingSize());
  }

  static void require(boolean condition, NetworkError error, Object... arguments) {
    if (!condition) {
      throw new KamclException(error, arguments);
    }
  }
}
