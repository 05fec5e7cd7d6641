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
import org.kamcl.engine.network.PlainParts;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;

/**
 * Recognizes vision transformers without text by the names of DINO and timm ({@code
 * vision_transformer}): {@code cls_token}, {@code pos_embed}, {@code patch_embed.proj}, {@code
 * blocks.N} and {@code norm}, also with layer scale and registers (DINOv2), a distillation token
 * (DeiT) or a normalization of the mean of all patches (MAE).
 */
public final class PlainTransformerReader {
  private static final String ANCHOR = "cls_token";
  private static final String PATCHES = "patch_embed.proj.weight";
  private static final String TEACHER = "teacher";

  /** Of the mean of all patches; a file with it has no other last normalization. */
  private static final String MEAN_NORM = "fc_norm.";

  private static final int EXAMPLES = 3;
  private static final int COLORS = 3;

  private static final int HEAD_WIDTH = 64;
  private static final int LARGEST_USUAL_WIDTH = 1024;

  /** Of the huge, giant and gigantic transformers of timm and of MAE, and of DINOv2's giant. */
  private static final Map<Integer, Integer> LARGE_HEAD_WIDTHS =
      Map.of(1280, 80, 1408, 88, 1536, 64, 1664, 104);

  private static final Pattern BLOCK =
      Pattern.compile(
          "blocks\\.(\\d+)\\.(norm1|norm2|attn\\.qkv|attn\\.proj|mlp\\.fc1|mlp\\.fc2)\\.(weight|bias)");

  private static final Pattern LAYER_SCALE = Pattern.compile("blocks\\.(\\d+)\\.ls([12])\\.gamma");

  private static final Map<String, String> PARTS =
      Map.of(
          "norm1", "ln_1.",
          "norm2", "ln_2.",
          "attn.qkv", "attn.in_proj_",
          "attn.proj", "attn.out_proj.",
          "mlp.fc1", "mlp.c_fc.",
          "mlp.fc2", "mlp.c_proj.");

  private static final Map<String, String> SINGLE =
      Map.ofEntries(
          Map.entry(ANCHOR, "class_embedding"),
          Map.entry("pos_embed", "positional_embedding"),
          Map.entry(PATCHES, "conv1.weight"),
          Map.entry("patch_embed.proj.bias", "conv1.bias"),
          Map.entry("register_tokens", PlainTokens.EXTRA),
          Map.entry("reg_token", PlainTokens.EXTRA),
          Map.entry(PlainTokens.DISTILLATION, PlainTokens.EXTRA),
          Map.entry("norm.weight", "ln_post.weight"),
          Map.entry("norm.bias", "ln_post.bias"),
          Map.entry(MEAN_NORM + "weight", "ln_post.weight"),
          Map.entry(MEAN_NORM + "bias", "ln_post.bias"));

  /** What is above the class token, or used in training only. */
  private static final Pattern UNUSED =
      Pattern.compile("(head|head_dist|pre_logits)\\..*|mask_token|.*\\.num_batches_tracked");

  private PlainTransformerReader() {}

  /**
   * A transformer.
   *
   * @param sizes of the transformer
   * @param parts beyond patches, class token and blocks
   * @param pixels statistics as a configuration beside the file states them, else ImageNet's
   * @param statedBy name of that configuration; empty if there is none
   * @param tensors by OpenCLIP's names, without {@code visual.}
   * @param unused names of the tensors that the feature does not need
   */
  public record PlainTransformer(
      ClipSizes.Vision sizes,
      PlainParts parts,
      ClipSizes.Pixels pixels,
      Optional<String> statedBy,
      Map<String, TensorData> tensors,
      List<String> unused) {}

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
      requireClassToken(file, names);
      return Optional.empty();
    }
    if (prefixes.size() > 1) {
      throw new KamclException(CheckpointError.SEVERAL_MODELS, file, List.copyOf(prefixes));
    }
    return Optional.of(read(file, weights, prefixes.iterator().next()));
  }

  /**
   * @throws KamclException if the file is a transformer without a class token
   */
  private static void requireClassToken(Path file, Set<String> names) {
    for (String name : names) {
      String prefix = name.endsWith(PATCHES) ? name.substring(0, name.indexOf(PATCHES)) : null;
      if (prefix != null && names.contains(prefix + "blocks.0.norm1.weight")) {
        throw new KamclException(
            CheckpointError.TRANSFORMER_UNSUPPORTED, file, List.of("no " + ANCHOR));
      }
    }
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
              if (renamed != null && !tensors.containsKey(renamed)) {
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
    boolean distilled = weights.tensors().containsKey(prefix + PlainTokens.DISTILLATION);
    PlainTokens tokens = new PlainTokens(file, tensors, distilled);
    ClipSizes.Vision sizes = sizes(file, tensors, tokens.grid());
    tokens.fold(sizes.width());
    boolean ofPatches = weights.tensors().containsKey(prefix + MEAN_NORM + "weight");
    PlainParts.Pooling pooling =
        ofPatches
            ? PlainParts.Pooling.PATCHES
            : distilled ? PlainParts.Pooling.CLASS_AND_EXTRA : PlainParts.Pooling.CLASS;
    boolean scaled = tensors.keySet().stream().anyMatch(name -> name.endsWith(".ls_1"));
    Optional<PixelsFile> stated = PixelsFile.beside(file, sizes.imageSize());
    stated.ifPresent(config -> config.requirePooling(ofPatches));
    return new PlainTransformer(
        sizes,
        new PlainParts(scaled, tokens.extra(), pooling),
        stated.map(PixelsFile::pixels).orElse(ClipSizes.Pixels.IMAGENET),
        stated.map(PixelsFile::name),
        tensors,
        List.copyOf(unused));
  }

  private static @Nullable String renamed(String name) {
    Matcher scale = LAYER_SCALE.matcher(name);
    if (scale.matches()) {
      return "transformer.resblocks." + scale.group(1) + ".ls_" + scale.group(2);
    }
    Matcher block = BLOCK.matcher(name);
    return block.matches()
        ? "transformer.resblocks."
            + block.group(1)
            + "."
            + PARTS.get(block.group(2))
            + block.group(3)
        : SINGLE.get(name);
  }

  private static ClipSizes.Vision sizes(Path file, Map<String, TensorData> tensors, int grid) {
    long[] kernel = shape(file, tensors, "conv1.weight", 4);
    long[] positions = shape(file, tensors, "positional_embedding", 3);
    long[] inner = shape(file, tensors, "transformer.resblocks.0.mlp.c_fc.weight", 2);
    int blocks = 0;
    while (tensors.containsKey("transformer.resblocks." + blocks + ".ln_1.weight")) {
      blocks++;
    }
    int width = (int) kernel[0];
    int patch = (int) kernel[2];
    if (kernel[1] != COLORS || kernel[3] != patch || positions[2] != width) {
      throw new KamclException(CheckpointError.SIZES_IMPOSSIBLE, file);
    }
    return new ClipSizes.Vision(
        grid * patch, patch, width, List.of(blocks), heads(file, width), (int) inner[0]);
  }

  /**
   * The heads of published models, which shapes do not show.
   *
   * @throws KamclException if there are none of this width
   */
  private static int heads(Path file, int width) {
    int headWidth = LARGE_HEAD_WIDTHS.getOrDefault(width, HEAD_WIDTH);
    boolean known = width <= LARGEST_USUAL_WIDTH || LARGE_HEAD_WIDTHS.containsKey(width);
    if (!known || width % headWidth != 0) {
      throw new KamclException(
          CheckpointError.TRANSFORMER_UNSUPPORTED, file, List.of("a width of " + width));
    }
    return width / headWidth;
  }

  static long[] shape(Path file, Map<String, TensorData> tensors, String name, int dimensions) {
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
}
