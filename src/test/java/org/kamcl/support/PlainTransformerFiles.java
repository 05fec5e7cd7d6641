package org.kamcl.support;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;

/** Small vision transformers with random weights under the names of DINO. */
public final class PlainTransformerFiles {
  private static final int WIDTH = 64;
  private static final int INNER = 96;
  private static final int PATCH = 8;
  private static final int GRID = 4;

  private PlainTransformerFiles() {}

  /** The tensors of a transformer of two blocks for images of 32 pixels. */
  public static Map<String, TensorData> tensors() {
    return tensors(WIDTH);
  }

  /** The same with another width. */
  public static Map<String, TensorData> tensors(int width) {
    Map<String, TensorData> all = new LinkedHashMap<>();
    put(all, "cls_token", 1, 1, width);
    put(all, "pos_embed", 1, GRID * GRID + 1, width);
    put(all, "patch_embed.proj.weight", width, 3, PATCH, PATCH);
    put(all, "patch_embed.proj.bias", width);
    for (int i = 0; i < 2; i++) {
      String block = "blocks." + i + ".";
      for (String norm : new String[] {"norm1", "norm2"}) {
        put(all, block + norm + ".weight", width);
        put(all, block + norm + ".bias", width);
      }
      linear(all, block + "attn.qkv", 3 * width, width);
      linear(all, block + "attn.proj", width, width);
      linear(all, block + "mlp.fc1", INNER, width);
      linear(all, block + "mlp.fc2", width, INNER);
    }
    put(all, "norm.weight", width);
    put(all, "norm.bias", width);
    return all;
  }

  private static void linear(Map<String, TensorData> all, String name, int out, int in) {
    put(all, name + ".weight", out, in);
    put(all, name + ".bias", out);
  }

  /** Adds a tensor of random values that depend on its name. */
  public static void put(Map<String, TensorData> all, String name, long... shape) {
    int size = 1;
    for (long side : shape) {
      size *= (int) side;
    }
    Random random = new Random(name.hashCode());
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (0.2 * random.nextGaussian());
    }
    all.put(name, TensorData.ofFloats(values, shape));
  }

  /** Writes tensors to a file, each name after a prefix. */
  public static Path write(Path file, String prefix, Map<String, TensorData> tensors) {
    SafeTensors.write(file, new WeightSet(tensors, Map.of()).withPrefix(prefix));
    return file;
  }
}
