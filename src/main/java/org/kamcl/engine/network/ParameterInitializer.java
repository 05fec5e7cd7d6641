package org.kamcl.engine.network;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Collection;
import java.util.SplittableRandom;

/**
 * Initial values of tensors without pretrained values. Each tensor has its own random stream from
 * (seed, name), so that its values do not depend on the order or presence of other tensors.
 */
public final class ParameterInitializer {
  private final long seed;

  /**
   * @param seed the run's seed
   */
  public ParameterInitializer(long seed) {
    this.seed = seed;
  }

  /** Adds initial values for those of {@code specs} that {@code parameters} lacks. */
  public void fill(NetworkParameters parameters, Collection<ParameterSpec> specs) {
    for (ParameterSpec spec : specs) {
      if (parameters.find(spec.name()) == null) {
        NDManager manager = parameters.manager();
        parameters.put(spec.name(), manager.create(values(spec), new Shape(spec.shape())));
      }
    }
  }

  /** Initial values of one tensor, row-major. */
  public float[] values(ParameterSpec spec) {
    float[] values = new float[Math.toIntExact(spec.size())];
    switch (spec.role()) {
      case WEIGHT -> uniform(spec, values, xavierBound(spec.shape()));
      case EMBEDDING -> uniform(spec, values, 0.1);
      case SCALE, RUNNING_VARIANCE -> Arrays.fill(values, 1f);
      case BIAS, RUNNING_MEAN -> Arrays.fill(values, 0f);
    }
    return values;
  }

  /** Bound of Xavier uniform initialization (Glorot and Bengio, AISTATS 2010). */
  private static double xavierBound(long[] shape) {
    long receptive = 1;
    for (int i = 2; i < shape.length; i++) {
      receptive *= shape[i];
    }
    return Math.sqrt(6.0 / ((shape[0] + shape[1]) * receptive));
  }

  private void uniform(ParameterSpec spec, float[] values, double bound) {
    long stream = seed;
    for (int i = 0; i < spec.name().length(); i++) {
      stream = stream * 0x100000001b3L + spec.name().charAt(i);
    }
    SplittableRandom random = new SplittableRandom(stream);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((random.nextDouble() * 2 - 1) * bound);
    }
  }
}
