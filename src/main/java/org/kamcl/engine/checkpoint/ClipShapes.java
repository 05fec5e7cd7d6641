package org.kamcl.engine.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.network.Activation;
import org.kamcl.engine.network.ClipSizes;
import org.kamcl.engine.text.ClipTokenizer;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.error.KamclException;

/** The sizes of a CLIP model's towers, from the shapes of its tensors under OpenCLIP's names. */
final class ClipShapes {
  private static final int HEAD_WIDTH = 64;
  private static final int LARGEST_USUAL_WIDTH = 1024;

  /** Of ViT-H, ViT-g, ViT-bigG and ViT-e, by width. */
  private static final Map<Integer, Integer> LARGE_HEAD_WIDTHS =
      Map.of(1280, 80, 1408, 88, 1664, 104, 1792, 112);

  private static final int RESNET_STRIDE = 32;
  private static final int RESNET_LAYERS = 4;
  private static final Pattern BLOCK =
      Pattern.compile("(?:transformer\\.resblocks|layer([1-9]))\\.(\\d{1,4})\\..*");
  private static final double DEFAULT_LOGIT_SCALE = 100;

  private final Path file;
  private final Map<String, TensorData> tensors;
  private final @Nullable ClipConfigFile config;

  /**
   * @param file for errors
   * @param tensors under OpenCLIP's names
   * @param config the configuration beside the file, if there is one
   */
  ClipShapes(Path file, Map<String, TensorData> tensors, @Nullable ClipConfigFile config) {
    this.file = file;
    this.tensors = tensors;
    this.config = config;
  }

  /**
   * The sizes, with GELU as activation.
   *
   * @throws KamclException if tensors that give the sizes are missing, or the tokenizer is not
   *     CLIP's
   */
  ClipSizes sizes() {
    try {
      ClipSizes.Text text = text();
      ClipSizes.Vision vision =
          tensors.containsKey("visual.class_embedding") ? transformer() : resNet();
      return new ClipSizes(
          vision,
          text,
          embeddingSize(),
          Activation.GELU,
          logitScale(),
          config == null ? null : config.pixels().orElse(null),
          null);
    } catch (ArithmeticException e) {
      throw new KamclException(e, CheckpointError.SIZES_IMPOSSIBLE, file);
    }
  }

  private int embeddingSize() {
    return size(shape("text_projection", 2)[1]);
  }

  private double logitScale() {
    TensorData scale = tensors.get("logit_scale");
    if (scale == null || scale.size() != 1) {
      return DEFAULT_LOGIT_SCALE;
    }
    return Math.exp(scale.toDoubles()[0]);
  }

  private ClipSizes.Text text() {
    long[] words = shape("token_embedding.weight", 2);
    if (words[0] != ClipTokenizer.SIZE) {
      throw new KamclException(CheckpointError.VOCABULARY_SIZE, file, words[0], ClipTokenizer.SIZE);
    }
    int width = size(words[1]);
    return new ClipSizes.Text(
        size(shape("positional_embedding", 2)[0]),
        ClipTokenizer.SIZE,
        width,
        blocks("", 0),
        heads(width, config == null ? 0 : config.textHeads(width)),
        size(shape("transformer.resblocks.0.mlp.c_fc.weight", 2)[0]));
  }

  private ClipSizes.Vision transformer() {
    long[] patches = shape("visual.conv1.weight", 4);
    int width = size(patches[0]);
    int patch = size(patches[3]);
    int grid = grid(shape("visual.positional_embedding", 2)[0]);
    return new ClipSizes.Vision(
        Math.multiplyExact(grid, patch),
        patch,
        width,
        List.of(blocks("visual.", 0)),
        heads(width, imageHeads(width)),
        size(shape("visual.transformer.resblocks.0.mlp.c_fc.weight", 2)[0]));
  }

  private ClipSizes.Vision resNet() {
    int width = 2 * size(shape("visual.conv1.weight", 4)[0]);
    int grid = grid(shape("visual.attnpool.positional_embedding", 2)[0]);
    List<Integer> layers = new ArrayList<>();
    for (int layer = 1; layer <= RESNET_LAYERS; layer++) {
      layers.add(blocks("visual.", layer));
    }
    int pooled = Math.multiplyExact(width, RESNET_STRIDE);
    return new ClipSizes.Vision(
        Math.multiplyExact(grid, RESNET_STRIDE),
        RESNET_STRIDE,
        width,
        layers,
        heads(pooled, config == null ? 0 : config.imageHeads(pooled)),
        0);
  }

  /**
   * Heads as in the configuration, or those of the large models of OpenCLIP, which are wider than
   * in all others.
   *
   * @return 0 if they are 64 wide
   */
  private int imageHeads(int width) {
    int stated = config == null ? 0 : config.imageHeads(width);
    if (stated > 0 || width <= LARGEST_USUAL_WIDTH) {
      return stated;
    }
    Integer headWidth = LARGE_HEAD_WIDTHS.get(width);
    if (headWidth == null) {
      throw new KamclException(CheckpointError.HEADS_UNKNOWN, file, width, HEAD_WIDTH);
    }
    return width / headWidth;
  }

  /**
   * @param stated as in the configuration; 0 if it states none
   */
  private int heads(int width, int stated) {
    if (stated > 0) {
      return stated;
    }
    if (width % HEAD_WIDTH != 0) {
      throw new KamclException(CheckpointError.HEADS_UNKNOWN, file, width, HEAD_WIDTH);
    }
    return width / HEAD_WIDTH;
  }

  /**
   * @param layer of a ResNet, from 1; 0 for a transformer
   */
  private int blocks(String prefix, int layer) {
    int count = 0;
    Set<String> names = tensors.keySet();
    for (String name : names) {
      if (name.startsWith(prefix)) {
        Matcher block = BLOCK.matcher(name.substring(prefix.length()));
        if (block.matches()) {
          int of = block.group(1) == null ? 0 : Integer.parseInt(block.group(1));
          count = of == layer ? Math.max(count, Integer.parseInt(block.group(2)) + 1) : count;
        }
      }
    }
    if (count == 0) {
      throw missing(prefix + (layer == 0 ? "transformer.resblocks.0" : "layer" + layer + ".0"));
    }
    return count;
  }

  private int grid(long positions) {
    long side = Math.round(Math.sqrt((double) positions - 1));
    if (positions < 2 || side * side != positions - 1) {
      throw new KamclException(CheckpointError.POSITIONS_NOT_SQUARE, file, positions);
    }
    return size(side);
  }

  private long[] shape(String name, int rank) {
    TensorData tensor = tensors.get(name);
    if (tensor == null) {
      throw missing(name);
    }
    long[] shape = tensor.shape();
    if (shape.length != rank || Arrays.stream(shape).anyMatch(d -> d < 1)) {
      throw new KamclException(
          CheckpointError.SHAPE_UNEXPECTED, file, name, Arrays.toString(shape), rank);
    }
    return shape;
  }

  private KamclException missing(String name) {
    return new KamclException(CheckpointError.TENSORS_MISSING, file, List.of(name), 0);
  }

  private static int size(long value) {
    return Math.toIntExact(value);
  }
}
