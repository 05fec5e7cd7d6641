package org.kamcl.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kamcl.engine.image.ImageBatch;
import org.kamcl.engine.image.Normalization;
import org.kamcl.engine.network.EngineArrays;
import org.kamcl.engine.network.FeatureObserver;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.network.TextBatch;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.engine.training.data.RandomStreams;
import org.kamcl.engine.training.data.StepBatch;
import org.kamcl.engine.training.loss.BatchTargets;
import org.kamcl.engine.training.loss.FeatureQueue;
import org.kamcl.engine.training.loss.Losses;
import org.kamcl.engine.training.loss.StepLosses;
import org.kamcl.support.Npz;
import org.kamcl.support.ParityFixtures;
import org.kamcl.support.ParityLedger;

/**
 * The losses and three training steps of the published method against reference values.
 *
 * <p>Training is judged in float64, whose results are equal on every CPU: a ReLU whose input is
 * close to zero can switch with the rounding of float32 and change the gradients behind it by a few
 * thousandths, in the reference as well as here. The float32 step is a smoke test with the
 * reference's own noise over several weight sets and instruction sets as tolerance.
 */
@Tag("parity")
class TrainingParityTest {
  private static final int BATCH = 4;
  private static final int KEYS = 8000;
  private static final int DIMENSION = 512;
  private static final int SAMPLES = 16;
  private static final int STEP_TWO = 12;
  private static final double PERCENTILE = 0.95;

  private static ParityFixtures fixtures;
  private static EngineRuntime runtime;

  /**
   * The tolerances of a data type. Those of features, losses, buffers and queues are relative to
   * the largest magnitude of the entry, those of parameters absolute; arrays hold one value for
   * each step.
   */
  private enum Precision {
    FLOAT64(DataType.FLOAT64) {
      @Override
      Tolerances tolerances() {
        Tolerances t = new Tolerances();
        t.isolatedLosses = 1e-9;
        t.features = new double[] {1e-7, 1e-5, 1e-3};
        t.similarities = new double[] {1e-7, 1e-5, 1e-3};
        t.losses = new double[] {1e-7, 1e-6, 1e-5};
        t.headGradients = 2e-6;
        t.resNetGradients = 2e-6;
        t.resNetGradientMedian = 2e-6;
        t.headGradientNorm = 2e-6;
        t.resNetGradientNorm = 2e-6;
        t.parametersAfterFirst = 1e-8;
        t.textParametersAfterThird = 5e-5;
        t.imageParametersAfterThird = 5e-5;
        t.imageParametersPercentile = 5e-5;
        t.parameterChangeAfterFirst = 1e-6;
        t.parameterChangeAfterThird = 1e-4;
        t.keys = 1e-8;
        t.keyChange = 1e-6;
        // The engine takes the momentum of batch normalization in float32.
        t.buffersAfterFirst = 1e-6;
        t.queryBuffersAfterThird = 1e-5;
        t.keyBuffersAfterThird = 1e-6;
        t.queuesAfterFirst = 1e-7;
        t.queuesAfterThird = 1e-6;
        return t;
      }
    },
    FLOAT32(DataType.FLOAT32) {
      @Override
      Tolerances tolerances() {
        Tolerances t = new Tolerances();
        t.isolatedLosses = 1e-5;
        t.features = new double[] {1e-5, 5e-3, 3e-2};
        t.similarities = new double[] {2e-6, 5e-3, 3e-2};
        t.losses = new double[] {1e-5, 5e-4, 5e-4};
        t.headGradients = 1e-3;
        t.resNetGradients = 1e-1;
        t.resNetGradientMedian = 2e-2;
        t.headGradientNorm = 1e-4;
        t.resNetGradientNorm = 1e-2;
        t.parametersAfterFirst = 1e-6;
        t.textParametersAfterThird = 5e-5;
        t.imageParametersAfterThird = 4e-4;
        t.imageParametersPercentile = 3e-4;
        t.parameterChangeAfterFirst = 1e-4;
        t.parameterChangeAfterThird = 3e-3;
        t.keys = 1e-6;
        t.keyChange = 1e-4;
        t.buffersAfterFirst = 1e-5;
        t.queryBuffersAfterThird = 5e-3;
        t.keyBuffersAfterThird = 1e-5;
        t.queuesAfterFirst = 1e-5;
        t.queuesAfterThird = 5e-5;
        return t;
      }
    };

    private final DataType type;

    Precision(DataType type) {
      this.type = type;
    }

    abstract Tolerances tolerances();
  }

  private static final class Tolerances {
    private double isolatedLosses;
    private double[] features;
    private double[] similarities;
    private double[] losses;
    private double headGradients;
    private double resNetGradients;
    private double resNetGradientMedian;
    private double headGradientNorm;
    private double resNetGradientNorm;
    private double parametersAfterFirst;
    private double textParametersAfterThird;
    private double imageParametersAfterThird;
    private double imageParametersPercentile;
    private double parameterChangeAfterFirst;
    private double parameterChangeAfterThird;
    private double keys;
    private double keyChange;
    private double buffersAfterFirst;
    private double queryBuffersAfterThird;
    private double keyBuffersAfterThird;
    private double queuesAfterFirst;
    private double queuesAfterThird;
  }

  @BeforeAll
  static void open() {
    fixtures = ParityFixtures.open();
    runtime = EngineRuntime.open(DeviceChoice.CPU);
  }

  @AfterAll
  static void close() {
    runtime.close();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void lossesAndTheirGradientsMatchTheReference(Precision precision) {
    new Check(precision).isolatedLosses();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void threeStepsMatchTheReference(Precision precision) {
    new Check(precision).threeSteps();
  }

  private static List<String> names(String list) {
    List<String> names = new ArrayList<>();
    for (JsonElement e : fixtures.manifest().getAsJsonObject("names").getAsJsonArray(list)) {
      names.add(e.getAsString());
    }
    return names;
  }

  private static String key(String query) {
    return query.replace("modelQ.", "modelK.");
  }

  /** The published start: pretrained tensors are the same on both sides, heads are not. */
  private static String keyRuleName(String query) {
    return query.startsWith("visualmodelQ.extract_feature.resnet.") ? query : key(query);
  }

  private static boolean isResNet(String name) {
    return name.contains(".extract_feature.resnet.");
  }

  /** The comparison in one data type. */
  private static final class Check {
    private final DataType type;
    private final String suffix;
    private final Tolerances allowed;

    Check(Precision precision) {
      this.type = precision.type;
      this.allowed = precision.tolerances();
      this.suffix = precision == Precision.FLOAT64 ? "@f64" : "";
    }

    /** Compares a value and records it under the entry with the suffix of this data type. */
    private void record(String entry, double observed, double tolerance, String what) {
      double error = Double.isNaN(observed) ? Double.POSITIVE_INFINITY : observed;
      ParityLedger.record(entry + suffix, error, tolerance);
      assertTrue(
          error <= tolerance,
          () -> entry + suffix + " " + what + ": " + observed + " > " + tolerance);
    }

    private void within(String entry, double[] observed, double[] truth, double tolerance) {
      assertEquals(truth.length, observed.length, entry);
      double worst = 0;
      for (int i = 0; i < truth.length; i++) {
        double d = Math.abs(observed[i] - truth[i]);
        worst = Double.isNaN(d) ? Double.POSITIVE_INFINITY : Math.max(worst, d);
      }
      record(entry, worst, tolerance, "largest difference");
    }

    private void absolute(String entry, double[] observed, double tolerance) {
      within(entry, observed, fixtures.truth(entry).values(), tolerance);
    }

    private void relative(String entry, double[] observed, double tolerance) {
      absolute(entry, observed, tolerance * fixtures.maxAbs(entry));
    }

    private NDArray array(NDManager manager, float[] values, long... shape) {
      return EngineArrays.create(manager, values, new Shape(shape), type);
    }

    void isolatedLosses() {
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
            NDArray labels = array(manager, tags, 6, DIMENSION);
            NDArray negatives =
                EngineArrays.create(manager, BatchTargets.negativeMask(sims, null), type);
            NDArray triplet = Losses.hardestNegativeTriplet(sims, negatives, 0.2);
            NDArray contrast =
                Losses.firstColumnCrossEntropy(image)
                    .add(Losses.firstColumnCrossEntropy(text))
                    .mul(10);
            NDArray concepts =
                Losses.binaryCrossEntropy(v, labels)
                    .add(Losses.binaryCrossEntropy(t, labels))
                    .mul(10);
            double[] terms = {
              EngineArrays.scalar(triplet),
              EngineArrays.scalar(contrast),
              EngineArrays.scalar(concepts)
            };
            for (int epoch : new int[] {0, 10, 11}) {
              double total = terms[0] + terms[1] + (epoch > 10 ? terms[2] : 0);
              relative(
                  "loss/isolated/epoch" + epoch,
                  new double[] {total, terms[0], terms[1], terms[2]},
                  allowed.isolatedLosses);
            }
            NDArray total = triplet.add(contrast).add(concepts);
            JniUtils.backward((PtNDArray) total, (PtNDArray) total.onesLike(), false, false);
            compareGradient("loss/isolated/grad_sims", sims);
            compareGradient("loss/isolated/grad_logits_im", image);
            compareGradient("loss/isolated/grad_concept_v", v);
            return null;
          });
    }

    private void compareGradient(String entry, NDArray leaf) {
      relative(entry, EngineArrays.toDoubles(leaf.getGradient()), allowed.isolatedLosses);
    }

    private NDArray leaf(
        NDManager manager, String name, double scale, double shift, int rows, int columns) {
      // The reference in float64 starts from inputs that are not rounded to float32.
      double[] values =
          Arrays.stream(fixtures.rule().v(name, rows * columns))
              .map(v -> v * scale + shift)
              .toArray();
      NDArray array = manager.create(values, new Shape(rows, columns)).toType(type, true);
      array.setRequiresGradient(true);
      return array;
    }

    /** Tensors by the value rule under the names that {@code ruleName} returns. */
    private NetworkParameters tensors(KamclNetwork network, UnaryOperator<String> ruleName) {
      NetworkParameters parameters = new NetworkParameters(runtime.manager());
      for (ParameterSpec spec : network.specs()) {
        float[] values = fixtures.rule().parameter(ruleName.apply(spec.name()), spec.shape());
        parameters.put(spec.name(), array(runtime.manager(), values, spec.shape()));
      }
      return parameters;
    }

    private void fill(FeatureQueue queue, String name) {
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
      try (NDArray start = array(runtime.manager(), rows, KEYS, DIMENSION)) {
        start.copyTo(queue.rows());
      }
    }

    void threeSteps() {
      int words = Arrays.stream(fixtures.entry("text/ids").ints()).max().orElseThrow();
      KamclNetwork network = new KamclNetwork(NetworkConfig.published(words));
      TrainingConfig config =
          TrainingConfig.published().with("batchSize", "4").with("gruDropout", "0");
      try (TrainingState state =
          new TrainingState(
              network,
              config,
              tensors(network, name -> name),
              tensors(network, TrainingParityTest::keyRuleName),
              new RandomStreams(1),
              runtime.manager())) {
        fill(state.momentumContrast().imageQueue(), "queue_im");
        fill(state.momentumContrast().textQueue(), "queue_tx");
        checkPairing(network);
        for (int step = 1; step <= 3; step++) {
          step(state, config, step);
          if (step != 2) {
            checkState(state, step);
          }
        }
      }
    }

    private void checkPairing(KamclNetwork network) {
      int pairs = fixtures.manifest().getAsJsonObject("names").get("constructor_pairs").getAsInt();
      assertEquals(2 * pairs, MomentumEncoder.pairedParameters(network, false).size());
      assertEquals(148, MomentumEncoder.pairedParameters(network, true).size());
    }

    private void step(TrainingState state, TrainingConfig config, int step) {
      String entry = "train/step" + step + "/";
      double tolerance = allowed.features[step - 1];
      Map<String, NDArray> seen = new HashMap<>();
      TrainingStep one =
          new TrainingStep(
              state,
              config,
              new LearningRateSchedule(config, state.network(), 1000),
              null,
              null,
              tap(seen));
      StepBatch batch = batch(entry, step);
      runtime.train(
          step,
          manager -> {
            StepLosses losses = one.run(manager, batch, STEP_TWO);
            for (String tower : List.of("visualmodel", "textmodel")) {
              for (String side : List.of("Q_feature", "K_feature")) {
                String name = tower + side;
                relative(entry + name, EngineArrays.toDoubles(seen.get(name)), tolerance);
              }
            }
            for (String name : List.of("concept_v", "concept_t")) {
              relative(entry + name, EngineArrays.toDoubles(seen.get(name)), tolerance);
            }
            absolute(
                entry + "sims",
                EngineArrays.toDoubles(seen.get("sims")),
                allowed.similarities[step - 1]);
            List<NDArray> sums = new ArrayList<>();
            for (String name : List.of("logits_im", "logits_tx")) {
              NDArray logits = seen.get(name);
              NDArray first = logits.get(":, 0:16");
              relative(entry + name + "_first16", EngineArrays.toDoubles(first), tolerance);
              sums.add(logits.exp().sum(new int[] {1}).log());
            }
            NDArray both = sums.get(0).concat(sums.get(1));
            relative(entry + "logits_logsumexp", EngineArrays.toDoubles(both), tolerance);
            checkLosses(entry, losses, allowed.losses[step - 1]);
            if (step == 1) {
              checkGradients(seen);
            }
            return null;
          });
      seen.values().stream().filter(array -> !array.isReleased()).forEach(NDArray::close);
    }

    private void checkLosses(String entry, StepLosses losses, double tolerance) {
      double[] terms = {
        losses.total(), losses.triplet(), losses.momentumContrast(), losses.concept()
      };
      relative(entry + "loss_epoch11", terms, tolerance);
      terms[0] = losses.triplet() + losses.momentumContrast();
      relative(entry + "loss_epoch10", terms, tolerance);
    }

    /** Keeps values beyond their layer; key features are copied because the step releases them. */
    private FeatureObserver tap(Map<String, NDArray> seen) {
      return (name, value) -> {
        NDArray kept = value;
        if (name.endsWith("K_feature")) {
          kept = EngineArrays.copy(value);
          kept.attach(runtime.manager());
        }
        seen.put(name, kept);
      };
    }

    private StepBatch batch(String entry, int step) {
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

    private void checkGradients(Map<String, NDArray> seen) {
      List<String> names = names("grad_params");
      int[] index = fixtures.entry("grad/idx").ints();
      double[] truth = fixtures.truth("grad/val").values();
      double[] norms = fixtures.truth("grad/norm").values();
      List<Double> resNetErrors = new ArrayList<>();
      for (String name : names("grad_none")) {
        assertTrue(!seen.containsKey("gradient/" + name), name + " has a gradient");
      }
      for (int p = 0; p < names.size(); p++) {
        String name = names.get(p);
        double[] gradient = EngineArrays.toDoubles(seen.get("gradient/" + name));
        double worst = 0;
        double largest = 0;
        for (int s = p * SAMPLES; s < (p + 1) * SAMPLES; s++) {
          worst = Math.max(worst, Math.abs(gradient[index[s]] - truth[s]));
          largest = Math.max(largest, Math.abs(truth[s]));
        }
        double squares = 0;
        for (double g : gradient) {
          squares += g * g;
        }
        boolean resNet = isResNet(name);
        double error = worst / largest;
        if (resNet) {
          resNetErrors.add(error);
        }
        double tolerance = resNet ? allowed.resNetGradients : allowed.headGradients;
        record("grad/val", error, tolerance, name);
        double off = Math.abs(Math.sqrt(squares) - norms[p]) / norms[p];
        record(
            "grad/norm", off, resNet ? allowed.resNetGradientNorm : allowed.headGradientNorm, name);
      }
      resNetErrors.sort(null);
      double median = resNetErrors.get(resNetErrors.size() / 2);
      record("grad/val", median, allowed.resNetGradientMedian, "median of the ResNet");
    }

    private void checkState(TrainingState state, int step) {
      String entry = "after" + step + "/";
      boolean first = step == 1;
      List<String> names = names("grad_params");
      int[] index = fixtures.entry("grad/idx").ints();
      List<Double> image = new ArrayList<>();
      double[] truth = fixtures.truth(entry + "param/val").values();
      double[] moved = fixtures.truth(entry + "param/delta_norm").values();
      double change = first ? allowed.parameterChangeAfterFirst : allowed.parameterChangeAfterThird;
      for (int p = 0; p < names.size(); p++) {
        String name = names.get(p);
        boolean visual = name.startsWith("visual");
        NDArray parameter = state.parameters().get(name);
        double[] now = EngineArrays.toDoubles(parameter);
        double tolerance =
            first
                ? allowed.parametersAfterFirst
                : visual ? allowed.imageParametersAfterThird : allowed.textParametersAfterThird;
        for (int s = p * SAMPLES; s < (p + 1) * SAMPLES; s++) {
          double d = Math.abs(now[index[s]] - truth[s]);
          if (visual) {
            image.add(d);
          }
          record(entry + "param/val", d, tolerance, name);
        }
        double d = Math.abs(distance(now, name, parameter) - moved[p]);
        record(entry + "param/delta_norm", d, change, name);
      }
      if (!first) {
        image.sort(null);
        double percentile = image.get((int) (PERCENTILE * image.size()));
        record(entry + "param/val", percentile, allowed.imageParametersPercentile, "image p95");
      }
      checkKeys(state, entry);
      checkBuffers(state, entry, first);
      checkQueue(entry + "queue_im/", state.momentumContrast().imageQueue(), first);
      checkQueue(entry + "queue_tx/", state.momentumContrast().textQueue(), first);
      int[] pointers = {
        state.momentumContrast().imageQueue().pointer(),
        state.momentumContrast().textQueue().pointer()
      };
      int[] expected = fixtures.entry(entry + "queue_ptr").ints();
      ParityLedger.exact(entry + "queue_ptr", Arrays.equals(expected, pointers));
      assertArrayEquals(expected, pointers);
    }

    /** The distance of a tensor from its start, which follows from the value rule. */
    private static double distance(double[] now, String ruleName, NDArray tensor) {
      float[] start = fixtures.rule().parameter(ruleName, tensor.getShape().getShape());
      double squares = 0;
      for (int i = 0; i < now.length; i++) {
        squares += (now[i] - start[i]) * (now[i] - start[i]);
      }
      return Math.sqrt(squares);
    }

    private void checkKeys(TrainingState state, String entry) {
      List<String> names = names("key_params");
      Set<String> paired = MomentumEncoder.pairedParameters(state.network(), false);
      int[] index = fixtures.entry(entry + "keyparam/idx").ints();
      double[] truth = fixtures.truth(entry + "keyparam/val").values();
      double[] moved = fixtures.truth(entry + "keyparam/delta_norm").values();
      for (int p = 0; p < names.size(); p++) {
        String name = names.get(p).replace("modelK.", "modelQ.");
        NDArray tensor = state.momentumContrast().encoder().keys().get(name);
        double[] now = EngineArrays.toDoubles(tensor);
        for (int s = 0; s < SAMPLES; s++) {
          int at = p * SAMPLES + s;
          // Tensors with fewer values than samples are padded.
          if (index[at] >= 0 && index[at] < now.length) {
            double d = Math.abs(now[index[at]] - truth[at]);
            record(entry + "keyparam/val", d, allowed.keys, name);
          }
        }
        String ruleName = paired.contains(name) ? name : keyRuleName(name);
        double d = Math.abs(distance(now, ruleName, tensor) - moved[p]);
        record(entry + "keyparam/delta_norm", d, allowed.keyChange, name);
      }
    }

    private void checkBuffers(TrainingState state, String entry, boolean first) {
      List<String> names = names("bn_buffers");
      double[] truth = fixtures.truth(entry + "buffer").values();
      double largest = fixtures.maxAbs(entry + "buffer");
      for (int p = 0; p < names.size(); p++) {
        boolean key = names.get(p).contains("modelK.");
        NetworkParameters side =
            key ? state.momentumContrast().encoder().keys() : state.parameters();
        double[] now = EngineArrays.toDoubles(side.get(names.get(p).replace("modelK.", "modelQ.")));
        double tolerance =
            first
                ? allowed.buffersAfterFirst
                : key ? allowed.keyBuffersAfterThird : allowed.queryBuffersAfterThird;
        for (int s = 0; s < SAMPLES; s++) {
          double d = Math.abs(now[s] - truth[p * SAMPLES + s]);
          record(entry + "buffer", d, tolerance * largest, names.get(p));
        }
      }
    }

    private void checkQueue(String entry, FeatureQueue queue, boolean first) {
      double tolerance = first ? allowed.queuesAfterFirst : allowed.queuesAfterThird;
      double[] rows = EngineArrays.toDoubles(queue.rows());
      double[] block = new double[64 * SAMPLES];
      for (int r = 0; r < 64; r++) {
        for (int c = 0; c < SAMPLES; c++) {
          block[r * SAMPLES + c] = rows[c * DIMENSION + r];
        }
      }
      relative(entry + "first16cols_rows0_64", block, tolerance);
      int[] index = fixtures.entry(entry + "idx").ints();
      double[] sampled = new double[index.length];
      for (int i = 0; i < index.length; i++) {
        sampled[i] = rows[index[i] % KEYS * DIMENSION + index[i] / KEYS];
      }
      // The sampled columns have not been written yet.
      within(entry + "val", sampled, fixtures.entry(entry + "val").values(), 0);
      double sum = 0;
      double squares = 0;
      double largest = 0;
      for (double x : rows) {
        sum += x;
        squares += x * x;
        largest = Math.max(largest, Math.abs(x));
      }
      double mean = sum / rows.length;
      double deviation = Math.sqrt(squares / rows.length - mean * mean);
      double[] stats = {mean, deviation, largest, Math.sqrt(squares)};
      relative(entry + "stats", stats, tolerance);
    }
  }
}
