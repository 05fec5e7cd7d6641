package org.kamcl.engine.weights;

/**
 * The content of a weight file.
 *
 * @param weights the tensors; their values are read from the file when they are asked for
 * @param script whether the file is a TorchScript program, of which only the tensors are read
 */
public record OpenedWeights(WeightSet weights, boolean script) {}
