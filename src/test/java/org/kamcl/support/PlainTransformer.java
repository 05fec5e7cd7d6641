package org.kamcl.support;

import java.util.Arrays;
import java.util.Map;
import org.apache.commons.numbers.gamma.Erf;

/**
 * A vision transformer in plain loops and double precision, by its definition: patches with a bias,
 * class token, positions, blocks {@code x + attention(norm(x))} and {@code x + mlp(norm(x))} with
 * GELU, and a normalization of the class token. (Dosovitskiy et al., ICLR 2021) Where the tensors
 * {@code ls_1}, {@code ls_2} and {@code extra_tokens} exist, blocks multiply what they add by a
 * vector, and further tokens follow the class token.
 */
public final class PlainTransformer {
  private static final double EPSILON = 1e-6;

  private final Map<String, float[]> values;
  private final String prefix;
  private final int side;
  private final int patch;
  private final int width;
  private final int heads;
  private final int blocks;
  private final int inner;

  /**
   * @param values tensors by their names, below {@code prefix} in OpenCLIP's names
   */
  public PlainTransformer(
      Map<String, float[]> values,
      String prefix,
      int side,
      int patch,
      int width,
      int heads,
      int blocks,
      int inner) {
    this.values = values;
    this.prefix = prefix;
    this.side = side;
    this.patch = patch;
    this.width = width;
    this.heads = heads;
    this.blocks = blocks;
    this.inner = inner;
  }

  /**
   * The feature of an image.
   *
   * @param image [3, side, side]
   */
  public double[] feature(float[] image) {
    return normalized(states(image), "ln_post")[0];
  }

  /**
   * The mean of the normalized states of the first tokens.
   *
   * @param count of the tokens
   */
  public double[] meanOfFirst(float[] image, int count) {
    double[][] states = normalized(states(image), "ln_post");
    return mean(states, 0, count);
  }

  /**
   * The normalized mean of the states of the patches.
   *
   * @param before tokens before the patches
   */
  public double[] normalizedMeanOfPatches(float[] image, int before) {
    double[][] states = states(image);
    return normalized(new double[][] {mean(states, before, states.length)}, "ln_post")[0];
  }

  private double[] mean(double[][] states, int from, int to) {
    double[] mean = new double[width];
    for (int t = from; t < to; t++) {
      for (int c = 0; c < width; c++) {
        mean[c] += states[t][c] / (to - from);
      }
    }
    return mean;
  }

  /** The states after the last block. */
  private double[][] states(float[] image) {
    double[][] x = tokens(image);
    for (int i = 0; i < blocks; i++) {
      String block = "transformer.resblocks." + i + ".";
      double[][] attended = attention(block + "attn.", normalized(x, block + "ln_1"));
      for (int t = 0; t < x.length; t++) {
        add(x[t], scaled(attended[t], block + "ls_1"));
      }
      double[][] normalized = normalized(x, block + "ln_2");
      for (int t = 0; t < x.length; t++) {
        double[] hidden = linear(normalized[t], block + "mlp.c_fc", inner);
        for (int k = 0; k < inner; k++) {
          hidden[k] *= 0.5 * (1 + Erf.value(hidden[k] / Math.sqrt(2)));
        }
        add(x[t], scaled(linear(hidden, block + "mlp.c_proj", width), block + "ls_2"));
      }
    }
    return x;
  }

  private double[] scaled(double[] x, String name) {
    float[] scale = tensor(name);
    for (int i = 0; scale != null && i < x.length; i++) {
      x[i] *= scale[i];
    }
    return x;
  }

  private double[][] tokens(float[] image) {
    int grid = side / patch;
    float[] kernel = tensor("conv1.weight");
    float[] bias = tensor("conv1.bias");
    float[] positions = tensor("positional_embedding");
    double[][] tokens = new double[1 + grid * grid][width];
    for (int t = 0; t < tokens.length; t++) {
      for (int c = 0; c < width; c++) {
        double sum = t == 0 ? tensor("class_embedding")[c] : bias[c];
        for (int k = 0; t > 0 && k < 3 * patch * patch; k++) {
          int y = (t - 1) / grid * patch + k / patch % patch;
          int column = (t - 1) % grid * patch + k % patch;
          int at = k / (patch * patch) * side * side + y * side + column;
          sum += (double) kernel[c * 3 * patch * patch + k] * image[at];
        }
        tokens[t][c] = sum + positions[t * width + c];
      }
    }
    float[] extra = tensor("extra_tokens");
    if (extra == null) {
      return tokens;
    }
    int count = extra.length / width;
    double[][] all = new double[tokens.length + count][];
    all[0] = tokens[0];
    System.arraycopy(tokens, 1, all, 1 + count, tokens.length - 1);
    for (int t = 0; t < count; t++) {
      all[1 + t] = new double[width];
      for (int c = 0; c < width; c++) {
        all[1 + t][c] = extra[t * width + c];
      }
    }
    return all;
  }

  private double[][] attention(String name, double[][] x) {
    float[] weight = tensor(name + "in_proj_weight");
    float[] bias = tensor(name + "in_proj_bias");
    int size = width / heads;
    double[][] projected = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      projected[t] = linear(x[t], weight, bias, 3 * width);
    }
    double[][] out = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] mixed = new double[width];
      for (int h = 0; h < heads; h++) {
        double[] shares = new double[x.length];
        for (int s = 0; s < x.length; s++) {
          for (int k = 0; k < size; k++) {
            shares[s] +=
                projected[t][h * size + k] * projected[s][width + h * size + k] / Math.sqrt(size);
          }
        }
        double most = Arrays.stream(shares).max().orElseThrow();
        double sum = 0;
        for (int s = 0; s < x.length; s++) {
          shares[s] = Math.exp(shares[s] - most);
          sum += shares[s];
        }
        for (int s = 0; s < x.length; s++) {
          for (int k = 0; k < size; k++) {
            mixed[h * size + k] += shares[s] / sum * projected[s][2 * width + h * size + k];
          }
        }
      }
      out[t] = linear(mixed, name + "out_proj", width);
    }
    return out;
  }

  private double[][] normalized(double[][] x, String name) {
    float[] weight = tensor(name + ".weight");
    float[] bias = tensor(name + ".bias");
    double[][] out = new double[x.length][width];
    for (int t = 0; t < x.length; t++) {
      double mean = Arrays.stream(x[t]).average().orElseThrow();
      double variance = Arrays.stream(x[t]).map(v -> (v - mean) * (v - mean)).sum() / width;
      for (int c = 0; c < width; c++) {
        out[t][c] = (x[t][c] - mean) / Math.sqrt(variance + EPSILON) * weight[c] + bias[c];
      }
    }
    return out;
  }

  private double[] linear(double[] x, String name, int outputs) {
    return linear(x, tensor(name + ".weight"), tensor(name + ".bias"), outputs);
  }

  private static double[] linear(double[] x, float[] weight, float[] bias, int outputs) {
    double[] out = new double[outputs];
    for (int o = 0; o < outputs; o++) {
      out[o] = bias[o];
      for (int i = 0; i < x.length; i++) {
        out[o] += weight[o * x.length + i] * x[i];
      }
    }
    return out;
  }

  private static void add(double[] to, double[] what) {
    for (int i = 0; i < to.length; i++) {
      to[i] += what[i];
    }
  }

  private float[] tensor(String name) {
    return values.get(prefix + name);
  }
}
