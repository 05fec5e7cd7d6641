package org.kamcl.engine.explain;

/**
 * How a branch of the image tower pools the positions of its feature map.
 *
 * @param branch {@code low}, {@code high} or {@code final}
 * @param curve the learned weight of each rank, largest value first; adds up to 1
 * @param heaviestRanks how many ranks have half of the weight, the heaviest first
 * @param positions share of the channels in which a position takes one of these ranks, 0..1
 */
public record BranchPooling(String branch, double[] curve, int heaviestRanks, HeatMap positions) {}
