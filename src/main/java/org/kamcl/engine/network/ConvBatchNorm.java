package org.kamcl.engine.network;

/**
 * A convolution without bias and the batch normalization after it, by full tensor names.
 *
 * @param conv prefix of {@code .weight}
 * @param norm prefix of {@code .weight}, {@code .bias}, {@code .running_mean} and {@code
 *     .running_var}
 * @param epsilon added to the variance
 */
public record ConvBatchNorm(String conv, String norm, float epsilon) {}
