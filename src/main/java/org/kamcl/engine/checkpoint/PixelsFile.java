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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.network.ClipSizes;
import org.kamcl.error.KamclException;
import org.kamcl.file.JsonValues;
import org.kamcl.file.TextFiles;

/**
 * How pixels are prepared, as a configuration beside a weight file states it: {@code
 * preprocessor_config.json} of the transformers library, or timm's {@code config.json}.
 */
final class PixelsFile {
  private static final String TRANSFORMERS = "preprocessor_config.json";
  private static final String TIMM = "config.json";
  private static final String BICUBIC = "bicubic";

  /** Pillow's number of the bicubic filter. */
  private static final int BICUBIC_NUMBER = 3;

  private static final int COLORS = 3;

  private final Path file;
  private final ClipSizes.Pixels pixels;
  private final @Nullable String pooling;

  private PixelsFile(Path file, ClipSizes.Pixels pixels, @Nullable String pooling) {
    this.file = file;
    this.pixels = pixels;
    this.pooling = pooling;
  }

  /**
   * The configuration beside a weight file.
   *
   * @return empty if there is none that states statistics
   * @throws KamclException if it is damaged, or states another way of resizing than a bicubic one
   *     of the shorter side
   */
  static Optional<PixelsFile> beside(Path weights) {
    for (String name : List.of(TRANSFORMERS, TIMM)) {
      Path file = weights.toAbsolutePath().resolveSibling(name);
      if (Files.isRegularFile(file)) {
        Optional<PixelsFile> read = read(file, name.equals(TIMM));
        if (read.isPresent()) {
          return read;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * As {@link #beside}, of the transformers library only.
   *
   * @throws KamclException as {@link #beside}
   */
  static Optional<PixelsFile> transformersBeside(Path weights) {
    Path file = weights.toAbsolutePath().resolveSibling(TRANSFORMERS);
    return Files.isRegularFile(file) ? read(file, false) : Optional.empty();
  }

  private static Optional<PixelsFile> read(Path file, boolean timm) {
    try {
      String text = TextFiles.readUtf8(file);
      return JsonValues.read(
          () -> {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            return timm ? timm(file, json) : transformers(file, json);
          });
    } catch (IOException e) {
      throw new KamclException(
          e, CheckpointError.CONFIG_UNREADABLE, file, String.valueOf(e.getMessage()));
    } catch (JsonParseException e) {
      throw new KamclException(e, CheckpointError.CONFIG_INVALID, file);
    }
  }

  private static Optional<PixelsFile> timm(Path file, JsonObject json) {
    JsonElement stated = json.has("pretrained_cfg") ? json.get("pretrained_cfg") : json;
    JsonObject config = stated.isJsonObject() ? stated.getAsJsonObject() : new JsonObject();
    if (!config.has("mean") || !config.has("std")) {
      return Optional.empty();
    }
    require(file, text(config, "interpolation", BICUBIC).equals(BICUBIC));
    require(file, text(config, "crop_mode", "center").equals("center"));
    String pooling = json.has("global_pool") ? text(json, "global_pool", "") : null;
    return Optional.of(new PixelsFile(file, pixels(config, "mean", "std"), pooling));
  }

  private static Optional<PixelsFile> transformers(Path file, JsonObject json) {
    if (!json.has("image_mean") || !json.has("image_std")) {
      return Optional.empty();
    }
    if (json.has("resample")) {
      require(file, json.get("resample").getAsInt() == BICUBIC_NUMBER);
    }
    JsonElement size = json.get("size");
    boolean stretched =
        size != null && size.isJsonObject() && !size.getAsJsonObject().has("shortest_edge");
    require(file, !stretched);
    for (String step : List.of("do_normalize", "do_rescale", "do_resize")) {
      require(file, !json.has(step) || json.get(step).getAsBoolean());
    }
    return Optional.of(new PixelsFile(file, pixels(json, "image_mean", "image_std"), null));
  }

  private static void require(Path file, boolean condition) {
    if (!condition) {
      throw new KamclException(CheckpointError.PIXELS_DIFFER, file);
    }
  }

  private static ClipSizes.Pixels pixels(JsonObject json, String mean, String deviation) {
    return new ClipSizes.Pixels(numbers(json.get(mean)), numbers(json.get(deviation)));
  }

  private static List<Double> numbers(JsonElement array) {
    List<Double> values = new ArrayList<>();
    array.getAsJsonArray().forEach(value -> values.add(value.getAsDouble()));
    if (values.size() != COLORS) {
      throw new JsonParseException("a number for each of red, green and blue");
    }
    return values;
  }

  private static String text(JsonObject json, String name, String otherwise) {
    JsonElement value = json.get(name);
    return value == null || value.isJsonNull() ? otherwise : value.getAsString();
  }

  /** Name of the file. */
  String name() {
    return String.valueOf(file.getFileName());
  }

  /** Mean and deviation of each channel. */
  ClipSizes.Pixels pixels() {
    return pixels;
  }

  /**
   * Checks the feature of a plain transformer.
   *
   * @param ofPatches whether it is the normalized mean of the patches, else the class token
   * @throws KamclException if another one is stated
   */
  void requirePooling(boolean ofPatches) {
    String known = ofPatches ? "avg" : "token";
    if (pooling != null && !pooling.isEmpty() && !pooling.equals(known)) {
      throw new KamclException(CheckpointError.OPTION_UNSUPPORTED, file, "global_pool", pooling);
    }
  }
}
