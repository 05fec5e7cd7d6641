package org.kamcl.engine.network;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.image.Normalization;
import org.kamcl.engine.image.Preprocessing;
import org.kamcl.engine.image.Preprocessing.Fit;
import org.kamcl.error.KamclException;

/**
 * The sizes of the encoders of a CLIP network; stored with the model. (Radford et al., ICML 2021)
 *
 * @param vision sizes of the image encoder
 * @param text sizes of the text encoder; null for an image encoder without text
 * @param embeddingSize width of the space that both encoders project to
 * @param activation of the transformers' MLPs
 * @param logitScale factor of cosine similarities in the loss, usually 100
 * @param pixels how the pixels it was trained with were prepared; null for CLIP's way
 * @param plain further parts of an image encoder without text; null for none
 */
public record ClipSizes(
    Vision vision,
    @Nullable Text text,
    int embeddingSize,
    Activation activation,
    double logitScale,
    @Nullable Pixels pixels,
    @Nullable PlainParts plain) {

  /** Pixels per position of the last feature map of a ResNet. */
  static final int RESNET_STRIDE = 32;

  /** Layers of blocks in a ResNet. */
  static final int RESNET_LAYERS = 4;

  /** Channels of the output of a ResNet, in multiples of its width. */
  static final int RESNET_EXPANSION = 32;

  /** Values per attention head in every published model. */
  private static final int HEAD_WIDTH = 64;

  private static final int MLP_EXPANSION = 4;

  /**
   * @throws KamclException if a part is missing or a number is not valid
   */
  public ClipSizes {
    if (vision == null || activation == null) {
      throw new KamclException(NetworkError.CLIP_SIZES_INCOMPLETE);
    }
    positive("embeddingSize", embeddingSize);
    if (!(logitScale > 0) || Double.isInfinite(logitScale)) {
      throw new KamclException(NetworkError.CLIP_SIZE_INVALID, "logitScale", logitScale);
    }
  }

  /** Sizes of encoders that were trained with CLIP's statistics of pixel values. */
  public ClipSizes(
      Vision vision,
      @Nullable Text text,
      int embeddingSize,
      Activation activation,
      double logitScale) {
    this(vision, text, embeddingSize, activation, logitScale, null, null);
  }

  /**
   * How pixels are prepared: mean and standard deviation of red, green and blue, 0..1, and how the
   * square is made.
   *
   * @param mean [3]
   * @param deviation [3], above 0
   * @param fit how the square is made; null for CLIP's way
   */
  public record Pixels(List<Double> mean, List<Double> deviation, @Nullable Fit fit) {

    /** Statistics of pixels whose square is made in CLIP's way. */
    public Pixels(List<Double> mean, List<Double> deviation) {
      this(mean, deviation, null);
    }

    /** Those of ImageNet, with which most image encoders without text were trained. */
    public static final Pixels IMAGENET =
        new Pixels(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    /**
     * @throws KamclException if a number is missing or not valid
     */
    public Pixels {
      if (mean == null || deviation == null || mean.size() != 3 || deviation.size() != 3) {
        throw new KamclException(NetworkError.CLIP_SIZES_INCOMPLETE);
      }
      mean = List.copyOf(mean);
      deviation = List.copyOf(deviation);
      for (double value : deviation) {
        if (!(value > 0) || Double.isInfinite(value)) {
          throw new KamclException(NetworkError.CLIP_SIZE_INVALID, "deviation", value);
        }
      }
      for (double value : mean) {
        if (!Double.isFinite(value)) {
          throw new KamclException(NetworkError.CLIP_SIZE_INVALID, "mean", value);
        }
      }
    }
  }

  /** How an image becomes the square that the encoder reads. */
  public Preprocessing preprocessing() {
    if (pixels == null) {
      return Preprocessing.CLIP;
    }
    Fit fit = pixels.fit() == null ? Fit.CROP : pixels.fit();
    return new Preprocessing(
        fit, new Normalization(values(pixels.mean()), values(pixels.deviation())));
  }

  private static double[] values(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Sizes of an image encoder: a vision transformer, or the ResNet of CLIP.
   *
   * @param imageSize side of the images it was trained on, in pixels; gives the number of positions
   *     with an embedding
   * @param patch side in pixels of a position of the last feature map: the patch of a transformer,
   *     32 in a ResNet
   * @param width of the transformer, or of the stem of the ResNet
   * @param blocks one number for a transformer, four for the layers of a ResNet
   * @param heads of each attention, or of the attention pooling of a ResNet
   * @param mlpWidth inner width of a transformer's MLPs; 0 in a ResNet
   */
  public record Vision(
      int imageSize, int patch, int width, List<Integer> blocks, int heads, int mlpWidth) {

    /**
     * @throws KamclException if a number is not valid
     */
    public Vision {
      if (blocks == null) {
        throw new KamclException(NetworkError.CLIP_SIZES_INCOMPLETE);
      }
      blocks = List.copyOf(blocks);
      boolean resNet = blocks.size() == RESNET_LAYERS;
      positive("blocks", resNet || blocks.size() == 1 ? 1 : 0);
      blocks.forEach(count -> positive("blocks", count));
      positive("patch", resNet && patch != RESNET_STRIDE ? 0 : patch);
      positive("width", width);
      positive("mlpWidth", resNet ? 1 : mlpWidth);
      positive("imageSize", imageSize % patch == 0 ? imageSize : 0);
      divisible(resNet ? RESNET_EXPANSION * width : width, heads);
    }

    /** A vision transformer; the number of heads is that of published models. */
    public static Vision transformer(int imageSize, int patch, int width, int blocks) {
      return new Vision(
          imageSize,
          patch,
          width,
          List.of(blocks),
          Math.max(1, width / HEAD_WIDTH),
          MLP_EXPANSION * width);
    }

    /** A ResNet of CLIP. */
    public static Vision resNet(int imageSize, int width, List<Integer> blocks) {
      int heads = Math.max(1, RESNET_EXPANSION * width / HEAD_WIDTH);
      return new Vision(imageSize, RESNET_STRIDE, width, blocks, heads, 0);
    }

    /** Whether it is a vision transformer; otherwise it is a ResNet. */
    public boolean isTransformer() {
      return blocks.size() == 1;
    }

    /** Positions of the last feature map along one side, at the trained size. */
    public int grid() {
      return imageSize / patch;
    }
  }

  /**
   * Sizes of a text transformer.
   *
   * @param contextLength positions with an embedding, usually 77; longer texts are truncated
   * @param vocabularySize rows of the token table, usually 49,408
   * @param width of the transformer
   * @param blocks number of blocks
   * @param heads of each attention
   * @param mlpWidth inner width of the MLPs
   */
  public record Text(
      int contextLength, int vocabularySize, int width, int blocks, int heads, int mlpWidth) {

    /**
     * @throws KamclException if a number is not valid
     */
    public Text {
      positive("contextLength", contextLength > 2 ? contextLength : 0);
      positive("vocabularySize", vocabularySize);
      positive("width", width);
      positive("blocks", blocks);
      positive("mlpWidth", mlpWidth);
      divisible(width, heads);
    }

    /** A text transformer with the number of heads of published models. */
    public static Text of(int contextLength, int vocabularySize, int width, int blocks) {
      return new Text(
          contextLength,
          vocabularySize,
          width,
          blocks,
          Math.max(1, width / HEAD_WIDTH),
          MLP_EXPANSION * width);
    }
  }

  private static void positive(String name, int value) {
    if (value <= 0) {
      throw new KamclException(NetworkError.CLIP_SIZE_INVALID, name, value);
    }
  }

  private static void divisible(int width, int heads) {
    positive("heads", heads);
    if (width % heads != 0) {
      throw new KamclException(NetworkError.HEADS_DO_NOT_DIVIDE, width, heads);
    }
  }

  /** The same sizes with another activation. */
  public ClipSizes withActivation(Activation other) {
    return new ClipSizes(vision, text, embeddingSize, other, logitScale, pixels, plain);
  }
}
