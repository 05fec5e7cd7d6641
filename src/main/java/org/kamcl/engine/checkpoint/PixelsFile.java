package org.kamcl.engine.checkpoint;

import com.google.gson.JsonArray;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.image.Preprocessing;
import org.kamcl.engine.image.Resampling;
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

  /** Filters by Pillow's numbers. */
  private static final Map<Integer, Resampling> PILLOW_FILTERS =
      Map.of(2, Resampling.BILINEAR, 3, Resampling.BICUBIC);

  /** Side of the square by the shorter side where timm's configuration states none. */
  private static final double USUAL_CROP = 0.875;

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
   * @param imageSize side of the images the network was trained on, in pixels
   * @return empty if there is none that states statistics
   * @throws KamclException if it is damaged, or states a preparation that is not supported
   */
  static Optional<PixelsFile> beside(Path weights, int imageSize) {
    for (String name : List.of(TRANSFORMERS, TIMM)) {
      Path file = weights.toAbsolutePath().resolveSibling(name);
      if (Files.isRegularFile(file)) {
        Optional<PixelsFile> read = read(file, json -> beside(file, json, imageSize));
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
    return Files.isRegularFile(file)
        ? read(file, json -> transformers(file, json, true))
        : Optional.empty();
  }

  private static Optional<PixelsFile> beside(Path file, JsonObject json, int imageSize) {
    return file.endsWith(TIMM)
        ? timm(file, json, imageSize)
        : transformers(file, json, json.has("crop_size"));
  }

  private static Optional<PixelsFile> read(
      Path file, Function<JsonObject, Optional<PixelsFile>> settings) {
    try {
      String text = TextFiles.readUtf8(file);
      return JsonValues.read(
          () -> {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            return settings.apply(json);
          });
    } catch (IOException e) {
      throw new KamclException(
          e, CheckpointError.CONFIG_UNREADABLE, file, String.valueOf(e.getMessage()));
    } catch (JsonParseException e) {
      throw new KamclException(e, CheckpointError.CONFIG_INVALID, file);
    }
  }

  private static Optional<PixelsFile> timm(Path file, JsonObject json, int imageSize) {
    JsonElement stated = json.has("pretrained_cfg") ? json.get("pretrained_cfg") : json;
    JsonObject config = stated.isJsonObject() ? stated.getAsJsonObject() : new JsonObject();
    if (!config.has("mean") || !config.has("std")) {
      return Optional.empty();
    }
    String mode = text(config, "crop_mode", "center");
    require(file, "crop_mode", mode, Set.of("center", "squash").contains(mode));
    double share = config.has("crop_pct") ? config.get("crop_pct").getAsDouble() : USUAL_CROP;
    require(file, "crop_pct", share, share > 0 && share <= 1);
    int cut = imageSize;
    if (config.has("input_size")) {
      JsonArray size = config.getAsJsonArray("input_size");
      require(file, "input_size", size, size.size() == 3 && size.get(1).equals(size.get(2)));
      cut = size.get(1).getAsInt();
    }
    Preprocessing.Fit fit =
        fit(
            file,
            mode.equals("squash"),
            filter(file, "interpolation", text(config, "interpolation", "bicubic")),
            (int) Math.floor(cut / share),
            cut);
    String pooling = json.has("global_pool") ? text(json, "global_pool", "") : null;
    return Optional.of(new PixelsFile(file, pixels(config, "mean", "std", fit), pooling));
  }

  /**
   * @param cropsByDefault whether the middle is cut out where the file does not say
   */
  private static Optional<PixelsFile> transformers(
      Path file, JsonObject json, boolean cropsByDefault) {
    if (!json.has("image_mean") || !json.has("image_std")) {
      return Optional.empty();
    }
    for (String step : List.of("do_normalize", "do_rescale", "do_resize")) {
      require(file, step, false, !json.has(step) || json.get(step).getAsBoolean());
    }
    Resampling filter = Resampling.BICUBIC;
    if (json.has("resample")) {
      int number = json.get("resample").getAsInt();
      require(file, "resample", number, PILLOW_FILTERS.containsKey(number));
      filter = PILLOW_FILTERS.get(number);
    }
    boolean crops =
        json.has("do_center_crop") ? json.get("do_center_crop").getAsBoolean() : cropsByDefault;
    Preprocessing.Fit fit = new Preprocessing.Fit(false, filter, 1, 1);
    JsonElement size = json.get("size");
    if (size != null && !size.isJsonNull()) {
      JsonObject sides = size.isJsonObject() ? size.getAsJsonObject() : null;
      boolean shortest = sides == null ? crops : sides.has("shortest_edge");
      // Without a crop, resizing the shorter side alone does not make a square.
      require(file, "size", size, crops || !shortest);
      int resized = shortest && sides != null ? side(file, "size", sides.get("shortest_edge")) : 0;
      resized = resized == 0 ? side(file, "size", size) : resized;
      int cut = crops && json.has("crop_size") ? side(file, "crop_size", json.get("crop_size")) : 0;
      fit = fit(file, !shortest, filter, resized, cut == 0 ? resized : cut);
    }
    return Optional.of(new PixelsFile(file, pixels(json, "image_mean", "image_std", fit), null));
  }

  /** The side of a square that is stated as a number, or as equal height and width. */
  private static int side(Path file, String name, JsonElement stated) {
    if (!stated.isJsonObject()) {
      return stated.getAsInt();
    }
    JsonObject sides = stated.getAsJsonObject();
    JsonElement height = sides.get("height");
    require(file, name, stated, height != null && height.equals(sides.get("width")));
    return height.getAsInt();
  }

  private static Preprocessing.Fit fit(
      Path file, boolean stretched, Resampling filter, int resized, int cut) {
    require(file, "size", resized, cut > 0 && resized >= cut);
    return new Preprocessing.Fit(stretched, filter, resized, cut);
  }

  /**
   * A filter by its name.
   *
   * @throws KamclException if it is not supported
   */
  static Resampling filter(Path file, String setting, String name) {
    return switch (name) {
      case "bicubic" -> Resampling.BICUBIC;
      case "bilinear" -> Resampling.BILINEAR;
      default -> throw unsupported(file, setting, name);
    };
  }

  /** The error of a setting that cannot be applied. */
  static KamclException unsupported(Path file, String setting, Object value) {
    return new KamclException(CheckpointError.PIXELS_DIFFER, file, setting, value);
  }

  private static void require(Path file, String setting, Object value, boolean supported) {
    if (!supported) {
      throw unsupported(file, setting, value);
    }
  }

  private static ClipSizes.Pixels pixels(
      JsonObject json, String mean, String deviation, Preprocessing.Fit fit) {
    return new ClipSizes.Pixels(
        numbers(json.get(mean)),
        numbers(json.get(deviation)),
        fit.equals(Preprocessing.Fit.CROP) ? null : fit);
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

  /** Mean and deviation of each channel, and how the square is made. */
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
