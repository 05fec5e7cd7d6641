package org.kamcl.engine.checkpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.checkpoint.ClipCheckpoint.StatedActivation;
import org.kamcl.engine.image.Preprocessing;
import org.kamcl.engine.network.Activation;
import org.kamcl.engine.network.ClipSizes;
import org.kamcl.error.KamclException;
import org.kamcl.file.JsonValues;
import org.kamcl.file.TextFiles;

/**
 * The configuration beside a weight file: {@code open_clip_config.json} or the transformers
 * library's {@code config.json}. It states the activation and the attention heads, which shapes do
 * not show.
 */
final class ClipConfigFile {
  private static final String OPEN_CLIP = "open_clip_config.json";
  private static final String TRANSFORMERS = "config.json";
  private static final int HEAD_WIDTH = 64;

  /** The heads of a text tower for which OpenCLIP's configuration states none. */
  private static final int DEFAULT_TEXT_HEADS = 8;

  private static final double EPSILON = 1e-5;
  private static final List<Double> MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
  private static final List<Double> DEVIATION = List.of(0.26862954, 0.26130258, 0.27577711);
  private static final double TOLERANCE = 1e-3;

  /** Settings of OpenCLIP's towers that this program reads or that do not change the result. */
  private static final Set<String> KNOWN_OPTIONS =
      Set.of(
          "image_size",
          "layers",
          "width",
          "head_width",
          "patch_size",
          "mlp_ratio",
          "patch_dropout",
          "context_length",
          "vocab_size",
          "heads",
          "embed_cls",
          "pad_id",
          "output_tokens");

  private static final Map<String, String> HARMLESS_VALUES =
      Map.of("pool_type", "tok argmax", "pos_embed_type", "learnable");

  private final Path file;
  private final boolean openClip;
  private final JsonObject image;
  private final JsonObject text;
  private final JsonObject top;
  private final Optional<ClipSizes.Pixels> pixels;

  private ClipConfigFile(
      Path file,
      boolean openClip,
      JsonObject top,
      JsonObject image,
      JsonObject text,
      Optional<ClipSizes.Pixels> pixels) {
    this.pixels = pixels;
    this.file = file;
    this.openClip = openClip;
    this.top = top;
    this.image = image;
    this.text = text;
  }

  /**
   * The configuration beside a weight file.
   *
   * @return empty if there is none, or it is not one of a CLIP model
   * @throws KamclException if it is damaged
   */
  static Optional<ClipConfigFile> beside(Path weights) {
    for (String name : new String[] {OPEN_CLIP, TRANSFORMERS}) {
      Path file = weights.toAbsolutePath().resolveSibling(name);
      if (Files.isRegularFile(file)) {
        Optional<ClipConfigFile> read = read(file, name.equals(OPEN_CLIP));
        if (read.isPresent()) {
          return read;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<ClipConfigFile> read(Path file, boolean openClip) {
    try {
      String text = TextFiles.readUtf8(file);
      return JsonValues.read(
          () -> parse(file, openClip, JsonParser.parseString(text).getAsJsonObject()));
    } catch (IOException e) {
      throw new KamclException(
          e, CheckpointError.CONFIG_UNREADABLE, file, String.valueOf(e.getMessage()));
    } catch (JsonParseException e) {
      throw new KamclException(e, CheckpointError.CONFIG_INVALID, file);
    }
  }

  private static Optional<ClipConfigFile> parse(Path file, boolean openClip, JsonObject json) {
    JsonObject model = openClip ? object(json, "model_cfg") : json;
    if (model == null) {
      return Optional.empty();
    }
    JsonObject image = object(model, openClip ? "vision_cfg" : "vision_config");
    JsonObject text = object(model, openClip ? "text_cfg" : "text_config");
    if (image == null || text == null) {
      return Optional.empty();
    }
    JsonObject pixels = object(json, "preprocess_cfg");
    return Optional.of(
        new ClipConfigFile(
            file,
            openClip,
            model,
            image,
            text,
            pixels == null ? pixelsBeside(file, openClip) : pixels(file, pixels)));
  }

  /** The preparation of pixels that another file states, if it differs from CLIP's. */
  private static Optional<ClipSizes.Pixels> pixelsBeside(Path file, boolean openClip) {
    return openClip
        ? Optional.empty()
        : PixelsFile.transformersBeside(file)
            .map(PixelsFile::pixels)
            .filter(
                p ->
                    !isClose(p.mean(), MEAN)
                        || !isClose(p.deviation(), DEVIATION)
                        || p.fit() != null);
  }

  private static @Nullable JsonObject object(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return value != null && value.isJsonObject() ? value.getAsJsonObject() : null;
  }

  /** The preparation of pixels, if it differs from CLIP's. */
  Optional<ClipSizes.Pixels> pixels() {
    return pixels;
  }

  /** Heads of the image tower; 0 if they are not stated. */
  int imageHeads(int width) {
    if (openClip) {
      int headWidth = integer(image, "head_width", HEAD_WIDTH);
      return headWidth > 0 && width % headWidth == 0 ? width / headWidth : 0;
    }
    return integer(image, "num_attention_heads", 0);
  }

  /** Heads of the text tower; 0 if they are not stated. */
  int textHeads(int width) {
    int heads = integer(text, openClip ? "heads" : "num_attention_heads", 0);
    return heads == 0 && openClip && width % DEFAULT_TEXT_HEADS == 0 ? DEFAULT_TEXT_HEADS : heads;
  }

  /**
   * The activation.
   *
   * @throws KamclException if it is neither GELU nor QuickGELU
   */
  StatedActivation activation() {
    String source = String.valueOf(file.getFileName());
    if (openClip) {
      JsonElement quick = top.get("quick_gelu");
      boolean isQuick = quick != null && quick.isJsonPrimitive() && quick.getAsBoolean();
      return new StatedActivation(isQuick ? Activation.QUICK_GELU : Activation.GELU, source);
    }
    Activation ofImage = transformersActivation(image);
    if (ofImage != transformersActivation(text)) {
      throw new KamclException(CheckpointError.ACTIVATIONS_DIFFER, file);
    }
    return new StatedActivation(ofImage, source);
  }

  /** The library writes only what differs from its default, which is QuickGELU. */
  private Activation transformersActivation(JsonObject tower) {
    String stated = string(tower, "hidden_act", "quick_gelu");
    return switch (stated) {
      case "quick_gelu" -> Activation.QUICK_GELU;
      case "gelu" -> Activation.GELU;
      default -> throw new KamclException(CheckpointError.ACTIVATION_UNSUPPORTED, file, stated);
    };
  }

  /**
   * Checks that the configuration describes the model and nothing that this program does not
   * compute.
   *
   * @throws KamclException if it does not
   */
  void require(ClipSizes sizes) {
    ClipSizes.Vision vision = sizes.vision();
    ClipSizes.Text words = sizes.text();
    requireEqual(top, openClip ? "embed_dim" : "projection_dim", sizes.embeddingSize());
    requireEqual(image, "image_size", vision.imageSize());
    requireEqual(image, openClip ? "width" : "hidden_size", vision.width());
    if (vision.isTransformer()) {
      requireEqual(image, "patch_size", vision.patch());
      requireEqual(image, openClip ? "layers" : "num_hidden_layers", vision.blocks().get(0));
    }
    if (words != null) {
      String positions = openClip ? "context_length" : "max_position_embeddings";
      requireEqual(text, positions, words.contextLength());
      requireEqual(text, openClip ? "width" : "hidden_size", words.width());
      requireEqual(text, openClip ? "layers" : "num_hidden_layers", words.blocks());
    }
    requireOptions(image);
    requireOptions(text);
  }

  private void requireEqual(JsonObject json, String name, int actual) {
    int stated = integer(json, name, actual);
    if (stated != actual) {
      throw new KamclException(CheckpointError.CONFIG_DIFFERS, file, name, stated, actual);
    }
  }

  private void requireOptions(JsonObject tower) {
    if (!openClip) {
      double epsilon = number(tower, "layer_norm_eps", EPSILON);
      if (Math.abs(epsilon - EPSILON) > EPSILON * TOLERANCE) {
        throw new KamclException(
            CheckpointError.OPTION_UNSUPPORTED, file, "layer_norm_eps", epsilon);
      }
      return;
    }
    tower
        .entrySet()
        .forEach(
            option -> {
              if (!KNOWN_OPTIONS.contains(option.getKey()) && !isHarmless(option)) {
                throw new KamclException(
                    CheckpointError.OPTION_UNSUPPORTED, file, option.getKey(), option.getValue());
              }
            });
  }

  private static boolean isHarmless(Map.Entry<String, JsonElement> option) {
    JsonElement value = option.getValue();
    if (value.isJsonNull()) {
      return true;
    }
    if (!value.isJsonPrimitive()) {
      return false;
    }
    String text = value.getAsString();
    String allowed = HARMLESS_VALUES.get(option.getKey());
    return text.equals("false") || (allowed != null && Set.of(allowed.split(" ")).contains(text));
  }

  private static Optional<ClipSizes.Pixels> pixels(Path file, JsonObject stated) {
    String resize = string(stated, "resize_mode", "shortest");
    if (!resize.equals("shortest") && !resize.equals("squash")) {
      throw PixelsFile.unsupported(file, "resize_mode", resize);
    }
    String filter = string(stated, "interpolation", "bicubic");
    Preprocessing.Fit fit =
        new Preprocessing.Fit(
            resize.equals("squash"),
            // Any filter in training, this one afterwards.
            PixelsFile.filter(file, "interpolation", filter.equals("random") ? "bicubic" : filter),
            1,
            1);
    List<Double> mean = numbers(stated.get("mean"), MEAN);
    List<Double> deviation = numbers(stated.get("std"), DEVIATION);
    boolean same = fit.equals(Preprocessing.Fit.CROP);
    return same && isClose(mean, MEAN) && isClose(deviation, DEVIATION)
        ? Optional.empty()
        : Optional.of(new ClipSizes.Pixels(mean, deviation, same ? null : fit));
  }

  private static List<Double> numbers(@Nullable JsonElement stated, List<Double> otherwise) {
    if (stated == null || stated.isJsonNull()) {
      return otherwise;
    }
    List<Double> values = new ArrayList<>();
    stated.getAsJsonArray().forEach(value -> values.add(value.getAsDouble()));
    return values;
  }

  private static boolean isClose(List<Double> stated, List<Double> wanted) {
    boolean close = stated.size() == wanted.size();
    for (int i = 0; close && i < wanted.size(); i++) {
      close = Math.abs(stated.get(i) - wanted.get(i)) < TOLERANCE;
    }
    return close;
  }

  private static boolean isNumber(@Nullable JsonElement value) {
    return value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
  }

  private static int integer(JsonObject json, String name, int otherwise) {
    JsonElement value = json.get(name);
    return isNumber(value) ? value.getAsInt() : otherwise;
  }

  private static double number(JsonObject json, String name, double otherwise) {
    JsonElement value = json.get(name);
    return isNumber(value) ? value.getAsDouble() : otherwise;
  }

  private static String string(JsonObject json, String name, String otherwise) {
    JsonElement value = json.get(name);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : otherwise;
  }
}
