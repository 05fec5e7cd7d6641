package org.kamcl.engine.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.kamcl.engine.network.EngineArrays;
import org.kamcl.engine.network.ForwardContext;
import org.kamcl.engine.network.GeneralizedPooling;
import org.kamcl.engine.network.ImageBranch;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkParameters;

/**
 * A branch that pools the positions of its feature map, at one image.
 *
 * @param branch the branch
 * @param curve weight of each rank, largest value first
 * @param map the feature map with the weight of each value
 */
record BranchPooler(ImageBranch branch, double[] curve, PooledMap map) {
  /** The share of the weight that the heaviest ranks have. */
  private static final double HEAVIEST = 0.5;

  /**
   * @param features [1, C, H, W]
   */
  static BranchPooler pool(
      NDManager manager, NetworkParameters parameters, ImageBranch branch, NDArray features) {
    Shape shape = features.getShape();
    int height = (int) shape.get(2);
    int width = (int) shape.get(3);
    double[] curve = weights(manager, parameters, branch.module() + ".gpo", width * height);
    PooledMap map = PooledMap.of(width, height, EngineArrays.toDoubles(features), curve);
    return new BranchPooler(branch, curve, map);
  }

  /** The weights of the ranks in a pooling block below the image tower, largest value first. */
  static double[] weights(
      NDManager manager, NetworkParameters parameters, String block, int length) {
    ForwardContext scope = ForwardContext.inference(parameters).scope(KamclNetwork.IMAGE_TOWER);
    for (String part : block.split("\\.")) {
      scope = scope.scope(part);
    }
    return EngineArrays.toDoubles(GeneralizedPooling.weights(scope, manager, length));
  }

  BranchPooling describe() {
    double[] heaviestFirst =
        IntStream.range(0, curve.length)
            .mapToObj(rank -> curve[rank])
            .sorted(Comparator.reverseOrder())
            .mapToDouble(weight -> weight)
            .toArray();
    double all = Arrays.stream(curve).sum();
    double sum = 0;
    int count = 0;
    while (sum < HEAVIEST * all) {
      sum += heaviestFirst[count];
      count++;
    }
    return new BranchPooling(
        branch.name(), curve, count, map.shareOfHeaviestRanks(heaviestFirst[count - 1]));
  }
}
