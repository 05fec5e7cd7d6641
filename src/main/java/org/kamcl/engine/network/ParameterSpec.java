package org.kamcl.engine.network;

import java.util.Arrays;

/**
 * Name, shape and role of one tensor of a network.
 *
 * @param name full dotted name, as in the checkpoint
 * @param shape the dimensions; empty for a scalar
 * @param role determines initialization and whether the tensor is trained
 */
public record ParameterSpec(String name, long[] shape, Role role) {

  /** Role of a tensor in the network. */
  public enum Role {
    /** Matrix or convolution kernel: initialized Xavier uniform. */
    WEIGHT,
    /** Additive term: initialized to zero. */
    BIAS,
    /** Multiplicative term of a normalization: initialized to one. */
    SCALE,
    /** Token or position table: initialized uniformly in [-0.1, 0.1]. */
    EMBEDDING,
    /** Running mean of a batch normalization: initialized to zero, without gradient. */
    RUNNING_MEAN,
    /** Running variance of a batch normalization: initialized to one, without gradient. */
    RUNNING_VARIANCE;

    /** Whether the optimizer updates tensors of this role. */
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
