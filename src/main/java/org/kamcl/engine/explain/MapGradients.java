package org.kamcl.engine.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.explain.ScoreMap.BranchMap;
import org.kamcl.engine.network.BatchNormMode;
import org.kamcl.engine.network.EngineArrays;
import org.kamcl.engine.network.EngineConstants;
import org.kamcl.engine.network.FeatureObserver;
import org.kamcl.engine.network.ForwardContext;
import org.kamcl.engine.network.ImageBranch;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.Regularization;

/** Explanations from gradients at the feature maps that the aggregator reads. */
final class MapGradients {
  private final KamclNetwork network;
  private final NetworkParameters parameters;

  MapGradients(KamclNetwork network, NetworkParameters parameters) {
    this.network = network;
    this.parameters = parameters;
  }

  /** A context for inference whose intermediate results are kept for the backward pass. */
  static ForwardContext recording(NetworkParameters parameters, String tower) {
    return new ForwardContext(
            parameters,
            "",
            false,
            BatchNormMode.RUNNING_STATISTICS,
            true,
            Regularization.NONE,
            FeatureObserver.NONE)
        .scope(tower);
  }

  /** A copy that receives a gradient. */
  static NDArray leaf(NDArray array) {
    NDArray leaf = array.stopGradient();
    leaf.setRequiresGradient(true);
    return leaf;
  }

  static void backward(NDArray objective) {
    JniUtils.backward((PtNDArray) objective, (PtNDArray) objective.onesLike(), false, false);
  }

  /** Gradient times activation; gradients must be recorded. */
  ScoreMap timesActivation(NDManager manager, NDArray images, double[] direction) {
    List<NDArray> maps = leaves(images);
    NDArray feature = feature(maps);
    double length = Math.max(Vectors.length(EngineArrays.toDoubles(feature)), 1e-12);
    // A constant, so that the contributions refer to the score and not to its direction only.
    NDArray score = dot(manager, feature, direction, 1 / length);
    double value = EngineArrays.scalar(score);
    backward(score);
    List<BranchMap> shares = new ArrayList<>();
    for (ImageBranch branch : network.imageTower().branches()) {
      NDArray map = maps.get(branch.stage());
      NDArray products = map.mul(map.getGradient());
      shares.add(
          new BranchMap(
              branch.name(),
              branch.poolsPositions()
                  ? sharedByEqualValues(map, products)
                  : sumOfChannels(products)));
    }
    double remainder = value;
    for (BranchMap share : shares) {
      remainder -= share.map().sum();
    }
    return ScoreMap.sum(ExplanationMethod.GRADIENT, value, shares, remainder);
  }

  /** Plain Grad-CAM at the last feature map; gradients must be recorded. */
  HeatMap gradCam(NDManager manager, NDArray images, double[] direction) {
    List<NDArray> maps = leaves(images);
    NDArray feature = feature(maps);
    NDArray length = feature.mul(feature).sum().sqrt();
    backward(dot(manager, feature, direction, 1).div(length));
    List<ImageBranch> branches = network.imageTower().branches();
    NDArray map = maps.get(branches.get(branches.size() - 1).stage());
    NDArray channelSums = map.getGradient().sum(new int[] {2, 3}, true);
    NDArray channelWeights =
        EngineConstants.divide(channelSums, (double) map.getShape().get(2) * map.getShape().get(3));
    HeatMap sums = sumOfChannels(map.mul(channelWeights));
    double[] positive = sums.values().clone();
    for (int i = 0; i < positive.length; i++) {
      positive[i] = Math.max(0, positive[i]);
    }
    return new HeatMap(sums.width(), sums.height(), positive);
  }

  private List<NDArray> leaves(NDArray images) {
    ForwardContext below =
        ForwardContext.inference(parameters).scope(KamclNetwork.IMAGE_TOWER).withoutGradients();
    List<NDArray> maps = new ArrayList<>(network.imageTower().featureMaps(below, images));
    for (ImageBranch branch : network.imageTower().branches()) {
      maps.set(branch.stage(), leaf(maps.get(branch.stage())));
    }
    return maps;
  }

  private NDArray feature(List<NDArray> maps) {
    ForwardContext above = recording(parameters, KamclNetwork.IMAGE_TOWER);
    return network.imageTower().aggregate(above, maps).feature();
  }

  private static NDArray dot(
      NDManager manager, NDArray feature, double[] direction, double factor) {
    double[] scaled = new double[direction.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = direction[i] * factor;
    }
    NDArray weights =
        manager.create(scaled, feature.getShape()).toType(feature.getDataType(), false);
    return feature.mul(weights).sum();
  }

  private static HeatMap sharedByEqualValues(NDArray map, NDArray products) {
    int width = (int) map.getShape().get(3);
    int height = (int) map.getShape().get(2);
    double[] sums =
        sharedByEqualValues(
            EngineArrays.toDoubles(map), EngineArrays.toDoubles(products), width * height);
    return new HeatMap(width, height, sums);
  }

  /**
   * The sums of the channels of a map whose channels are sorted over the positions. Equal values of
   * a channel, such as those that an activation limits, share the sum of their products: the engine
   * gives each another rank, in an arbitrary order.
   *
   * @param values [C][positions]
   * @param products [C][positions], gradient times activation
   * @return [positions]
   */
  static double[] sharedByEqualValues(double[] values, double[] products, int positions) {
    double[] sums = new double[positions];
    for (int start = 0; start < values.length; start += positions) {
      addShared(sums, values, products, start);
    }
    return sums;
  }

  private static void addShared(double[] sums, double[] values, double[] shares, int start) {
    Map<Double, double[]> groups = new HashMap<>();
    for (int p = 0; p < sums.length; p++) {
      double[] group = groups.computeIfAbsent(values[start + p], v -> new double[2]);
      group[0] += shares[start + p];
      group[1]++;
    }
    for (int p = 0; p < sums.length; p++) {
      double[] group = groups.getOrDefault(values[start + p], new double[] {0, 1});
      sums[p] += group[0] / group[1];
    }
  }

  private static HeatMap sumOfChannels(NDArray map) {
    Shape shape = map.getShape();
    return new HeatMap(
        (int) shape.get(3), (int) shape.get(2), EngineArrays.toDoubles(map.sum(new int[] {0, 1})));
  }
}
