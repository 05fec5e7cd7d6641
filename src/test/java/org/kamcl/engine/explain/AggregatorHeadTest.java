package org.kamcl.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.explain.ScoreMap.BranchMap;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.engine.network.EngineArrays;
import org.kamcl.engine.network.ForwardContext;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.ParameterInitializer;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;

/** Compares contributions with the network itself, in double precision. */
class AggregatorHeadTest {
  private static final double EXACT = 1e-9;
  private static final int SIDE = 64;

  private static EngineRuntime runtime;

  @BeforeAll
  static void open() {
    runtime = EngineRuntime.open(DeviceChoice.CPU);
  }

  @AfterAll
  static void close() {
    runtime.close();
  }

  /** Initial weights in float64, with biases that are not zero. */
  private static NetworkParameters parameters(KamclNetwork network, NDManager manager) {
    NetworkParameters parameters = new NetworkParameters(manager);
    ParameterInitializer start = new ParameterInitializer(11);
    SplittableRandom random = new SplittableRandom(3);
    for (ParameterSpec spec : network.imageTower().specs(KamclNetwork.IMAGE_TOWER + ".")) {
      float[] values = start.values(spec);
      if (spec.role() == ParameterSpec.Role.BIAS) {
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (random.nextDouble() * 0.2 - 0.1);
        }
      }
      Shape shape = new Shape(spec.shape());
      parameters.put(spec.name(), EngineArrays.create(manager, values, shape, DataType.FLOAT64));
    }
    return parameters;
  }

  private static NDArray image(NDManager manager) {
    SplittableRandom random = new SplittableRandom(9);
    double[] values = random.doubles(3L * SIDE * SIDE, -1, 1).toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] += 2 * Math.sin(i % SIDE / 9.0) * Math.cos(i / SIDE % SIDE / 5.0);
    }
    return manager.create(values, new Shape(1, 3, SIDE, SIDE));
  }

  private static double[] direction(int size, long seed) {
    double[] values = new SplittableRandom(seed).doubles(size, -1, 1).toArray();
    double length = Vectors.length(values);
    for (int i = 0; i < size; i++) {
      values[i] /= length;
    }
    return values;
  }

  private static double score(
      KamclNetwork network, NetworkParameters parameters, NDArray image, double[] direction) {
    ForwardContext context = ForwardContext.inference(parameters).scope(KamclNetwork.IMAGE_TOWER);
    double[] feature =
        EngineArrays.toDoubles(network.imageTower().forward(context, image).feature());
    return Vectors.dot(feature, direction) / Vectors.length(feature);
  }

  private static ScoreMap contributions(
      KamclNetwork network,
      NetworkParameters parameters,
      NDManager manager,
      NDArray image,
      double[] direction) {
    ForwardContext context = ForwardContext.inference(parameters).scope(KamclNetwork.IMAGE_TOWER);
    List<NDArray> maps = network.imageTower().featureMaps(context, image);
    AggregatorHead head = AggregatorHead.of(network, parameters);
    return head.run(manager, parameters, head.pool(manager, parameters, maps))
        .contributions(direction);
  }

  private static KamclNetwork network(boolean lastStageOnly, BackboneType backbone) {
    return new KamclNetwork(
        NetworkConfig.defaultBuilder()
            .backbone(backbone)
            .imageSize(SIDE)
            .lastStageOnly(lastStageOnly)
            .build());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void contributionsAndBiasesAddUpToTheScoreOfTheNetwork(boolean lastStageOnly) {
    for (BackboneType backbone : List.of(BackboneType.EFFICIENTNET_LITE0, BackboneType.RESNET18)) {
      KamclNetwork network = network(lastStageOnly, backbone);
      assertTrue(AggregatorHead.fits(network));
      runtime.infer(
          manager -> {
            NetworkParameters parameters = parameters(network, manager);
            NDArray image = image(manager);
            for (long seed = 1; seed <= 3; seed++) {
              double[] direction = direction(network.config().embeddingSize(), seed);
              double expected = score(network, parameters, image, direction);
              ScoreMap map = contributions(network, parameters, manager, image, direction);
              double branches =
                  map.branches().stream().mapToDouble(branch -> branch.map().sum()).sum();
              double remainder = map.remainder().orElseThrow();
              double tolerance = EXACT * Math.abs(expected);
              assertEquals(lastStageOnly ? 1 : 3, map.branches().size());
              assertEquals(expected, map.score(), tolerance);
              assertEquals(expected, branches + remainder, tolerance);
              assertEquals(expected, map.total().sum() + remainder, tolerance);
              assertTrue(Math.abs(remainder) > 1e-6, "the biases are not zero");
            }
            return null;
          });
    }
  }

  @Test
  void everyBranchHasTheShareThatAutomaticDifferentiationGivesIt() {
    KamclNetwork network = network(false, BackboneType.EFFICIENTNET_LITE0);
    runtime.differentiate(
        manager -> {
          NetworkParameters parameters = parameters(network, manager);
          NDArray image = image(manager);
          double[] direction = direction(network.config().embeddingSize(), 4);
          ScoreMap exact = contributions(network, parameters, manager, image, direction);
          ScoreMap gradient =
              new MapGradients(network, parameters).timesActivation(manager, image, direction);
          assertEquals(exact.score(), gradient.score(), EXACT);
          assertEquals(exact.remainder().orElseThrow(), gradient.remainder().orElseThrow(), EXACT);
          for (int b = 0; b < exact.branches().size(); b++) {
            BranchMap expected = exact.branches().get(b);
            BranchMap actual = gradient.branches().get(b);
            assertEquals(expected.name(), actual.name());
            assertEquals(expected.map().sum(), actual.map().sum(), EXACT, expected.name());
          }
          return null;
        });
  }

  @Test
  void publishedNetworkIsNotASumOverPositions() {
    assertFalse(AggregatorHead.fits(new KamclNetwork(NetworkConfig.published(5))));
    assertFalse(
        AggregatorHead.fits(
            new KamclNetwork(NetworkConfig.defaultBuilder().addConcepts(true).build())));
  }
}
