package org.kamcl.support;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.TensorDataType;
import org.kamcl.engine.weights.WeightSet;

/** Checkpoints of the CLIP family with the weights of the fixtures' rule, in every layout. */
public final class ClipCheckpoints {
  private ClipCheckpoints() {}

  /** The tensors of a case under OpenCLIP's names. */
  public static Map<String, TensorData> tensors(ClipTowerFixtures fixtures, String name) {
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> entry :
        fixtures.parameters(name).getAsJsonObject().entrySet()) {
      long[] shape = new long[entry.getValue().getAsJsonArray().size()];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = entry.getValue().getAsJsonArray().get(i).getAsLong();
      }
      String parameter = entry.getKey();
      tensors.put(
          parameter,
          parameter.endsWith("num_batches_tracked")
              ? counter(0)
              : TensorData.ofFloats(fixtures.parameter(name, parameter, shape), shape));
    }
    return tensors;
  }

  /**
   * A model for images of 32 pixels with one block per tower. Its widths are multiples of 64, as in
   * every published model, so that heads follow from shapes.
   *
   * @param embeddingSize width of the shared space
   */
  public static Map<String, TensorData> wide(ClipTowerFixtures fixtures, int embeddingSize) {
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    tensors.put("logit_scale", TensorData.ofFloats(new float[] {4}));
    put(fixtures, tensors, "visual.class_embedding", 64);
    put(fixtures, tensors, "visual.positional_embedding", 5, 64);
    put(fixtures, tensors, "visual.proj", 64, embeddingSize);
    put(fixtures, tensors, "visual.conv1.weight", 64, 3, 16, 16);
    norm(fixtures, tensors, "visual.ln_pre");
    norm(fixtures, tensors, "visual.ln_post");
    put(fixtures, tensors, "token_embedding.weight", 49408, 64);
    put(fixtures, tensors, "positional_embedding", 77, 64);
    put(fixtures, tensors, "text_projection", 64, embeddingSize);
    norm(fixtures, tensors, "ln_final");
    for (String tower : new String[] {"visual.", ""}) {
      String block = tower + "transformer.resblocks.0.";
      norm(fixtures, tensors, block + "ln_1");
      norm(fixtures, tensors, block + "ln_2");
      put(fixtures, tensors, block + "attn.in_proj_weight", 192, 64);
      put(fixtures, tensors, block + "attn.in_proj_bias", 192);
      put(fixtures, tensors, block + "attn.out_proj.weight", 64, 64);
      put(fixtures, tensors, block + "attn.out_proj.bias", 64);
      put(fixtures, tensors, block + "mlp.c_fc.weight", 256, 64);
      put(fixtures, tensors, block + "mlp.c_fc.bias", 256);
      put(fixtures, tensors, block + "mlp.c_proj.weight", 64, 256);
      put(fixtures, tensors, block + "mlp.c_proj.bias", 64);
    }
    return tensors;
  }

  private static void norm(
      ClipTowerFixtures fixtures, Map<String, TensorData> tensors, String name) {
    put(fixtures, tensors, name + ".weight", 64);
    put(fixtures, tensors, name + ".bias", 64);
  }

  /** Adds a tensor with the values of the rule. */
  public static void put(
      ClipTowerFixtures fixtures, Map<String, TensorData> tensors, String name, long... shape) {
    tensors.put(name, TensorData.ofFloats(fixtures.parameter("wide", name, shape), shape));
  }

  private static TensorData counter(long value) {
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
    return new TensorData(TensorDataType.I64, new long[0], bytes);
  }

  /** The configuration as {@code open_clip_config.json} has it, written into a folder. */
  public static void writeConfig(Path folder, JsonObject modelConfig) {
    JsonObject json = new JsonObject();
    json.add("model_cfg", modelConfig);
    write(folder.resolve("open_clip_config.json"), json.toString());
  }

  /**
   * Writes a model in two parts, as model hubs do: {@code m-00001-of-00002.safetensors} with the
   * image tower, the second part with the rest, and {@code m.safetensors.index.json}.
   *
   * @return the two parts and the index
   */
  public static List<Path> writeParts(Path folder, Map<String, TensorData> tensors) {
    Map<String, TensorData> first = new LinkedHashMap<>();
    Map<String, TensorData> second = new LinkedHashMap<>();
    List<Path> parts =
        List.of(
            folder.resolve("m-00001-of-00002.safetensors"),
            folder.resolve("m-00002-of-00002.safetensors"));
    JsonObject map = new JsonObject();
    tensors.forEach(
        (name, tensor) -> {
          boolean visual = name.startsWith("visual.");
          (visual ? first : second).put(name, tensor);
          map.addProperty(name, String.valueOf(parts.get(visual ? 0 : 1).getFileName()));
        });
    SafeTensors.write(parts.get(0), new WeightSet(first, Map.of()));
    SafeTensors.write(parts.get(1), new WeightSet(second, Map.of()));
    JsonObject json = new JsonObject();
    json.add("weight_map", map);
    Path index = folder.resolve("m.safetensors.index.json");
    write(index, json.toString());
    return List.of(parts.get(0), parts.get(1), index);
  }

  /** Writes a text file. */
  public static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same tensors under other names. */
  public static Map<String, TensorData> renamed(
      Map<String, TensorData> tensors, UnaryOperator<String> name) {
    Map<String, TensorData> renamed = new LinkedHashMap<>();
    tensors.forEach((key, tensor) -> renamed.put(name.apply(key), tensor));
    return renamed;
  }

  /** Each tensor in half precision. */
  public static Map<String, TensorData> half(Map<String, TensorData> tensors) {
    Map<String, TensorData> half = new LinkedHashMap<>();
    tensors.forEach(
        (name, t) -> half.put(name, t.dataType() == TensorDataType.I64 ? t : t.toHalf()));
    return half;
  }

  /** Each tensor as a brain float: the upper half of its float32 values. */
  public static Map<String, TensorData> brain(Map<String, TensorData> tensors) {
    Map<String, TensorData> brain = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          float[] values = tensor.toFloats();
          ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
          for (float value : values) {
            bytes.putShort((short) (Float.floatToIntBits(value) >> 16));
          }
          brain.put(name, new TensorData(TensorDataType.BF16, tensor.shape(), bytes.flip()));
        });
    return brain;
  }

  /** The tensors of a case with vision transformer as the transformers library names them. */
  public static Map<String, TensorData> transformers(Map<String, TensorData> tensors) {
    Map<String, TensorData> named = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.endsWith("attn.in_proj_weight") || name.endsWith("attn.in_proj_bias")) {
            String part = name.endsWith("weight") ? "weight" : "bias";
            split(named, block(name) + "self_attn.", part, tensor);
          } else if (name.equals("visual.proj")) {
            named.put("visual_projection.weight", transposed(tensor));
          } else if (name.equals("text_projection")) {
            named.put("text_projection.weight", transposed(tensor));
          } else {
            named.put(single(name), tensor);
          }
        });
    named.put("text_model.embeddings.position_ids", counter(0));
    return named;
  }

  private static void split(
      Map<String, TensorData> named, String prefix, String part, TensorData tensor) {
    float[] all = tensor.toFloats();
    int third = all.length / 3;
    long[] shape = tensor.shape();
    shape[0] /= 3;
    int at = 0;
    for (String which : new String[] {"q", "k", "v"}) {
      float[] values = Arrays.copyOfRange(all, at, at + third);
      named.put(prefix + which + "_proj." + part, TensorData.ofFloats(values, shape));
      at += third;
    }
  }

  private static TensorData transposed(TensorData tensor) {
    int rows = (int) tensor.shape()[0];
    int columns = (int) tensor.shape()[1];
    float[] in = tensor.toFloats();
    float[] out = new float[in.length];
    for (int i = 0; i < in.length; i++) {
      out[i % columns * rows + i / columns] = in[i];
    }
    return TensorData.ofFloats(out, columns, rows);
  }

  private static String block(String name) {
    String tower = name.startsWith("visual.") ? "vision_model" : "text_model";
    return tower + ".encoder.layers." + name.replaceAll(".*resblocks\\.(\\d+)\\..*", "$1") + ".";
  }

  private static String single(String name) {
    if (name.contains("resblocks.")) {
      String part =
          name.replaceAll(".*resblocks\\.\\d+\\.", "")
              .replace("ln_1", "layer_norm1")
              .replace("ln_2", "layer_norm2")
              .replace("mlp.c_fc", "mlp.fc1")
              .replace("mlp.c_proj", "mlp.fc2")
              .replace("attn.out_proj", "self_attn.out_proj");
      return block(name) + part;
    }
    return switch (name) {
      case "logit_scale" -> name;
      case "visual.class_embedding" -> "vision_model.embeddings.class_embedding";
      case "visual.positional_embedding" -> "vision_model.embeddings.position_embedding.weight";
      case "visual.conv1.weight" -> "vision_model.embeddings.patch_embedding.weight";
      case "positional_embedding" -> "text_model.embeddings.position_embedding.weight";
      case "token_embedding.weight" -> "text_model.embeddings.token_embedding.weight";
      default ->
          name.replace("visual.ln_pre", "vision_model.pre_layrnorm")
              .replace("visual.ln_post", "vision_model.post_layernorm")
              .replace("ln_final", "text_model.final_layer_norm");
    };
  }
}
