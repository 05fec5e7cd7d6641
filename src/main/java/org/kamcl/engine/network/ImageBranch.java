package org.kamcl.engine.network;

/**
 * A place where an image tower's aggregator reads a feature map of the backbone.
 *
 * @param name of the branch: {@code low}, {@code high} or {@code final}
 * @param stage index of the map among the backbone's stages
 * @param module path of the branch's tensors below the tower: its pooling block {@code gpo} and its
 *     linear layer {@code fc}
 * @param poolsPositions whether the branch pools each channel over the positions of its map, so
 *     that its value is a weighted sum over positions
 */
public record ImageBranch(String name, int stage, String module, boolean poolsPositions) {}
