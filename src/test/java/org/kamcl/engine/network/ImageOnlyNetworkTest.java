package org.kamcl.engine.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.Gson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.error.KamclException;
import org.kamcl.support.PlainTransformer;

/** Networks without a text encoder. */
class ImageOnlyNetworkTest {
  private static final ClipSizes.Vision SIZES = new ClipSizes.Vision(16, 8, 12, List.of(3), 3, 20);

  /** Random values for every tensor, so that none can be left out. */
  private static Map<String, float[]> values(List<ParameterSpec> specs) {
    Map<String, float[]> all = new HashMap<>();
    for (ParameterSpec spec : specs) {
      Random random = new Random(spec.name().hashCode());
      int size = 1;
      for (long side : spec.shape()) {
        size *= (int) side;
      }
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = (float) (0.4 * random.nextGaussian());
      }
      all.put(spec.name(), values);
    }
    return all;
  }

  private static float[] feature(
      NetworkConfig config, Map<String, float[]> values, float[] image, FeatureObserver observer) {
    KamclNetwork network = new KamclNetwork(config);
    try (NDManager manager = NDManager.newBaseManager();
        NetworkParameters parameters = new NetworkParameters(manager)) {
      for (ParameterSpec spec : network.specs()) {
        parameters.put(
            spec.name(), manager.create(values.get(spec.name()), new Shape(spec.shape())));
      }
      int side = config.imageSize();
      NDArray images = manager.create(image, new Shape(1, 3, side, side));
      ForwardContext context =
          ForwardContext.inference(parameters, observer).scope(KamclNetwork.IMAGE_TOWER);
      TowerOutput output = network.imageTower().forward(context, images);
      assertEquals(0, output.conceptStrengths().size());
      return output.feature().toFloatArray();
    }
  }

  private static float[] image(int side) {
    Random random = new Random(side);
    float[] image = new float[3 * side * side];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextGaussian();
    }
    return image;
  }

  @Test
  void aPlainTransformerComputesWhatItIsDefinedAs() {
    NetworkConfig config = NetworkConfig.imageOnly(SIZES);
    Map<String, float[]> values = values(new KamclNetwork(config).specs());
    float[] image = image(16);
    double[] expected =
        new PlainTransformer(values, "visualmodelQ.encoder.", 16, 8, 12, 3, 3, 20).feature(image);
    float[] wanted = new float[12];
    for (int i = 0; i < 12; i++) {
      wanted[i] = (float) expected[i];
    }
    assertArrayEquals(wanted, feature(config, values, image, FeatureObserver.NONE), 2e-5f);
    // As when an explanation looks at the maps.
    assertArrayEquals(wanted, feature(config, values, image, (name, array) -> {}), 2e-5f);
    assertEquals(ClipSizes.Pixels.IMAGENET, config.clip().pixels());
  }

  @ParameterizedTest
  @CsvSource({
    "true, 0, CLASS",
    "true, 4, CLASS",
    "false, 1, CLASS_AND_EXTRA",
    "false, 0, PATCHES",
    "true, 2, PATCHES"
  })
  void furtherPartsComputeWhatTheyAreDefinedAs(
      boolean scaled, int extra, PlainParts.Pooling pooling) {
    NetworkConfig config =
        NetworkConfig.imageOnly(
            SIZES, new PlainParts(scaled, extra, pooling), ClipSizes.Pixels.IMAGENET);
    Map<String, float[]> values = values(new KamclNetwork(config).specs());
    float[] image = image(16);
    PlainTransformer plain =
        new PlainTransformer(values, "visualmodelQ.encoder.", 16, 8, 12, 3, 3, 20);
    double[] expected =
        switch (pooling) {
          case CLASS -> plain.feature(image);
          case CLASS_AND_EXTRA -> plain.meanOfFirst(image, 1 + extra);
          case PATCHES -> plain.normalizedMeanOfPatches(image, 1 + extra);
        };
    float[] wanted = new float[12];
    for (int i = 0; i < 12; i++) {
      wanted[i] = (float) expected[i];
    }
    assertArrayEquals(wanted, feature(config, values, image, FeatureObserver.NONE), 2e-5f);
    assertArrayEquals(wanted, feature(config, values, image, (name, array) -> {}), 2e-5f);
    Gson gson = new Gson();
    assertEquals(config, gson.fromJson(gson.toJson(config), NetworkConfig.class));
  }

  @Test
  void aNetworkOfABackboneAloneIsTheMeanOfItsLastStage() {
    NetworkConfig config = NetworkConfig.imageOnly(BackboneType.RESNET18, 64);
    assertEquals(512, config.embeddingSize());
    KamclNetwork network = new KamclNetwork(config);
    assertEquals(0, network.textTower().specs("").size());
    ParameterInitializer initial = new ParameterInitializer(3);
    Map<String, float[]> values = new HashMap<>();
    network.specs().forEach(spec -> values.put(spec.name(), initial.values(spec)));
    float[] last = new float[512];
    float[] feature =
        feature(
            config,
            values,
            image(64),
            (name, array) -> {
              if (name.equals("f4")) {
                float[] map = array.toFloatArray();
                int positions = map.length / 512;
                for (int i = 0; i < map.length; i++) {
                  last[i / positions] += map[i] / positions;
                }
              }
            });
    assertArrayEquals(last, feature, 1e-5f);
  }

  @Test
  void configurationsRoundTripAndImpossibleOnesAreRefusedByName() {
    Gson gson = new Gson();
    for (NetworkConfig config :
        List.of(
            NetworkConfig.imageOnly(SIZES), NetworkConfig.imageOnly(BackboneType.RESNET50, 224))) {
      assertEquals(config, gson.fromJson(gson.toJson(config), NetworkConfig.class));
      assertFalse(config.textEncoder().readsTexts());
    }
    NetworkConfig.Builder resNet = NetworkConfig.imageOnly(BackboneType.RESNET18, 64).toBuilder();
    refused(NetworkError.IMAGES_ONLY, resNet.conceptCount(7));
    refused(NetworkError.IMAGES_ONLY_WIDTH, resNet.conceptCount(0).embeddingSize(100));
    refused(
        NetworkError.CLIP_SIZES_REQUIRED, resNet.embeddingSize(512).textPooling(TextPooling.MEAN));
    refused(
        NetworkError.CLIP_SIZES_REQUIRED,
        NetworkConfig.imageOnly(SIZES).toBuilder().embeddingSize(24));
  }

  @Test
  void furtherPartsBelongToPlainTransformersOnly() {
    KamclException failure =
        assertThrows(
            KamclException.class, () -> new PlainParts(false, -1, PlainParts.Pooling.CLASS));
    assertEquals(NetworkError.CLIP_SIZE_INVALID, failure.code());
    ClipSizes clip =
        new ClipSizes(
            SIZES,
            ClipSizes.Text.of(20, 49408, 64, 1),
            12,
            Activation.GELU,
            100,
            null,
            PlainParts.NONE);
    failure = assertThrows(KamclException.class, () -> NetworkConfig.clip(clip));
    assertEquals(NetworkError.CLIP_SIZES_REQUIRED, failure.code());
  }

  private static void refused(NetworkError error, NetworkConfig.Builder builder) {
    KamclException failure = assertThrows(KamclException.class, builder::build);
    assertEquals(error, failure.code(), failure.getMessage());
  }
}
