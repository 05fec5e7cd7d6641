package org.kamcl.engine.weights;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.error.KamclException;
import org.kamcl.file.JsonValues;
import org.kamcl.file.TextFiles;

/** Weights in several safetensors files with an index: {@code {weight_map: {tensor: file}}}. */
final class ShardedSafeTensors {
  private static final String INDEX = ".safetensors.index.json";
  private static final Pattern PART = Pattern.compile("(.+)-\\d{5}-of-\\d{5}\\.safetensors");

  private ShardedSafeTensors() {}

  /**
   * The index a file belongs to: the file itself, or the index beside one of its parts.
   *
   * @throws KamclException if the file is a part and its index is missing
   */
  static Optional<Path> indexOf(Path file) {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(INDEX)) {
      return Optional.of(file);
    }
    Matcher part = PART.matcher(name);
    if (!part.matches()) {
      return Optional.empty();
    }
    Path index = file.resolveSibling(part.group(1) + INDEX);
    if (!Files.isRegularFile(index)) {
      throw new KamclException(WeightsError.PART_WITHOUT_INDEX, file, index.getFileName());
    }
    return Optional.of(index);
  }

  /**
   * Opens all parts; their values are read when they are asked for.
   *
   * @throws KamclException if the index is damaged, or a part or a tensor is missing
   */
  static WeightSet open(Path index) {
    Map<String, String> parts = parts(index);
    Map<String, WeightSet> opened = new TreeMap<>();
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    parts.forEach(
        (tensor, name) -> {
          WeightSet part = opened.computeIfAbsent(name, n -> SafeTensors.open(part(index, n)));
          TensorData data = part.tensors().get(tensor);
          if (data == null) {
            throw new KamclException(
                WeightsError.TENSOR_MISSING, index.resolveSibling(name), tensor);
          }
          tensors.put(tensor, data);
          metadata.putAll(part.metadata());
        });
    return new WeightSet(tensors, metadata);
  }

  /** A part lies beside its index; a name with a folder is not followed. */
  private static Path part(Path index, String name) {
    boolean plain = !name.isEmpty() && !name.contains("/") && !name.contains("\\");
    Path part = plain ? index.resolveSibling(name) : index;
    if (!plain || !Files.isRegularFile(part)) {
      throw new KamclException(WeightsError.PART_FILE_MISSING, index, name);
    }
    return part;
  }

  private static Map<String, String> parts(Path index) {
    Map<String, String> parts;
    try {
      String text = TextFiles.readUtf8(index);
      parts = JsonValues.read(() -> parse(JsonParser.parseString(text).getAsJsonObject()));
    } catch (IOException e) {
      throw WeightFiles.unreadable(index, e);
    } catch (JsonParseException e) {
      throw new KamclException(e, WeightsError.INDEX_INVALID, index);
    }
    if (parts.isEmpty()) {
      throw new KamclException(WeightsError.INDEX_INVALID, index);
    }
    return parts;
  }

  private static Map<String, String> parse(JsonObject json) {
    Map<String, String> parts = new LinkedHashMap<>();
    json.getAsJsonObject("weight_map")
        .entrySet()
        .forEach(entry -> parts.put(entry.getKey(), entry.getValue().getAsString()));
    return parts;
  }
}
