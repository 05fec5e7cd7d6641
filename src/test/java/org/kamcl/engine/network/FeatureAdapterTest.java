package org.kamcl.engine.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kamcl.error.KamclException;

class FeatureAdapterTest {
  private static final float[] FEATURES = {3, 1, -2, 2, 0.5f, 0.5f, 4, -1};

  private static NetworkConfig config(FeatureSource source) {
    return NetworkConfig.defaultBuilder()
        .imageSize(32)
        .vocabularySize(40)
        .embeddingSize(4)
        .adapter(new AdapterSizes(source, 3))
        .build();
  }

  /** The adapter of a tower of width 4 on two rows of features. */
  private static float[] adapt(AdapterSizes sizes, int output, Map<String, float[]> given) {
    try (NDManager manager = NDManager.newBaseManager();
        NetworkParameters parameters = new NetworkParameters(manager)) {
      FeatureAdapter adapter = new FeatureAdapter(sizes, 4, output);
      ParameterInitializer initial = new ParameterInitializer(1);
      for (ParameterSpec spec : adapter.specs("tower.")) {
        float[] values = given.getOrDefault(spec.name().substring(14), initial.values(spec));
        parameters.put(spec.name(), manager.create(values, new Shape(spec.shape())));
      }
      NDArray features = manager.create(FEATURES, new Shape(2, 4));
      return adapter
          .forward(ForwardContext.inference(parameters).scope("tower"), features)
          .toFloatArray();
    }
  }

  @Test
  void newAdapterOfATowerKeepsItsFeatures() {
    assertTrue(FeatureAdapter.beginsAtZero("visualmodelQ.adapter.out.weight"));
    float[] adapted =
        adapt(new AdapterSizes(FeatureSource.TOWER, 3), 4, Map.of("out.weight", new float[12]));
    assertArrayEquals(FEATURES, adapted);
  }

  @Test
  void adapterAddsATermOfTheNormalizedFeatures() {
    float[] in = new float[12];
    in[0] = 1;
    float[] out = new float[12];
    out[0] = 2;
    Map<String, float[]> given =
        Map.of("in.weight", in, "out.weight", out, "out.bias", new float[] {0, 0, 0, 5});
    float[] adapted = adapt(new AdapterSizes(FeatureSource.TOWER, 3), 4, given);
    // Row 1 has mean 1 and variance 3.5, row 2 mean 1 and variance 3.375.
    double first = (3 - 1) / Math.sqrt(3.5 + 1e-5);
    float[] expected = FEATURES.clone();
    expected[0] += (float) (2 * first);
    expected[3] += 5;
    expected[7] += 5;
    assertArrayEquals(expected, adapted, 1e-5f);
  }

  @Test
  void featuresOfAnotherWidthAreProjected() {
    Map<String, float[]> given =
        Map.of(
            "out.weight", new float[6], "projection.weight", new float[] {1, 0, 0, 0, 0, 0, 0, 1});
    float[] adapted = adapt(new AdapterSizes(FeatureSource.TOWER, 3), 2, given);
    double one = Math.sqrt(3.5 + 1e-5);
    double two = Math.sqrt(3.375 + 1e-5);
    float[] expected = {
      (float) (2 / one), (float) (1 / one), (float) (-0.5 / two), (float) (-2 / two)
    };
    assertArrayEquals(expected, adapted, 1e-5f);
  }

  @Test
  void encoderFeaturesAreTheMeansOfItsStates() {
    KamclNetwork network = new KamclNetwork(config(FeatureSource.ENCODER));
    assertEquals(40 + 112 + 1280, network.imageTower().featureWidth());
    assertEquals(384, network.textTower().featureWidth());
    // Explanations read the weights of pooling blocks, which means do not have.
    assertTrue(network.imageTower().branches().stream().noneMatch(ImageBranch::poolsPositions));
    try (NDManager manager = NDManager.newBaseManager();
        NetworkParameters parameters = new NetworkParameters(manager)) {
      new ParameterInitializer(2).fill(parameters, network.specs());
      ForwardContext image = ForwardContext.inference(parameters).scope(KamclNetwork.IMAGE_TOWER);
      NDArray pixels = manager.randomNormal(new Shape(2, 3, 32, 32));
      NDArray features = network.imageTower().features(image, pixels);
      NDArray last =
          network
              .imageTower()
              .featureMaps(image, pixels)
              .get(network.imageTower().backbone().lastStageOfStride(32));
      assertArrayEquals(
          last.reshape(2, 1280).toFloatArray(), features.get(":, 152:").toFloatArray(), 1e-6f);
      TowerOutput whole = network.imageTower().forward(image, pixels);
      assertArrayEquals(
          whole.feature().toFloatArray(),
          network.imageTower().head(image, features).feature().toFloatArray(),
          1e-6f);
      assertEquals(new Shape(2, 4), whole.feature().getShape());
      ForwardContext text = ForwardContext.inference(parameters).scope(KamclNetwork.TEXT_TOWER);
      TextBatch one = new TextBatch(new long[][] {{2, 7, 3}}, new int[] {3}, null);
      TextBatch two =
          new TextBatch(new long[][] {{2, 7, 3, 0}, {2, 8, 9, 3}}, new int[] {3, 4}, null);
      float[] alone = network.textTower().features(text, manager, one).toFloatArray();
      float[] padded = network.textTower().features(text, manager, two).get("0").toFloatArray();
      assertArrayEquals(alone, padded, 1e-5f);
    }
  }

  @Test
  void publishedNetworkHasNoAdapter() {
    NetworkConfig.Builder published =
        NetworkConfig.publishedBuilder()
            .vocabularySize(11)
            .adapter(new AdapterSizes(FeatureSource.TOWER, 8));
    KamclException refused = assertThrows(KamclException.class, published::build);
    assertTrue(refused.is(NetworkError.ADAPTER_UNSUPPORTED));
  }

  @Test
  void namesOfTheTensorsAreThoseOfTheTowers() {
    Map<String, String> shapes = new TreeMap<>();
    for (ParameterSpec spec : new KamclNetwork(config(FeatureSource.TOWER)).specs()) {
      if (spec.name().contains(".adapter.")) {
        shapes.put(spec.name(), Arrays.toString(spec.shape()));
      }
    }
    assertEquals("[3, 4]", shapes.get("visualmodelQ.adapter.in.weight"));
    assertEquals("[4, 3]", shapes.get("textmodelQ.adapter.out.weight"));
    assertEquals(12, shapes.size());
  }
}
