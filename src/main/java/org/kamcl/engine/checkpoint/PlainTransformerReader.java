package org.kamcl.engine.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.network.ClipSizes;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;

/**
 * Recognizes vision transformers without text by the names of DINO and timm ({@code
 * vision_transformer}): {@code cls_token}, {@code pos_embed}, {@code patch_embed.proj}, {@code
 * blocks.N} and {@code norm}. The feature is the class token after the last normalization.
 */
public final class PlainTransformerReader {
  private static final String ANCHOR = "cls_token";
  private static final String PATCHES = "patch_embed.proj.weight";
  private static final String TEACHER = "teacher";
  private static final int EXAMPLES = 3;
  private static final int COLORS = 3;

  private static final Pattern BLOCK =
      Pattern.compile(
          "blocks\\.(\\d+)\\.(norm1|norm2|attn\\.qkv|attn\\.proj|mlp\\.fc1|mlp\\.fc2)\\.(weight|bias)");

  private static final Map<String, String> PARTS =
      Map.of(
          "norm1", "ln_1.",
          "norm2", "ln_2.",
          "attn.qkv", "attn.in_proj_",
          "attn.proj", "attn.out_proj.",
          "mlp.fc1", "mlp.c_fc.",
          "mlp.fc2", "mlp.c_proj.");

  private static final Map<String, String> SINGLE =
      Map.of(
          ANCHOR,
          "class_embedding",
          "pos_embed",
          "positional_embedding",
          PATCHES,
          "conv1.weight",
          "patch_embed.proj.bias",
          "conv1.bias",
          "norm.weight",
          "ln_post.weight",
          "norm.bias",
          "ln_post.bias");

  /** What is above the class token, or used in training only. */
  private static final Pattern UNUSED =
      Pattern.compile("(head|pre_logits)\\..*|mask_token|.*\\.num_batches_tracked");

  private PlainTransformerReader() {}

  /**
   * A transformer.
   *
   * @param sizes of the transformer
   * @param tensors by OpenCLIP's names, without {@code visual.}
   * @param unused names of the tensors that the feature does not need
   */
  public record PlainTransformer(
      ClipSizes.Vision sizes, Map<String, TensorData> tensors, List<String> unused) {}

  /**
   * Reads names and shapes.
   *
   * @param file for errors
   * @return empty if the file is no such transformer
   * @throws KamclException if it has parts that are not supported, or impossible sizes
   */
  public static Optional<PlainTransformer> read(Path file, WeightSet weights) {
    Set<String> names = weights.tensors().keySet();
    Set<String> prefixes = new TreeSet<>();
    for (String name : names) {
      if (name.equals(ANCHOR) || name.endsWith("." + ANCHOR)) {
        String prefix = name.substring(0, name.length() - ANCHOR.length());
        if (names.contains(prefix + PATCHES)) {
          prefixes.add(prefix);
        }
      }
    }
    if (prefixes.size() > 1) {
      // DINO keeps the network that it evaluates as the teacher of the one that it trains.
      prefixes.removeIf(prefix -> !prefix.startsWith(TEACHER));
    }
    if (prefixes.isEmpty()) {
      return Optional.empty();
    }
    if (prefixes.size() > 1) {
      throw new KamclException(CheckpointError.SEVERAL_MODELS, file, List.copyOf(prefixes));
    }
    return Optional.of(read(file, weights, prefixes.iterator().next()));
  }

  private static PlainTransformer read(Path file, WeightSet weights, String prefix) {
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    List<String> unused = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    weights
        .tensors()
        .forEach(
            (name, tensor) -> {
              String own = name.startsWith(prefix) ? name.substring(prefix.length()) : null;
              String renamed = own == null ? null : renamed(own);
              if (renamed != null) {
                tensors.put(renamed, tensor);
              } else if (own == null || UNUSED.matcher(own).matches()) {
                unused.add(name);
              } else {
                unknown.add(name);
              }
            });
    if (!unknown.isEmpty()) {
      throw new KamclException(
          CheckpointError.TRANSFORMER_UNSUPPORTED,
          file,
          unknown.subList(0, Math.min(EXAMPLES, unknown.size())));
    }
    ClipSizes.Vision sizes = sizes(file, tensors);
    flatten(file, tensors, "class_embedding", sizes.width());
    int positions = sizes.grid() * sizes.grid() + 1;
    flatten(file, tensors, "positional_embedding", positions, sizes.width());
    return new PlainTransformer(sizes, tensors, List.copyOf(unused));
  }

  private static @Nullable String renamed(String name) {
    Matcher block = BLOCK.matcher(name);
    return block.matches()
        ? "transformer.resblocks."
            + block.group(1)
            + "."
            + PARTS.get(block.group(2))
            + block.group(3)
        : SINGLE.get(name);
  }

  private static ClipSizes.Vision sizes(Path file, Map<String, TensorData> tensors) {
    long[] kernel = shape(file, tensors, "conv1.weight", 4);
    long[] positions = shape(file, tensors, "positional_embedding", 3);
    long[] inner = shape(file, tensors, "transformer.resblocks.0.mlp.c_fc.weight", 2);
    int blocks = 0;
    while (tensors.containsKey("transformer.resblocks." + blocks + ".ln_1.weight")) {
      blocks++;
    }
    int patches = (int) positions[1] - 1;
    int grid = (int) Math.round(Math.sqrt(patches));
    if (patches < 1 || grid * grid != patches) {
      throw new KamclException(CheckpointError.POSITIONS_NOT_SQUARE, file, positions[1]);
    }
    int width = (int) kernel[0];
    int patch = (int) kernel[2];
    if (kernel[1] != COLORS || kernel[3] != patch || positions[2] != width) {
      throw new KamclException(CheckpointError.SIZES_IMPOSSIBLE, file);
    }
    int heads = ClipSizes.Vision.transformer(grid * patch, patch, width, blocks).heads();
    return new ClipSizes.Vision(grid * patch, patch, width, List.of(blocks), heads, (int) inner[0]);
  }

  private static long[] shape(
      Path file, Map<String, TensorData> tensors, String name, int dimensions) {
    TensorData tensor = tensors.get(name);
    if (tensor == null) {
      throw new KamclException(CheckpointError.SIZES_IMPOSSIBLE, file);
    }
    if (tensor.shape().length != dimensions || Arrays.stream(tensor.shape()).anyMatch(d -> d < 1)) {
      throw new KamclException(
          CheckpointError.SHAPE_UNEXPECTED,
          file,
          name,
          Arrays.toString(tensor.shape()),
          dimensions);
    }
    return tensor.shape();
  }

  /** Removes the dimension of the batch, which is 1. */
  private static void flatten(
      Path file, Map<String, TensorData> tensors, String name, long... shape) {
    tensors.computeIfPresent(
        name,
        (same, tensor) -> {
          if (tensor.size() != Arrays.stream(shape).reduce(1, Math::multiplyExact)) {
            throw new KamclException(CheckpointError.SIZES_IMPOSSIBLE, file);
          }
          return TensorData.ofFloats(tensor.toFloats(), shape);
        });
  }
}
