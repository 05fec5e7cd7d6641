package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.network.Activation;
import org.kamcl.engine.network.ClipSizes;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.ParameterInitializer;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.Precision;
import org.kamcl.engine.runtime.RuntimeError;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;
import org.kamcl.support.TestModels;

/**
 * Encoders that compute with 16 bits beside the same ones in float32. The program computes so on
 * GPUs only; here, the kernels are those of the CPU.
 */
class PrecisionTest {
  private static final int IMAGES = 32;
  private static final int BLOCKS = 6;
  private static final int FIRST = 5;
  private static final double ROUNDING = Math.scalb(1, -11);

  private static final List<String> QUERIES =
      List.of(
          "bare trees on green grass",
          "boats in a harbor",
          "a river between fields",
          "houses along a road",
          "a runway of an airport",
          "dark water and a sandy beach");

  @TempDir static Path folder;
  private static EngineRuntime runtime;
  private static List<RgbImage> images;

  @BeforeAll
  static void open() throws IOException {
    runtime = EngineRuntime.open(DeviceChoice.CPU);
    try (Stream<Path> files = Files.list(Path.of("sample-data/tiles"))) {
      images =
          files
              .filter(file -> file.toString().endsWith(".jpg"))
              .sorted()
              .limit(IMAGES)
              .map(ImageDecoder::decode)
              .toList();
    }
  }

  @AfterAll
  static void close() {
    runtime.close();
  }

  /** Unit vectors of images and texts. */
  private record Vectors(List<float[]> images, List<float[]> texts) {}

  private static Vectors embed(Path model, Precision precision) {
    ModelCard card = ModelCard.read(model);
    try (KamclModel loaded = ModelLoader.load(model, card, runtime, true, precision)) {
      return new Vectors(units(loaded.embedImages(images)), units(loaded.embedTexts(QUERIES)));
    }
  }

  private static List<float[]> units(List<Embedding> embeddings) {
    return embeddings.stream().map(Embedding::unitVector).toList();
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double d = (double) a[i] - b[i];
      sum += d * d;
    }
    return Math.sqrt(sum);
  }

  private static double largest(List<float[]> one, List<float[]> other) {
    return IntStream.range(0, one.size())
        .mapToDouble(i -> distance(one.get(i), other.get(i)))
        .max()
        .orElseThrow();
  }

  private static List<Integer> first(float[] query, List<float[]> vectors) {
    return IntStream.range(0, vectors.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -cosine(query, vectors.get(i))))
        .limit(FIRST)
        .toList();
  }

  private static NetworkConfig transformer() {
    return NetworkConfig.clip(
        new ClipSizes(
            new ClipSizes.Vision(64, 16, 128, List.of(BLOCKS), 2, 512),
            new ClipSizes.Text(77, 49_408, 64, BLOCKS, 1, 256),
            64,
            Activation.GELU,
            100));
  }

  /**
   * In each block, eleven results are rounded on the way to the state, and the weights of four
   * layers; in addition some at both ends. Each changes a vector by at most 2^-11 of its length,
   * and the errors are independent, so their sum grows with the root of their number.
   */
  @Test
  void transformersOfHalfPrecisionDifferByTheirRoundingOnly() {
    Path model = TestModels.model(folder.resolve("transformer"), transformer());
    Vectors exact = embed(model, Precision.FLOAT32);
    Vectors half = embed(model, Precision.FLOAT16);
    double limit = Math.sqrt(BLOCKS * (11 + 4) + 5) * ROUNDING;
    double ofImages = largest(exact.images(), half.images());
    double ofTexts = largest(exact.texts(), half.texts());
    assertTrue(ofImages <= limit, ofImages + " of images, at most " + limit);
    assertTrue(ofTexts <= limit, ofTexts + " of texts, at most " + limit);
    assertTrue(ofImages > 0 && ofTexts > 0, "The encoders did not compute with 16 bits.");
  }

  @Test
  void shippedModelRanksAlikeInHalfPrecision() {
    Path model = Path.of("models/default");
    Vectors exact = embed(model, Precision.FLOAT32);
    Vectors half = embed(model, Precision.FLOAT16);
    for (int i = 0; i < images.size(); i++) {
      // Below this, kamcl doctor takes an embedding for that of another model.
      assertTrue(cosine(exact.images().get(i), half.images().get(i)) > 0.999, "image " + i);
    }
    for (int q = 0; q < QUERIES.size(); q++) {
      float[] query = exact.texts().get(q);
      assertEquals(first(query, exact.images()), first(query, half.images()), QUERIES.get(q));
    }
  }

  @Test
  void onlyEncodersAreNarrowed() {
    NetworkConfig config = NetworkConfig.defaults();
    KamclNetwork network = new KamclNetwork(config);
    Map<Boolean, Set<DataType>> types = new HashMap<>();
    try (NetworkParameters parameters = new NetworkParameters(runtime.manager())) {
      new ParameterInitializer(7).fill(parameters, network.specs());
      network.narrowEncoders(parameters, DataType.FLOAT16);
      for (String name : parameters.names()) {
        boolean encoder =
            name.startsWith(network.backbonePrefix())
                || name.startsWith(network.textEncoderPrefix());
        types
            .computeIfAbsent(encoder, key -> new HashSet<>())
            .add(parameters.get(name).getDataType());
      }
    }
    assertEquals(Map.of(true, Set.of(DataType.FLOAT16), false, Set.of(DataType.FLOAT32)), types);
  }

  @Test
  void valuesBeyondTheRangeOfHalfPrecisionAreRefused() {
    Path model = TestModels.model(folder.resolve("large"), transformer());
    Map<String, TensorData> tensors =
        new LinkedHashMap<>(TestModels.weights(transformer(), name -> name).tensors());
    tensors.computeIfPresent(
        "visualmodelQ.encoder.conv1.weight",
        (name, tensor) -> {
          float[] values = tensor.toFloats();
          for (int i = 0; i < values.length; i++) {
            values[i] *= 1e6f;
          }
          return TensorData.ofFloats(values, tensor.shape());
        });
    SafeTensors.write(model.resolve(ModelFiles.WEIGHTS), new WeightSet(tensors, Map.of()));
    assertEquals(images.size(), embed(model, Precision.FLOAT32).images().size());
    KamclException refused =
        assertThrows(KamclException.class, () -> embed(model, Precision.FLOAT16));
    assertTrue(refused.is(InferenceError.EMBEDDING_NOT_FINITE), refused.getMessage());
  }

  @Test
  void halfPrecisionIsRefusedOnTheCpu() {
    KamclException refused =
        assertThrows(KamclException.class, () -> DeviceChoice.CPU.with(Precision.FLOAT16));
    assertTrue(refused.is(RuntimeError.PRECISION_NEEDS_GPU), refused.getMessage());
    assertEquals(
        Precision.FLOAT16, DeviceChoice.parse("gpu:1").with(Precision.FLOAT16).precision());
  }
}
