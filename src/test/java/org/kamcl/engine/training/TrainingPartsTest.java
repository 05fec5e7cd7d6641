package org.kamcl.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.image.ImageBatch;
import org.kamcl.engine.image.Normalization;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.network.TextBatch;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.training.config.ContrastiveSettings;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.engine.training.data.HardBatchSampler;
import org.kamcl.engine.training.data.ImageCaptionPairs;
import org.kamcl.engine.training.data.NegativeMasks;
import org.kamcl.engine.training.data.RandomStreams;
import org.kamcl.engine.training.data.StepBatch;
import org.kamcl.engine.training.loss.BatchTargets;
import org.kamcl.engine.training.loss.FeatureQueue;
import org.kamcl.engine.training.loss.Losses;
import org.kamcl.error.KamclException;

/** The parts of a training step: queues, masks, schedules, optimizer, random streams, targets. */
class TrainingPartsTest {
  private static final KamclNetwork DEFAULT_NETWORK = new KamclNetwork(NetworkConfig.defaults());

  private static CorpusImage image(String name, String... captions) {
    return new CorpusImage(name, Path.of(name), "train", List.of(captions));
  }

  private static StepBatch batch(int[] images, int[] captions) {
    long[][] ids = new long[images.length][1];
    int[] lengths = new int[images.length];
    Arrays.fill(lengths, 1);
    return new StepBatch(
        new ImageBatch(images.length, 32, Normalization.IMAGENET),
        new TextBatch(ids, lengths, null),
        null,
        new float[images.length][1],
        images,
        captions);
  }

  @Test
  void sharedCaptionsAreNotNegatives() {
    ImageCaptionPairs imageCaptionPairs =
        new ImageCaptionPairs(
            List.of(image("a", "a lake", "trees"), image("b", "trees"), image("c", "a road")));
    assertEquals(List.of("a lake", "trees", "a road"), imageCaptionPairs.captions());
    assertEquals(4, imageCaptionPairs.pairCount());
    NegativeMasks masks = new NegativeMasks(imageCaptionPairs);
    boolean[][] shared = masks.positivesInBatch(batch(new int[] {0, 1, 2}, new int[] {0, 1, 2}));
    assertTrue(shared[0][1], "caption 'trees' of b also belongs to a");
    assertFalse(shared[1][0], "'a lake' does not belong to b");
    assertFalse(shared[0][2]);
    assertTrue(shared[2][2]);
  }

  @Test
  void queuedKeysOfTheSameImageOrASharedCaptionAreMasked() {
    ImageCaptionPairs imageCaptionPairs =
        new ImageCaptionPairs(List.of(image("a", "lake", "trees"), image("b", "trees")));
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        NDManager manager = runtime.manager().newSubManager()) {
      FeatureQueue queue = FeatureQueue.empty(manager, 4, 2, DataType.FLOAT32);
      assertFalse(queue.full());
      queue.enqueue(manager.ones(new Shape(2, 2)), new int[] {0, 1}, new int[] {0, 1});
      StepBatch batch = batch(new int[] {0, 1}, new int[] {0, 1});
      NegativeMasks masks = new NegativeMasks(imageCaptionPairs);
      float no = Losses.MASKED_LOGIT;
      // Rows: images a and b; columns: queued captions 'lake' of a, 'trees' of b, two empty slots.
      assertArrayEquals(
          new float[] {no, no, 0, 0, 0, no, 0, 0},
          masks.textQueueMask(manager, batch, queue).toFloatArray());
      // Rows: captions 'lake' of a, 'trees' of b; columns: queued images a, b, two empty slots.
      assertArrayEquals(
          new float[] {no, 0, 0, 0, no, no, 0, 0},
          masks.imageQueueMask(manager, batch, queue).toFloatArray());
    }
  }

  @Test
  void learningRatesWarmUpAndDecayAlongACosine() {
    TrainingConfig config =
        TrainingConfig.defaults()
            .with(Map.of("epochs", "10", "warmupEpochs", "1", "minLearningRateFactor", "0.1"));
    LearningRateSchedule rates = new LearningRateSchedule(config, DEFAULT_NETWORK, 10);
    assertEquals(0.1, rates.factor(0), 1e-12);
    assertEquals(1, rates.factor(9), 1e-12);
    assertEquals(1, rates.factor(10), 1e-12);
    assertEquals(0.55, rates.factor(55), 1e-12);
    assertEquals(0.1, rates.factor(100), 1e-12);
    assertEquals(
        config.optimizer().imageLearningRate(),
        rates.baseRate(KamclNetwork.IMAGE_TOWER + ".backbone.x"));
    assertEquals(
        config.optimizer().textLearningRate(),
        rates.baseRate(KamclNetwork.TEXT_TOWER + ".encoder.x"));
    assertEquals(
        config.optimizer().headLearningRate(),
        rates.baseRate(KamclNetwork.IMAGE_TOWER + ".mlp.0.weight"));
    assertEquals(0, rates.weightDecay(ParameterSpec.Role.BIAS));
    assertEquals(config.optimizer().weightDecay(), rates.weightDecay(ParameterSpec.Role.WEIGHT));
  }

  @Test
  void publishedLearningRatesDecayAtTheLastOfEveryTenEpochs() {
    LearningRateSchedule rates =
        new LearningRateSchedule(TrainingConfig.published(), DEFAULT_NETWORK, 5);
    assertEquals(1, rates.factor(0), 0);
    assertEquals(1, rates.factor(8 * 5 + 4), 0);
    assertEquals(0.5, rates.factor(9 * 5), 0);
    assertEquals(0.25, rates.factor(19 * 5), 0);
  }

  /**
   * Logits of 30 and more saturate a sigmoid in float32: p or 1 - p is exactly zero. The expected
   * values are those of PyTorch's binary cross entropy, which clamps logarithms at -100 and divides
   * by at least 1e-12 in the gradient.
   */
  @Test
  void binaryCrossEntropyOfSaturatedConceptsIsFinite() {
    float[] logits = {200, 30, -200, -120, 3, -40};
    float[] labels = {0, 0.25f, 1, 0.5f, 0.75f, 0};
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU)) {
      runtime.train(
          1,
          manager -> {
            NDArray x = manager.create(logits, new Shape(1, logits.length));
            x.setRequiresGradient(true);
            NDArray p = x.getNDArrayInternal().sigmoid();
            NDArray loss =
                Losses.binaryCrossEntropy(p, manager.create(labels, new Shape(1, labels.length)));
            JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
            float[] probabilities = p.toFloatArray();
            float[] gradient = x.getGradient().toFloatArray();
            double sum = 0;
            for (int i = 0; i < logits.length; i++) {
              float q = probabilities[i];
              float y = labels[i];
              double present = Math.max(-100, Math.log(q));
              double absent = Math.max(-100, Math.log(1 - q));
              sum -= y * present + (1 - y) * absent;
              float variance = (1 - q) * q;
              double expected = (q - y) / Math.max(variance, 1e-12) * variance / logits.length;
              assertEquals(expected, gradient[i], 1e-6, "gradient of logit " + logits[i]);
            }
            assertEquals(sum / logits.length, loss.getFloat(), 1e-5);
            assertEquals(0, gradient[0], 0);
            assertEquals(0, gradient[2], 0);
            return null;
          });
    }
  }

  @Test
  void adamMatchesThePaperWithDecoupledWeightDecay() {
    double rate = 0.01;
    double decay = 0.1;
    double[] x = {0.5, -1.25, 3};
    double[] m = new double[3];
    double[] v = new double[3];
    SplittableRandom random = new SplittableRandom(4);
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        NDManager manager = runtime.manager().newSubManager()) {
      Adam adam = new Adam(manager, 0.9, 0.98, 1e-8);
      NDArray parameter = manager.create(new float[] {0.5f, -1.25f, 3});
      for (int step = 1; step <= 20; step++) {
        float[] g = new float[3];
        for (int i = 0; i < 3; i++) {
          g[i] = (float) random.nextGaussian() * (i + 1e-3f);
          x[i] *= 1 - rate * decay;
          m[i] = 0.9 * m[i] + 0.1 * g[i];
          v[i] = 0.98 * v[i] + 0.02 * g[i] * g[i];
          double mean = m[i] / (1 - Math.pow(0.9, step));
          double root = Math.sqrt(v[i] / (1 - Math.pow(0.98, step)));
          x[i] -= rate * mean / (root + 1e-8);
        }
        NDArray gradient = manager.create(g);
        runtime.infer(
            scratch -> {
              adam.update("p", parameter, gradient, rate, decay);
              return null;
            });
      }
      float[] now = parameter.toFloatArray();
      for (int i = 0; i < 3; i++) {
        assertEquals(x[i], now[i], 2e-6);
      }
      assertEquals(20, adam.state().get("p").steps());
    }
  }

  @Test
  void randomStreamsDependOnSeedAndPurposeOnly() {
    int[] order = new RandomStreams(1).epochOrder(3, 500);
    assertArrayEquals(order, new RandomStreams(1).epochOrder(3, 500));
    assertFalse(Arrays.equals(order, new RandomStreams(1).epochOrder(4, 500)));
    assertFalse(Arrays.equals(order, new RandomStreams(2).epochOrder(3, 500)));
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      assertEquals(i, sorted[i]);
    }
    assertEquals(
        new RandomStreams(1).sample(2, 9).nextLong(), new RandomStreams(1).sample(2, 9).nextLong());
  }

  @Test
  void softTargetsSumToOneAndExcludeSharedCaptions() {
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        NDManager manager = runtime.manager().newSubManager()) {
      TrainingConfig config = TrainingConfig.defaults();
      float[][] alike = {{1, 0.9f, 0}, {0.9f, 1, 0}, {0, 0, 1}};
      boolean[][] shared = {{true, true, false}, {false, true, false}, {false, false, true}};
      NDArray right = manager.create(new float[][] {{9, 0, 0}, {0, 9, 0}, {0, 0, 9}});
      NDArray wrong = manager.create(new float[][] {{0, 0, 9}, {9, 0, 0}, {0, 9, 0}});
      float good =
          BatchTargets.infoNce(manager, right, shared, alike, config.contrastive()).getFloat();
      float bad =
          BatchTargets.infoNce(manager, wrong, shared, alike, config.contrastive()).getFloat();
      assertTrue(good < bad, good + " is not less than " + bad);
      NDArray apart = manager.create(new float[][] {{9, 9, 0}, {0, 9, 0}, {0, 0, 9}});
      NDArray none = BatchTargets.infoNce(manager, apart, shared, null, config.contrastive());
      NDArray blocked = manager.create(new float[][] {{9, -99, 0}, {0, 9, 0}, {0, 0, 9}});
      NDArray same = BatchTargets.infoNce(manager, blocked, shared, null, config.contrastive());
      assertEquals(
          same.getFloat(), none.getFloat(), 1e-6, "a shared caption was used as a negative");
      NDArray as = manager.create(alike);
      assertEquals(
          0,
          BatchTargets.similarityDistillation(manager, as, alike, config.contrastive()).getFloat(),
          1e-5);
    }
  }

  /** The gradients of the logits are softmax minus target. */
  @Test
  void captionsOfAnImageShareItsTargetAndAreNotNegatives() {
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        NDManager manager = runtime.manager().newSubManager()) {
      ContrastiveSettings config =
          TrainingConfig.defaults()
              .with(Map.of("labelSmoothing", "0", "softTargetFraction", "0"))
              .contrastive();
      // Two images with two captions each; the last caption also belongs to the first image.
      boolean[][] shared = {{true, true, false, true}, {false, false, true, true}};
      NDArray logits = manager.create(new float[][] {{2, 0, 1, 7}, {0, 0, 3, 1}});
      double first = Math.log(Math.exp(2) + Math.exp(0) + Math.exp(1));
      double second = Math.log(1 + 1 + Math.exp(3) + Math.exp(1));
      double toText = ((first - 2 + first - 0) / 2 + (second - 3 + second - 1) / 2) / 2;
      double toImage =
          (Math.log(Math.exp(2) + 1)
                  - 2
                  + Math.log(2)
                  + Math.log(Math.exp(1) + Math.exp(3))
                  - 3
                  + 0)
              / 4;
      float loss = BatchTargets.infoNce(manager, logits, shared, null, config).getFloat();
      assertEquals((toText + toImage) / 2, loss, 1e-5);
      float[][] negatives = BatchTargets.negativeMask(logits, shared);
      assertArrayEquals(new float[] {0, 0, 1, 0}, negatives[1]);
      assertArrayEquals(new float[] {1, 1, 0, 0}, negatives[2]);
    }
  }

  @Test
  void imageSizeOfABatchDependsOnSeedEpochAndIndex() {
    int[] drawn = new int[3];
    for (int i = 0; i < 300; i++) {
      int size = new RandomStreams(1).imageSize(2, i, 3);
      assertEquals(size, new RandomStreams(1).imageSize(2, i, 3));
      drawn[size]++;
    }
    for (int n : drawn) {
      assertTrue(n > 60, Arrays.toString(drawn));
    }
    TrainingConfig config = TrainingConfig.defaults().with("imageSizes", "128,160");
    assertArrayEquals(new int[] {128, 160}, config.sampling().sizes());
    for (String wrong : List.of("100", "128,", "a", "32,2048")) {
      assertThrows(KamclException.class, () -> config.with("imageSizes", wrong), wrong);
    }
  }

  @Test
  void lowerLayersHaveLowerRates() {
    TrainingConfig config =
        TrainingConfig.defaults()
            .with(
                Map.of("imageLayerDecay", "0.9", "textLayerDecay", "0.5", "frozenTextLayers", "0"));
    LearningRateSchedule rates = new LearningRateSchedule(config, DEFAULT_NETWORK, 10);
    LearningRateSchedule plain =
        new LearningRateSchedule(TrainingConfig.defaults(), DEFAULT_NETWORK, 10);
    double below = 0;
    int backbone = 0;
    for (ParameterSpec spec : new KamclNetwork(NetworkConfig.defaults()).specs()) {
      double share = rates.baseRate(spec.name()) / plain.baseRate(spec.name());
      if (spec.name().startsWith(KamclNetwork.IMAGE_TOWER + ".backbone.")) {
        // Layers in order from the stem.
        assertTrue(share >= below - 1e-12, spec.name());
        below = share;
        backbone++;
      } else if (spec.name().contains(".encoder.layer.3.")) {
        assertEquals(0.25, share, 1e-12, spec.name());
      } else if (spec.name().contains(".encoder.embeddings.")) {
        assertEquals(Math.pow(0.5, 6), share, 1e-12, spec.name());
      } else if (!spec.name().contains(".encoder.")) {
        assertEquals(1, share, 0, spec.name());
      }
    }
    assertTrue(backbone > 100);
    assertEquals(1, below, 0, "the head");
    String stem = KamclNetwork.IMAGE_TOWER + ".backbone._conv_stem.weight";
    assertEquals(
        config.optimizer().imageLearningRate() * Math.pow(0.9, 17), rates.baseRate(stem), 1e-15);
    LearningRateSchedule published =
        new LearningRateSchedule(config, new KamclNetwork(NetworkConfig.published(10)), 10);
    String early = KamclNetwork.IMAGE_TOWER + ".extract_feature.resnet.layer1.0.conv1.weight";
    assertEquals(
        config.optimizer().imageLearningRate() * Math.pow(0.9, 3),
        published.baseRate(early),
        1e-15);
  }

  @Test
  void hardBatchesContainSimilarImagesAndEveryImageOnce() {
    int kinds = 5;
    float[][] vectors = new float[203][8];
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < vectors.length; i++) {
      vectors[i][i % kinds] = 1;
      vectors[i][kinds] = 0.1f * (float) random.nextDouble();
    }
    HardBatchSampler order = new HardBatchSampler(new RandomStreams(1), vectors, 20, 0.4);
    int[] epoch = order.epochOrder(2);
    assertArrayEquals(
        epoch, new HardBatchSampler(new RandomStreams(1), vectors, 20, 0.4).epochOrder(2));
    assertFalse(Arrays.equals(epoch, order.epochOrder(3)));
    int[] sorted = epoch.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      assertEquals(i, sorted[i]);
    }
    int whole = 0;
    for (int b = 0; b < 10; b++) {
      int same = 0;
      for (int n = 1; n < 8; n++) {
        same += epoch[20 * b + n] % kinds == epoch[20 * b] % kinds ? 1 : 0;
      }
      whole += same == 7 ? 1 : 0;
    }
    // Few similar images may be left for the last batches.
    assertTrue(whole >= 8, "batches of one kind: " + whole);
  }
}
