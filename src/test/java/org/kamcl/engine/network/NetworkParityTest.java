package org.kamcl.engine.network;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.support.Npz;
import org.kamcl.support.ParityFixtures;
import org.kamcl.support.ParityLedger;
import org.kamcl.support.ValueRule;

/** Compares the published network with reference values: pooling, image encoder, text encoder. */
@Tag("parity")
class NetworkParityTest {
  private static final double RELATIVE = 1e-5;
  private static final double GRADIENT = 2e-5;
  private static final double TABLE = 1e-6;
  private static final double SIMILARITY = 2e-6;

  private static ParityFixtures fixtures;
  private static EngineRuntime runtime;
  private static KamclNetwork network;
  private static NetworkParameters parameters;
  private static NetworkParameters frozen;

  @BeforeAll
  static void createNetwork() {
    fixtures = ParityFixtures.open();
    runtime = EngineRuntime.open(DeviceChoice.CPU);
    int vocabulary = lastWord();
    network = new KamclNetwork(NetworkConfig.published(vocabulary));
    parameters = new NetworkParameters(runtime.manager());
    for (ParameterSpec spec : network.specs()) {
      float[] values = fixtures.rule().parameter(spec.name(), spec.shape());
      parameters.put(spec.name(), runtime.manager().create(values, new Shape(spec.shape())));
    }
    frozen = network.freeze(parameters, runtime.manager());
  }

  @AfterAll
  static void close() {
    frozen.close();
    parameters.close();
    runtime.close();
  }

  /** The unknown word has the last index and occurs in every caption of the fixtures. */
  private static int lastWord() {
    return Arrays.stream(fixtures.entry("text/ids").ints()).max().orElseThrow();
  }

  @Test
  void valueRuleMatchesTheManifestExactly() {
    JsonObject test = fixtures.manifest().getAsJsonObject("rule_self_test");
    ValueRule rule = fixtures.rule();
    List<Executable> checks = new ArrayList<>();
    test.getAsJsonObject("fnv1a64")
        .entrySet()
        .forEach(
            e ->
                checks.add(
                    () ->
                        assertEquals(
                            e.getValue().getAsString(),
                            String.format("%016x", rule.hash(e.getKey())),
                            "fnv1a64 of " + e.getKey())));
    for (Map.Entry<String, JsonElement> e : test.getAsJsonObject("splitmix_first4").entrySet()) {
      JsonArray first = e.getValue().getAsJsonArray();
      for (int i = 0; i < first.size(); i++) {
        int n = i;
        checks.add(
            () ->
                assertEquals(
                    first.get(n).getAsString(),
                    String.format("%016x", rule.r(e.getKey(), n)),
                    "output of " + e.getKey()));
      }
    }
    for (Map.Entry<String, JsonElement> e : test.getAsJsonObject("param_first3").entrySet()) {
      NDArray tensor = parameters.find(e.getKey());
      float[] values =
          tensor == null
              ? rule.parameter(e.getKey(), 512, 512)
              : tensor.flatten().get("0:3").toFloatArray();
      JsonArray first = e.getValue().getAsJsonArray();
      for (int i = 0; i < first.size(); i++) {
        int n = i;
        checks.add(() -> assertEquals(first.get(n).getAsFloat(), values[n], e.getKey()));
      }
    }
    try {
      assertAll(checks);
      ParityLedger.exact("rule_self_test", true);
    } catch (AssertionError e) {
      ParityLedger.exact("rule_self_test", false);
      throw e;
    }
  }

  @Test
  void positionalTableMatchesThePublishedOne() {
    Npz.Array table = fixtures.entry("pe/192x32");
    float[] ours = GeneralizedPooling.positionalEncoding((int) table.shape()[0]);
    compare("pe/192x32", ours, table.values(), TABLE);
  }

  @TestFactory
  List<DynamicTest> poolingWeightsAndPooledValuesMatch() {
    List<DynamicTest> tests = new ArrayList<>();
    for (boolean fast : new boolean[] {false, true}) {
      String way = fast ? " (frozen)" : "";
      for (String name : fixtures.archive("gpo.npz").keySet()) {
        if (name.matches("gpo/L\\d+/pooled")) {
          int length = Integer.parseInt(name.replaceAll("\\D+", ""));
          tests.add(
              DynamicTest.dynamicTest("length " + length + way, () -> oneLength(length, fast)));
        }
      }
      for (String name : new String[] {"ragged", "ragged_short"}) {
        int[] lengths = fixtures.entry("gpo/" + name + "/lengths").ints();
        tests.add(
            DynamicTest.dynamicTest(
                name + way, () -> severalLengths(name, "ragged", lengths, fast)));
      }
      tests.add(
          DynamicTest.dynamicTest(
              "equal lengths" + way,
              () -> {
                int length = (int) fixtures.entry("gpo/broadcast/weights").shape()[1];
                severalLengths("broadcast", "bcast", new int[] {length}, fast);
              }));
    }
    return tests;
  }

  private static NetworkParameters block(NDManager manager, boolean asFrozen) {
    NetworkParameters block = new NetworkParameters(manager, asFrozen);
    for (ParameterSpec spec : GeneralizedPooling.specs("gpo")) {
      block.put(
          spec.name(),
          manager.create(
              fixtures.rule().parameter(spec.name(), spec.shape()), new Shape(spec.shape())));
    }
    return block;
  }

  private static NDArray features(NDManager manager, String name, long... shape) {
    int size = 1;
    for (long d : shape) {
      size *= (int) d;
    }
    return manager.create(fixtures.rule().floats("gpo.features." + name, size), new Shape(shape));
  }

  private static void oneLength(int length, boolean fast) {
    Npz.Array pooled = fixtures.entry("gpo/L" + length + "/pooled");
    runtime.infer(
        manager -> {
          ForwardContext forwardContext =
              ForwardContext.inference(block(manager, fast)).scope("gpo");
          NDArray x = features(manager, "" + length, pooled.shape()[0], length, pooled.shape()[1]);
          check(
              "gpo/L" + length + "/weights",
              GeneralizedPooling.weights(forwardContext, manager, length));
          check(
              "gpo/L" + length + "/pooled",
              GeneralizedPooling.pool(forwardContext, x, new int[] {length}));
          check(
              "gpo/L" + length + "/pooled",
              GeneralizedPooling.pool(forwardContext, x.transpose(0, 2, 1)));
          return null;
        });
  }

  private static void severalLengths(String name, String input, int[] lengths, boolean fast) {
    Npz.Array pooled = fixtures.entry("gpo/" + name + "/pooled");
    // Both cases with different lengths use the same six positions.
    int positions = (int) fixtures.entry("gpo/ragged/weights").shape()[1];
    int longest = Arrays.stream(lengths).max().orElseThrow();
    runtime.infer(
        manager -> {
          ForwardContext forwardContext =
              ForwardContext.inference(block(manager, fast)).scope("gpo");
          NDArray x = features(manager, input, pooled.shape()[0], positions, pooled.shape()[1]);
          check(
              "gpo/" + name + "/weights",
              GeneralizedPooling.weights(forwardContext, manager, lengths, longest));
          check("gpo/" + name + "/pooled", GeneralizedPooling.pool(forwardContext, x, lengths));
          return null;
        });
  }

  @TestFactory
  List<DynamicTest> poolingGradientsMatch() {
    Npz.Array reference = fixtures.entry("gpo/L64/grad_features");
    long[] shape = reference.shape();
    List<DynamicTest> tests = new ArrayList<>();
    for (boolean positionsLast : new boolean[] {false, true}) {
      tests.add(
          DynamicTest.dynamicTest(
              positionsLast ? "positions last" : "positions first",
              () -> {
                try (NDManager manager = runtime.manager().newSubManager();
                    NetworkParameters block = block(manager, false)) {
                  block.names().forEach(n -> block.get(n).setRequiresGradient(true));
                  NDArray x = features(manager, "64", shape);
                  x.setRequiresGradient(true);
                  NDArray cotangent =
                      manager.create(
                          fixtures.rule().floats("gpo.cotangent", (int) (shape[0] * shape[2])),
                          new Shape(shape[0], shape[2]));
                  ForwardContext forwardContext =
                      ForwardContext.training(
                              block, BatchNormMode.BATCH_STATISTICS, Regularization.NONE)
                          .scope("gpo");
                  try (GradientCollector collector =
                      Engine.getEngine("PyTorch").newGradientCollector()) {
                    NDArray pooled =
                        positionsLast
                            ? GeneralizedPooling.pool(forwardContext, x.transpose(0, 2, 1))
                            : GeneralizedPooling.pool(
                                forwardContext, x, new int[] {(int) shape[1]});
                    collector.backward(pooled.mul(cotangent).sum());
                  }
                  checkWithin("gpo/L64/grad_features", x.getGradient(), GRADIENT);
                  for (String name : block.names()) {
                    String entry = "gpo/L64/grad/" + name.substring("gpo.".length());
                    checkWithin(entry, block.get(name).getGradient(), GRADIENT);
                  }
                }
              }));
    }
    return tests;
  }

  @Test
  void imageEncoderMatchesAtEveryStage() {
    for (NetworkParameters set : List.of(parameters, frozen)) {
      runtime.infer(
          manager -> {
            NDArray images = image(manager);
            Map<String, NDArray> seen = new HashMap<>();
            ForwardContext forwardContext =
                ForwardContext.inference(set, seen::put).scope(KamclNetwork.IMAGE_TOWER);
            TowerOutput out = network.imageTower().forward(forwardContext, images);
            for (String f : List.of("f1", "f2", "f3", "f4", "lower", "higher")) {
              checkSampled("image/" + f, seen.get(f));
            }
            for (String token : List.of("solo", "local", "high", "mlp_tokens")) {
              check("image/" + token, seen.get(token));
            }
            check("image/visual_feature", out.feature());
            check("image/visual_concept", out.conceptStrengths());
            return null;
          });
    }
  }

  @Test
  void unobservedImageEncoderMatches() {
    runtime.infer(
        manager -> {
          ForwardContext forwardContext =
              ForwardContext.inference(frozen).scope(KamclNetwork.IMAGE_TOWER);
          TowerOutput out = network.imageTower().forward(forwardContext, image(manager));
          check("image/visual_feature", out.feature());
          check("image/visual_concept", out.conceptStrengths());
          return null;
        });
  }

  private static NDArray image(NDManager manager) {
    float[] values = fixtures.rule().image("input.image", 2);
    NDArray images = manager.create(values, new Shape(2, 3, 256, 256));
    return images;
  }

  @Test
  void imageInputMatchesTheValueRule() {
    runtime.infer(
        manager -> {
          checkSampled("input/image_B2", image(manager));
          return null;
        });
  }

  private static TextBatch captions(int paddedTo, int... rows) {
    int[] ids = fixtures.entry("text/ids").ints();
    float[] concepts = fixtures.entry("text/onehot").floats();
    long[] shape = fixtures.entry("text/ids").shape();
    int steps = (int) shape[1];
    int width = concepts.length / (int) shape[0];
    long[][] padded = new long[rows.length][paddedTo];
    float[][] own = new float[rows.length][];
    int[] lengths = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] == shape[0]) {
        // The fourth caption of the longest padding has twenty unknown words and no concept.
        Arrays.fill(padded[i], lastWord());
        own[i] = new float[width];
        lengths[i] = paddedTo;
        continue;
      }
      own[i] = Arrays.copyOfRange(concepts, rows[i] * width, (rows[i] + 1) * width);
      for (int t = 0; t < steps && ids[rows[i] * steps + t] != 0; t++) {
        padded[i][t] = ids[rows[i] * steps + t];
        lengths[i] = t + 1;
      }
    }
    return new TextBatch(padded, lengths, own);
  }

  private static int ownLength(int row) {
    return captions((int) fixtures.entry("text/ids").shape()[1], row).lengths()[0];
  }

  @Test
  void textEncoderMatchesAtEveryStage() {
    int steps = (int) fixtures.entry("text/ids").shape()[1];
    TextBatch batch = captions(steps, 0, 1, 2);
    for (NetworkParameters set : List.of(parameters, frozen)) {
      runtime.infer(
          manager -> {
            Map<String, NDArray> seen = new HashMap<>();
            ForwardContext forwardContext =
                ForwardContext.inference(set, seen::put).scope(KamclNetwork.TEXT_TOWER);
            TowerOutput out = network.textTower().forward(forwardContext, manager, batch);
            for (String f : List.of("gru_outputs", "to_out", "to_out_mlp")) {
              checkSampled("text/" + f, seen.get(f));
            }
            NDArray states = seen.get("gru_outputs");
            check("text/gru_last_step_first32", states.get(":, -1, 0:32"));
            NDList ends = new NDList();
            for (int b = 0; b < batch.size(); b++) {
              ends.add(states.get(b + ", " + (batch.lengths()[b] - 1) + ", 0:32"));
            }
            check("text/gru_at_own_length_first32", NDArrays.stack(ends));
            check("text/pooled_tanh", seen.get("pooled_tanh"));
            check("text/onehot_linear", seen.get("onehot_linear"));
            check("text/text_feature", out.feature());
            check("text/text_concept", out.conceptStrengths());
            return null;
          });
    }
  }

  @TestFactory
  List<DynamicTest> captionFeatureDependsOnPaddingAsPublished() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int row = 0; row < fixtures.entry("text/ids").shape()[0]; row++) {
      int r = row;
      tests.add(
          DynamicTest.dynamicTest(
              "caption " + r + " alone",
              () -> textFeature("text/alone_" + r + "/text_feature", captions(ownLength(r), r))));
    }
    tests.add(
        DynamicTest.dynamicTest(
            "padded to twenty",
            () -> textFeature("text/padded20/text_feature", captions(20, 0, 1, 2, 3))));
    return tests;
  }

  private static void textFeature(String entry, TextBatch batch) {
    runtime.infer(
        manager -> {
          ForwardContext forwardContext =
              ForwardContext.inference(frozen).scope(KamclNetwork.TEXT_TOWER);
          check(entry, network.textTower().forward(forwardContext, manager, batch).feature());
          return null;
        });
  }

  @Test
  void similaritiesMatch() {
    int steps = (int) fixtures.entry("text/ids").shape()[1];
    runtime.infer(
        manager -> {
          NDArray v =
              network
                  .imageTower()
                  .forward(
                      ForwardContext.inference(frozen).scope(KamclNetwork.IMAGE_TOWER),
                      image(manager))
                  .feature();
          NDArray t =
              network
                  .textTower()
                  .forward(
                      ForwardContext.inference(frozen).scope(KamclNetwork.TEXT_TOWER),
                      manager,
                      captions(steps, 0, 1, 2))
                  .feature();
          NDArray sims = unit(v).matMul(unit(t).transpose());
          compare(
              "eval/sims_2x3",
              sims.toFloatArray(),
              fixtures.truth("eval/sims_2x3").values(),
              SIMILARITY);
          return null;
        });
  }

  private static NDArray unit(NDArray x) {
    return x.div(x.square().sum(new int[] {1}, true).sqrt().add(1e-8f));
  }

  private static void check(String entry, NDArray observed) {
    checkWithin(entry, observed, RELATIVE);
  }

  private static void checkWithin(String entry, NDArray observed, double relative) {
    Npz.Array truth = fixtures.truth(entry);
    assertEquals(truth.values().length, observed.getShape().size(), "size of " + entry);
    double allowed = relative * fixtures.maxAbs(entry);
    compare(entry, observed.toFloatArray(), truth.values(), allowed);
  }

  /** Compares a tensor with the 64 samples and four statistics of the fixtures. */
  private static void checkSampled(String entry, NDArray observed) {
    float[] all = observed.toFloatArray();
    int[] indices = fixtures.entry(entry + "/idx").ints();
    float[] samples = new float[indices.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = all[indices[i]];
    }
    double scale =
        Arrays.stream(fixtures.truth(entry + "/val").values()).map(Math::abs).max().orElse(1);
    compare(entry + "/val", samples, fixtures.truth(entry + "/val").values(), RELATIVE * scale);
    Npz.Array stats = fixtures.truth(entry + "/stats");
    double largest = Arrays.stream(stats.values()).map(Math::abs).max().orElse(1);
    double[] ours = statistics(all);
    double worst = 0;
    for (int i = 0; i < ours.length; i++) {
      worst = Math.max(worst, Math.abs(ours[i] - stats.values()[i]));
    }
    ParityLedger.record(entry + "/stats", worst, RELATIVE * largest);
    assertTrue(worst <= RELATIVE * largest, entry + "/stats differ by " + worst);
  }

  private static double[] statistics(float[] values) {
    double sum = 0;
    double squares = 0;
    double largest = 0;
    for (float x : values) {
      sum += x;
      squares += (double) x * x;
      largest = Math.max(largest, Math.abs(x));
    }
    double mean = sum / values.length;
    double variance = 0;
    for (float x : values) {
      variance += (x - mean) * (x - mean);
    }
    return new double[] {mean, Math.sqrt(variance / values.length), largest, Math.sqrt(squares)};
  }

  private static void compare(String entry, float[] ours, double[] truth, double allowed) {
    double worst = 0;
    for (int i = 0; i < truth.length; i++) {
      worst = Math.max(worst, Math.abs(ours[i] - truth[i]));
    }
    ParityLedger.record(entry, worst, allowed);
    assertTrue(worst <= allowed, entry + " differs by " + worst + ", allowed are " + allowed);
  }
}
