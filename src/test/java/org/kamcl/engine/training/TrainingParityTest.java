package org.kamcl.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.image.ImageBatch;
import org.kamcl.engine.image.Normalization;
import org.kamcl.engine.network.FeatureObserver;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.network.TextBatch;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.support.Npz;
import org.kamcl.support.ParityFixtures;
import org.kamcl.support.ParityLedger;

/** Losses and three training steps of the published method against their golden numbers. */
@Tag("parity")
class TrainingParityTest {
  private static final int BATCH = 4;
  private static final int KEYS = 8000;
  private static final int DIMENSION = 512;
  private static final int SAMPLES = 16;
  private static final int STEP_TWO = 12;
  private static final double FEATURES = 1e-5;
  private static final double SIMS = 2e-6;
  private static final double LOSS = 1e-5;

  private static ParityFixtures fixtures;
  private static EngineRuntime runtime;

  @BeforeAll
  static void open() {
    fixtures = ParityFixtures.open();
    runtime = EngineRuntime.open(DeviceChoice.CPU);
  }

  @AfterAll
  static void close() {
    runtime.close();
  }

  private static void within(String entry, double[] observed, double[] truth, double allowed) {
    assertEquals(truth.length, observed.length, entry);
    double worst = 0;
    for (int i = 0; i < truth.length; i++) {
      double d = Math.abs(observed[i] - truth[i]);
      worst = Double.isNaN(d) ? Double.POSITIVE_INFINITY : Math.max(worst, d);
    }
    ParityLedger.record(entry, worst, allowed);
    assertTrue(worst <= allowed, entry + ": " + worst + " instead of at most " + allowed);
  }

  private static void absolute(String entry, double[] observed, double allowed) {
    within(entry, observed, fixtures.truth(entry).values(), allowed);
  }

  private static void relative(String entry, double[] observed, double allowed) {
    absolute(entry, observed, allowed * fixtures.maxAbs(entry));
  }

  private static double[] doubles(NDArray array) {
    return doubles(array.toFloatArray());
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }

  @Test
  void theLossesAndTheirGradientsAreThePublishedOnes() {
    runtime.train(
        1,
        manager -> {
          NDArray sims = leaf(manager, "loss.sims", 1, 0, 6, 6);
          NDArray image = leaf(manager, "loss.logits_im", 5, 0, 6, 41);
          NDArray text = leaf(manager, "loss.logits_tx", 5, 0, 6, 41);
          NDArray v = leaf(manager, "loss.concept_v", 0.49, 0.5, 6, DIMENSION);
          NDArray t = leaf(manager, "loss.concept_t", 0.49, 0.5, 6, DIMENSION);
          float[] tags = fixtures.rule().floats("loss.tags", 6 * DIMENSION);
          for (int i = 0; i < tags.length; i++) {
            tags[i] = Math.max(0, tags[i]);
          }
          NDArray labels = manager.create(tags, new Shape(6, DIMENSION));
          NDArray negatives = manager.create(BatchTargets.negativeMask(sims, null));
          NDArray triplet = Losses.hardestNegativeTriplet(sims, negatives, 0.2);
          NDArray contrast =
              Losses.firstColumnCrossEntropy(image)
                  .add(Losses.firstColumnCrossEntropy(text))
                  .mul(10);
          NDArray concepts =
              Losses.binaryCrossEntropy(v, labels)
                  .add(Losses.binaryCrossEntropy(t, labels))
                  .mul(10);
          for (int epoch : new int[] {0, 10, 11}) {
            double total = triplet.getFloat() + contrast.getFloat();
            if (epoch > 10) {
              total += concepts.getFloat();
            }
            relative(
                "loss/isolated/epoch" + epoch,
                new double[] {total, triplet.getFloat(), contrast.getFloat(), concepts.getFloat()},
                LOSS);
          }
          NDArray total = triplet.add(contrast).add(concepts);
          JniUtils.backward((PtNDArray) total, (PtNDArray) total.onesLike(), false, false);
          relative("loss/isolated/grad_sims", doubles(sims.getGradient()), LOSS);
          relative("loss/isolated/grad_logits_im", doubles(image.getGradient()), LOSS);
          relative("loss/isolated/grad_concept_v", doubles(v.getGradient()), LOSS);
          return null;
        });
  }

  private static NDArray leaf(
      NDManager manager, String name, double scale, double shift, int rows, int columns) {
    float[] values = fixtures.rule().scaled(name, rows * columns, scale, shift);
    NDArray array = manager.create(values, new Shape(rows, columns));
    array.setRequiresGradient(true);
    return array;
  }

  /** Tensors by the value rule under the names that the rule is given. */
  private static NetworkParameters tensors(KamclNetwork network, UnaryOperator<String> ruleName) {
    NetworkParameters parameters = new NetworkParameters(runtime.manager());
    for (ParameterSpec spec : network.specs()) {
      float[] values = fixtures.rule().parameter(ruleName.apply(spec.name()), spec.shape());
      parameters.put(spec.name(), runtime.manager().create(values, new Shape(spec.shape())));
    }
    return parameters;
  }

  /** The published start: pretrained tensors are the same on both sides, heads are not. */
  private static String keyRuleName(String query) {
    return query.startsWith("visualmodelQ.extract_feature.resnet.") ? query : key(query);
  }

  private static String key(String query) {
    return query.replace("modelQ.", "modelK.");
  }

  private static void fill(FeatureQueue queue, String name) {
    double[] v = fixtures.rule().v(name, DIMENSION * KEYS);
    float[] rows = new float[v.length];
    for (int c = 0; c < KEYS; c++) {
      double squares = 0;
      for (int r = 0; r < DIMENSION; r++) {
        squares += v[r * KEYS + c] * v[r * KEYS + c];
      }
      double length = Math.sqrt(squares);
      for (int r = 0; r < DIMENSION; r++) {
        rows[c * DIMENSION + r] = (float) (v[r * KEYS + c] / length);
      }
    }
    try (NDArray start = runtime.manager().create(rows, new Shape(KEYS, DIMENSION))) {
      start.copyTo(queue.rows());
    }
  }

  @Test
  void threeStepsAreThePublishedOnes() {
    int words = fixtures.rule() == null ? 0 : vocabularySize();
    KamclNetwork network = new KamclNetwork(NetworkConfig.published(words));
    TrainingConfig config =
        TrainingConfig.published().with("batchSize", "4").with("gruDropout", "0");
    NetworkParameters start = tensors(network, name -> name);
    try (TrainingState state =
            new TrainingState(
                network,
                config,
                start,
                tensors(network, TrainingParityTest::keyRuleName),
                new RandomStreams(1),
                runtime.manager());
        NetworkParameters before =
            state.parameters().partialCopy(runtime.manager(), state.updated());
        NetworkParameters keysBefore =
            state.momentum().keys().partialCopy(runtime.manager(), state.updated())) {
      fill(state.imageQueue(), "queue_im");
      fill(state.textQueue(), "queue_tx");
      checkPairing(state);
      Map<String, NDArray> seen = new HashMap<>();
      for (int step = 1; step <= 3; step++) {
        step(state, config, step, seen);
        if (step != 2) {
          checkState(state, "after" + step + "/", before, keysBefore);
        }
      }
    }
  }

  private static int vocabularySize() {
    return Arrays.stream(fixtures.entry("text/ids").ints()).max().orElseThrow();
  }

  private static void checkPairing(TrainingState state) {
    int pairs = fixtures.manifest().getAsJsonObject("names").get("constructor_pairs").getAsInt();
    assertEquals(2 * pairs, MomentumEncoder.pairedParameters(state.network(), false).size());
    assertEquals(148, MomentumEncoder.pairedParameters(state.network(), true).size());
  }

  private static void step(
      TrainingState state, TrainingConfig config, int step, Map<String, NDArray> seen) {
    String entry = "train/step" + step + "/";
    double features = step == 1 ? FEATURES : step == 2 ? 2e-3 : 1e-2;
    TrainingStep one =
        new TrainingStep(
            state, config, new LearningRateSchedule(config, 1000), null, null, tap(seen));
    StepBatch batch = batch(entry, step);
    runtime.train(
        step,
        manager -> {
          seen.clear();
          StepLosses losses = one.run(manager, batch, STEP_TWO);
          for (String tower : List.of("visualmodel", "textmodel")) {
            String query = tower + "Q_feature";
            String key = tower + "K_feature";
            relative(entry + query, doubles(seen.get(query)), features);
            relative(entry + key, doubles(seen.get(key)), features);
          }
          relative(entry + "concept_v", doubles(seen.get("concept_v")), features);
          relative(entry + "concept_t", doubles(seen.get("concept_t")), features);
          absolute(entry + "sims", doubles(seen.get("sims")), step == 1 ? SIMS : features);
          NDArray image = seen.get("logits_im");
          NDArray text = seen.get("logits_tx");
          relative(entry + "logits_im_first16", doubles(image.get(":, 0:16")), features);
          relative(entry + "logits_tx_first16", doubles(text.get(":, 0:16")), features);
          NDArray sums = image.exp().sum(new int[] {1}).log();
          NDArray other = text.exp().sum(new int[] {1}).log();
          relative(entry + "logits_logsumexp", doubles(sums.concat(other)), features);
          checkLosses(entry, losses, step == 1 ? LOSS : 1e-4);
          if (step == 1) {
            checkGradients(seen);
          }
          return null;
        });
  }

  private static void checkLosses(String entry, StepLosses losses, double allowed) {
    double early = losses.triplet() + losses.momentumContrast();
    double[] parts = {
      losses.total(), losses.triplet(), losses.momentumContrast(), losses.concept()
    };
    relative(entry + "loss_epoch11", parts, allowed);
    parts[0] = early;
    relative(entry + "loss_epoch10", parts, allowed);
  }

  /** Keeps what is seen beyond the layer that made it; keys are gone before the step ends. */
  private static FeatureObserver tap(Map<String, NDArray> seen) {
    return (name, value) ->
        seen.put(
            name,
            name.endsWith("K_feature")
                ? runtime.manager().create(value.toFloatArray(), value.getShape())
                : value);
  }

  private static StepBatch batch(String entry, int step) {
    Npz.Array ids = fixtures.entry(entry + "ids");
    int steps = (int) ids.shape()[1];
    int[] flat = ids.ints();
    long[][] padded = new long[BATCH][steps];
    int[] lengths = new int[BATCH];
    for (int b = 0; b < BATCH; b++) {
      for (int t = 0; t < steps; t++) {
        padded[b][t] = flat[b * steps + t];
        if (padded[b][t] != 0) {
          lengths[b] = t + 1;
        }
      }
    }
    float[][] concepts = rows(fixtures.entry(entry + "onehot").floats());
    float[][] labels = rows(fixtures.entry(entry + "tags").floats());
    ImageBatch images = new ImageBatch(BATCH, 256, Normalization.IMAGENET);
    float[] pixels = fixtures.rule().image("input.image.step" + step, BATCH);
    images.values().put(pixels);
    for (String input : List.of("ids", "onehot", "tags")) {
      ParityLedger.exact(entry + input, true);
    }
    int[] numbers = {0, 1, 2, 3};
    return new StepBatch(
        images, new TextBatch(padded, lengths, concepts), null, labels, numbers, numbers);
  }

  private static float[][] rows(float[] flat) {
    float[][] rows = new float[BATCH][];
    for (int b = 0; b < BATCH; b++) {
      int width = flat.length / BATCH;
      rows[b] = Arrays.copyOfRange(flat, b * width, (b + 1) * width);
    }
    return rows;
  }

  private static List<String> names(String list) {
    List<String> names = new ArrayList<>();
    for (JsonElement e : fixtures.manifest().getAsJsonObject("names").getAsJsonArray(list)) {
      names.add(e.getAsString());
    }
    return names;
  }

  private static boolean resNet(String name) {
    return name.contains(".extract_feature.resnet.");
  }

  private static void checkGradients(Map<String, NDArray> seen) {
    List<String> names = names("grad_params");
    int[] index = fixtures.entry("grad/idx").ints();
    double[] truth = fixtures.truth("grad/val").values();
    double[] norms = fixtures.truth("grad/norm").values();
    List<Double> errors = new ArrayList<>();
    for (String name : names("grad_none")) {
      assertTrue(!seen.containsKey("gradient/" + name), name + " has a gradient");
    }
    for (int p = 0; p < names.size(); p++) {
      float[] gradient = seen.get("gradient/" + names.get(p)).toFloatArray();
      double worst = 0;
      double largest = 0;
      for (int s = p * SAMPLES; s < (p + 1) * SAMPLES; s++) {
        worst = Math.max(worst, Math.abs(gradient[index[s]] - truth[s]));
        largest = Math.max(largest, Math.abs(truth[s]));
      }
      double squares = 0;
      for (float g : gradient) {
        squares += (double) g * g;
      }
      boolean noisy = resNet(names.get(p));
      double error = worst / largest;
      if (noisy) {
        errors.add(error);
      }
      record("grad/val", error, noisy ? 5e-2 : 2e-4, names.get(p));
      double off = Math.abs(Math.sqrt(squares) - norms[p]) / norms[p];
      record("grad/norm", off, noisy ? 3e-3 : 1e-4, names.get(p));
    }
    errors.sort(null);
    record("grad/val", errors.get(errors.size() / 2), 2e-3, "median of the ResNet");
    ParityLedger.exact("grad/idx", true);
  }

  private static void record(String entry, double observed, double allowed, String what) {
    ParityLedger.record(entry, observed, allowed);
    assertTrue(observed <= allowed, entry + " " + what + ": " + observed + " > " + allowed);
  }

  private static void checkState(
      TrainingState state, String entry, NetworkParameters before, NetworkParameters keysBefore) {
    boolean first = entry.equals("after1/");
    List<String> names = names("grad_params");
    int[] index = fixtures.entry("grad/idx").ints();
    List<Double> image = new ArrayList<>();
    double[] truth = fixtures.truth(entry + "param/val").values();
    double[] moved = fixtures.truth(entry + "param/delta_norm").values();
    for (int p = 0; p < names.size(); p++) {
      boolean visual = names.get(p).startsWith("visual");
      float[] now = state.parameters().get(names.get(p)).toFloatArray();
      for (int s = p * SAMPLES; s < (p + 1) * SAMPLES; s++) {
        double d = Math.abs(now[index[s]] - truth[s]);
        if (visual) {
          image.add(d);
        }
        double allowed = first ? 1e-6 : visual ? 4e-4 : 1e-5;
        record(entry + "param/val", d, allowed, names.get(p));
      }
      double d = Math.abs(distance(now, before.get(names.get(p))) - moved[p]);
      record(entry + "param/delta_norm", d, first ? 1e-4 : 3e-3, names.get(p));
    }
    if (!first) {
      image.sort(null);
      record(entry + "param/val", image.get((int) (0.95 * image.size())), 1e-4, "image p95");
    }
    checkKeys(state, entry, keysBefore);
    checkBuffers(state, entry, first);
    checkQueue(entry + "queue_im/", state.imageQueue(), first);
    checkQueue(entry + "queue_tx/", state.textQueue(), first);
    int[] pointers = {state.imageQueue().pointer(), state.textQueue().pointer()};
    assertArrayEquals(fixtures.entry(entry + "queue_ptr").ints(), pointers);
    ParityLedger.exact(entry + "queue_ptr", true);
  }

  private static double distance(float[] now, NDArray before) {
    float[] start = before.toFloatArray();
    double squares = 0;
    for (int i = 0; i < now.length; i++) {
      squares += ((double) now[i] - start[i]) * ((double) now[i] - start[i]);
    }
    return Math.sqrt(squares);
  }

  private static void checkKeys(TrainingState state, String entry, NetworkParameters keysBefore) {
    List<String> names = names("key_params");
    int[] index = fixtures.entry(entry + "keyparam/idx").ints();
    double[] truth = fixtures.truth(entry + "keyparam/val").values();
    double[] moved = fixtures.truth(entry + "keyparam/delta_norm").values();
    for (int p = 0; p < names.size(); p++) {
      String name = names.get(p).replace("modelK.", "modelQ.");
      float[] now = state.momentum().keys().get(name).toFloatArray();
      for (int s = 0; s < SAMPLES; s++) {
        int at = p * SAMPLES + s;
        // Tensors of fewer values than samples are padded behind their last one.
        if (index[at] >= 0 && index[at] < now.length) {
          double d = Math.abs(now[index[at]] - truth[at]);
          record(entry + "keyparam/val", d, 1e-6, name);
        }
      }
      double d = Math.abs(distance(now, keysBefore.get(name)) - moved[p]);
      record(entry + "keyparam/delta_norm", d, 1e-4, name);
    }
    ParityLedger.exact(entry + "keyparam/idx", true);
  }

  private static void checkBuffers(TrainingState state, String entry, boolean first) {
    List<String> names = names("bn_buffers");
    double[] truth = fixtures.truth(entry + "buffer").values();
    double largest = fixtures.maxAbs(entry + "buffer");
    for (int p = 0; p < names.size(); p++) {
      boolean key = names.get(p).contains("modelK.");
      NetworkParameters side = key ? state.momentum().keys() : state.parameters();
      float[] now = side.get(names.get(p).replace("modelK.", "modelQ.")).toFloatArray();
      for (int s = 0; s < SAMPLES; s++) {
        double d = Math.abs(now[s] - truth[p * SAMPLES + s]);
        double allowed = (first || key ? 1e-5 : 5e-3) * largest;
        record(entry + "buffer", d, allowed, names.get(p));
      }
    }
  }

  private static void checkQueue(String entry, FeatureQueue queue, boolean first) {
    float[] rows = queue.rows().toFloatArray();
    double[] block = new double[64 * SAMPLES];
    for (int r = 0; r < 64; r++) {
      for (int c = 0; c < SAMPLES; c++) {
        block[r * SAMPLES + c] = rows[c * DIMENSION + r];
      }
    }
    relative(entry + "first16cols_rows0_64", block, first ? 1e-5 : 5e-5);
    int[] index = fixtures.entry(entry + "idx").ints();
    double[] sampled = new double[index.length];
    for (int i = 0; i < index.length; i++) {
      sampled[i] = rows[index[i] % KEYS * DIMENSION + index[i] / KEYS];
    }
    // The sampled places have not been written yet.
    within(entry + "val", sampled, fixtures.entry(entry + "val").values(), 0);
    ParityLedger.exact(entry + "idx", true);
    double sum = 0;
    double squares = 0;
    double largest = 0;
    for (float x : rows) {
      sum += x;
      squares += (double) x * x;
      largest = Math.max(largest, Math.abs(x));
    }
    double mean = sum / rows.length;
    double deviation = Math.sqrt(squares / rows.length - mean * mean);
    double[] stats = {mean, deviation, largest, Math.sqrt(squares)};
    relative(entry + "stats", stats, first ? 1e-5 : 5e-5);
  }
}
