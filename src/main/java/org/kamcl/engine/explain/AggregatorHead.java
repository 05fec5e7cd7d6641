package org.kamcl.engine.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.explain.ScoreMap.BranchMap;
import org.kamcl.engine.network.ImageBranch;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.NetworkParameters;

/**
 * The image tower above its feature maps, in double precision: pooling and projection of each
 * branch, the MLP, the pooling of the tokens. All of it is piecewise linear. With the order of
 * sorted values, the active units and the length of the feature fixed, the score is therefore the
 * sum of one contribution per position and of the biases.
 *
 * <p>For towers whose branches all pool over positions.
 */
final class AggregatorHead {
  private static final String TOWER = KamclNetwork.IMAGE_TOWER + ".";

  private final List<ImageBranch> branches;
  private final List<DenseLayer> projections;

  /** The two layers of the MLP; empty if the tower has a single branch and no fusion. */
  private final List<DenseLayer> mlp;

  private AggregatorHead(
      List<ImageBranch> branches, List<DenseLayer> projections, List<DenseLayer> mlp) {
    this.branches = branches;
    this.projections = projections;
    this.mlp = mlp;
  }

  /** Whether the score of a network is an exact sum over positions. */
  static boolean fits(KamclNetwork network) {
    NetworkConfig config = network.config();
    return !config.published()
        && config.adapter() == null
        && !config.addConcepts()
        && network.imageTower().branches().stream().allMatch(ImageBranch::poolsPositions);
  }

  /** Copies the tensors of a network. */
  static AggregatorHead of(KamclNetwork network, NetworkParameters parameters) {
    List<ImageBranch> branches = network.imageTower().branches();
    List<DenseLayer> projections =
        branches.stream().map(b -> DenseLayer.of(parameters, TOWER + b.module() + ".fc")).toList();
    List<DenseLayer> mlp =
        branches.size() == 1
            ? List.of()
            : List.of(
                DenseLayer.of(parameters, TOWER + "mlp.0"),
                DenseLayer.of(parameters, TOWER + "mlp.2"));
    return new AggregatorHead(branches, projections, mlp);
  }

  /** The pooled branches of an image. */
  List<PooledMap> pool(NDManager manager, NetworkParameters parameters, List<NDArray> maps) {
    return branches.stream()
        .map(b -> BranchPooler.pool(manager, parameters, b, maps.get(b.stage())).map())
        .toList();
  }

  /** Runs the head on the pooled branches of an image. */
  Pass run(NDManager manager, NetworkParameters parameters, List<PooledMap> maps) {
    int tokens = branches.size();
    double[][] token = new double[tokens][];
    for (int b = 0; b < tokens; b++) {
      token[b] = projections.get(b).forward(maps.get(b).pooled());
    }
    if (mlp.isEmpty()) {
      return new Pass(maps, token[0], null);
    }
    double[][] hidden = new double[tokens][];
    double[][] mixed = new double[tokens][];
    for (int b = 0; b < tokens; b++) {
      hidden[b] = relu(mlp.get(0).forward(token[b]));
      mixed[b] = relu(mlp.get(1).forward(hidden[b]));
    }
    double[] rankWeights = BranchPooler.weights(manager, parameters, "gpo", 2 * tokens);
    Fusion fusion = Fusion.of(token, hidden, mixed, rankWeights);
    return new Pass(maps, fusion.pooled(), fusion);
  }

  private static double[] relu(double[] x) {
    return Arrays.stream(x).map(v -> Math.max(0, v)).toArray();
  }

  /**
   * The fusion of tokens at one image.
   *
   * @param weights [2 * tokens][D], the weight of each value: first of the MLP's outputs, then of
   *     the tokens
   */
  private record Fusion(double[][] token, double[][] hidden, double[][] mixed, double[][] weights) {
    static Fusion of(double[][] token, double[][] hidden, double[][] mixed, double[] rankWeights) {
      int size = token[0].length;
      int count = 2 * token.length;
      double[] values = new double[size * count];
      for (int d = 0; d < size; d++) {
        for (int k = 0; k < token.length; k++) {
          values[d * count + k] = mixed[k][d];
          values[d * count + token.length + k] = token[k][d];
        }
      }
      PooledMap pooled = PooledMap.of(count, 1, values, rankWeights);
      double[][] weights = new double[count][size];
      for (int d = 0; d < size; d++) {
        for (int k = 0; k < count; k++) {
          weights[k][d] = pooled.weights()[d * count + k];
        }
      }
      return new Fusion(token, hidden, mixed, weights);
    }

    double[] pooled() {
      double[] sum = new double[token[0].length];
      for (int k = 0; k < token.length; k++) {
        for (int d = 0; d < sum.length; d++) {
          sum[d] += weights[k][d] * mixed[k][d] + weights[token.length + k][d] * token[k][d];
        }
      }
      return sum;
    }
  }

  /** The head at one image. */
  final class Pass {
    private final List<PooledMap> maps;
    private final double[] feature;
    private final @Nullable Fusion fusion;

    private Pass(List<PooledMap> maps, double[] feature, @Nullable Fusion fusion) {
      this.maps = maps;
      this.feature = feature;
      this.fusion = fusion;
    }

    /** The image's feature, not normalized. */
    double[] feature() {
      return feature;
    }

    /**
     * The contributions to the score in a direction.
     *
     * @param direction of a query: its unit vector, or that of a term times the term's weight
     */
    ScoreMap contributions(double[] direction) {
      double length = Math.max(Vectors.length(feature), 1e-12);
      double[] gradient = Arrays.stream(direction).map(v -> v / length).toArray();
      double bias = 0;
      List<BranchMap> shares = new ArrayList<>();
      for (int b = 0; b < branches.size(); b++) {
        double[] token = gradient;
        if (fusion != null) {
          double[] mixed = masked(product(gradient, fusion.weights[b]), fusion.mixed[b]);
          bias += mlp.get(1).biasShare(mixed);
          double[] hidden = masked(mlp.get(1).backward(mixed), fusion.hidden[b]);
          bias += mlp.get(0).biasShare(hidden);
          token = product(gradient, fusion.weights[branches.size() + b]);
          double[] through = mlp.get(0).backward(hidden);
          for (int d = 0; d < token.length; d++) {
            token[d] += through[d];
          }
        }
        DenseLayer projection = projections.get(b);
        bias += projection.biasShare(token);
        HeatMap map = maps.get(b).contributions(projection.backward(token));
        shares.add(new BranchMap(branches.get(b).name(), map));
      }
      return ScoreMap.sum(
          ExplanationMethod.CONTRIBUTION, Vectors.dot(feature, gradient), shares, bias);
    }

    private double[] product(double[] a, double[] b) {
      double[] c = new double[a.length];
      for (int i = 0; i < c.length; i++) {
        c[i] = a[i] * b[i];
      }
      return c;
    }

    /** The gradient before a ReLU with this output. */
    private double[] masked(double[] gradient, double[] output) {
      for (int i = 0; i < gradient.length; i++) {
        if (output[i] <= 0) {
          gradient[i] = 0;
        }
      }
      return gradient;
    }
  }
}
