package org.kamcl.engine.network;

import java.util.Arrays;

/**
 * Name, shape and role of one tensor of a network.
 *
 * @param name full dotted name, as in the checkpoint
 * @param shape the dimensions; empty for a scalar
 * @param role what the tensor is, which decides how it starts and whether it is trained
 */
public record ParameterSpec(String name, long[] shape, Role role) {

  /** What a tensor does in the network. */
  public enum Role {
    /** Matrix or convolution kernel: starts Xavier uniform. */
    WEIGHT,
    /** Additive term: starts at zero. */
    BIAS,
    /** Multiplicative term of a normalisation: starts at one. */
    SCALE,
    /** Token or position table: starts uniform in [-0.1, 0.1]. */
    EMBEDDING,
    /** Running mean of a batch normalisation: starts at zero, is never given a gradient. */
    RUNNING_MEAN,
    /** Running variance of a batch normalisation: starts at one, is never given a gradient. */
    RUNNING_VARIANCE;

    /** Whether an optimiser changes tensors of this role. */
    public boolean trainable() {
      return this != RUNNING_MEAN && this != RUNNING_VARIANCE;
    }
  }

  /** Number of elements. */
  public long size() {
    long size = 1;
    for (long d : shape) {
      size = Math.multiplyExact(size, d);
    }
    return size;
  }

  static ParameterSpec weight(String name, long... shape) {
    return new ParameterSpec(name, shape, Role.WEIGHT);
  }

  static ParameterSpec bias(String name, long size) {
    return new ParameterSpec(name, new long[] {size}, Role.BIAS);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterSpec that
        && name.equals(that.name)
        && Arrays.equals(shape, that.shape)
        && role == that.role;
  }

  @Override
  public int hashCode() {
    return name.hashCode() * 31 + Arrays.hashCode(shape);
  }

  @Override
  public String toString() {
    return name + Arrays.toString(shape);
  }
}
