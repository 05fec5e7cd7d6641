package org.kamcl.support;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Generates the weights and inputs of the parity fixtures from names: splitmix64 seeded with the
 * FNV-1a hash of the name. The initial hash value is read from the self-test of the fixtures, so
 * that fixtures with another initial value (a salt) can be used.
 */
public final class ValueRule {
  private final long basis;

  private ValueRule(long basis) {
    this.basis = basis;
  }

  /**
   * @param manifest the fixtures' manifest
   */
  public static ValueRule of(JsonObject manifest) {
    String basis =
        manifest.getAsJsonObject("rule_self_test").getAsJsonObject("fnv1a64").get("").getAsString();
    return new ValueRule(Long.parseUnsignedLong(basis, 16));
  }

  /**
   * @param basis the initial hash value
   */
  public static ValueRule startingAt(long basis) {
    return new ValueRule(basis);
  }

  /** FNV-1a, 64 bits, of the UTF-8 bytes. */
  public long hash(String name) {
    long h = basis;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      h = (h ^ (b & 0xff)) * 0x100000001b3L;
    }
    return h;
  }

  /** The i-th output of splitmix64. */
  public long r(String name, long i) {
    return r(hash(name), i);
  }

  private static long r(long hash, long i) {
    long z = hash + (i + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The first n values, in [-1, 1). */
  public double[] v(String name, int n) {
    long hash = hash(name);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = v(hash, i);
    }
    return values;
  }

  private static double v(long hash, long i) {
    return (r(hash, i) >>> 40) * 0x1p-23 - 1;
  }

  /** The first n values as float32. */
  public float[] floats(String name, int n) {
    return scaled(name, n, 1, 0);
  }

  /** float32(scale * v + shift). */
  public float[] scaled(String name, int n, double scale, double shift) {
    long hash = hash(name);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (v(hash, i) * scale + shift);
    }
    return values;
  }

  /** Values of a network tensor by its full name and shape. */
  public float[] parameter(String name, long... shape) {
    int n = 1;
    for (long d : shape) {
      n *= (int) d;
    }
    if (name.endsWith(".running_var")) {
      return scaled(name, n, 0.5, 1);
    }
    if (isNorm(name) && name.endsWith(".weight")) {
      return scaled(name, n, 0.2, 0.6);
    }
    if (name.endsWith("embedding.weight")) {
      float[] table = floats(name, n);
      Arrays.fill(table, 0, (int) shape[1], 0f);
      return table;
    }
    if (shape.length == 1) {
      return scaled(name, n, 0.1, 0);
    }
    long fanIn = n / shape[0];
    double gain = shape.length == 4 ? 6 : name.contains(".gru") ? 3 : 8;
    return scaled(name, n, Math.sqrt(gain / fanIn), 0);
  }

  private static boolean isNorm(String name) {
    return name.contains(".bn1.")
        || name.contains(".bn2.")
        || name.contains(".bn3.")
        || name.contains(".downsample.1.")
        || name.startsWith("im.1.")
        || name.startsWith("tx.1.");
  }

  /**
   * Images [B, 3, 256, 256] of three scales of noise.
   *
   * @return row-major
   */
  public float[] image(String name, int batch) {
    int size = 256;
    double[] coarse = v(name + ".coarse", batch * 3 * 8 * 8);
    double[] mid = v(name + ".mid", batch * 3 * 32 * 32);
    double[] fine = v(name + ".fine", batch * 3 * size * size);
    float[] image = new float[fine.length];
    int i = 0;
    for (int plane = 0; plane < batch * 3; plane++) {
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++, i++) {
          double c = coarse[plane * 64 + y / 32 * 8 + x / 32];
          double m = mid[plane * 1024 + y / 8 * 32 + x / 8];
          image[i] = (float) (2 * c + 0.6 * m + 0.2 * fine[i]);
        }
      }
    }
    return image;
  }
}
