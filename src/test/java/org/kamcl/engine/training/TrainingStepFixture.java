package org.kamcl.engine.training;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.image.ImageBatch;
import org.kamcl.engine.network.FeatureObserver;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.ParameterInitializer;
import org.kamcl.engine.network.TextBatch;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.engine.training.data.ImageCaptionPairs;
import org.kamcl.engine.training.data.NegativeMasks;
import org.kamcl.engine.training.data.RandomStreams;
import org.kamcl.engine.training.data.StepBatch;
import org.kamcl.engine.training.data.TeacherEmbeddings;
import org.kamcl.support.TestModels;

/** Training steps on random pairs for benchmarks and tests, without decoding files. */
public final class TrainingStepFixture implements AutoCloseable {
  private static final int WIDTH = 384;

  private final EngineRuntime runtime;
  private final TrainingState state;
  private final TrainingStep step;
  private final StepBatch batch;
  private final int epoch;

  /**
   * @param tokens of each caption
   * @param epoch that determines the active loss terms, from 1
   */
  public TrainingStepFixture(
      EngineRuntime runtime, NetworkConfig config, TrainingConfig training, int tokens, int epoch) {
    this(runtime, config, training, tokens, epoch, FeatureObserver.NONE);
  }

  /** As above, with an observer of features and gradients. */
  TrainingStepFixture(
      EngineRuntime runtime,
      NetworkConfig config,
      TrainingConfig training,
      int tokens,
      int epoch,
      FeatureObserver tap) {
    this.runtime = runtime;
    this.epoch = epoch;
    KamclNetwork network = new KamclNetwork(config);
    NetworkParameters parameters = new NetworkParameters(runtime.manager());
    new ParameterInitializer(1).fill(parameters, network.specs());
    RandomStreams randomStreams = new RandomStreams(1);
    NetworkParameters keys =
        training.momentum().momentumContrastWeight() > 0
                && !training.momentum().updateAllKeyParameters()
            ? MomentumEncoder.publishedKeys(
                network, parameters, randomStreams.keyEncoderSeed(), runtime.manager())
            : null;
    state =
        new TrainingState(network, training, parameters, keys, randomStreams, runtime.manager());
    int size = training.sampling().batchSize();
    SplittableRandom random = new SplittableRandom(3);
    boolean transformer = network.textTower().encoder().embedsSentences();
    ImageBatch images =
        new ImageBatch(size, config.imageSize(), network.imageTower().backbone().normalization());
    int k = training.sampling().captionsPerImage();
    long[][] ids = new long[size * k][tokens];
    int[] lengths = new int[size * k];
    float[][] labels = new float[size][config.conceptCount()];
    int[] numbers = new int[size];
    int[] captions = new int[size * k];
    float[][] sentences = new float[size * k][WIDTH];
    for (int b = 0; b < size; b++) {
      images.put(b, TestModels.image(b, config.imageSize(), config.imageSize()));
      numbers[b] = b;
      for (int c = b * k; c < (b + 1) * k; c++) {
        captions[c] = c;
        lengths[c] = tokens - c % (tokens / 2);
        for (int t = 0; t < lengths[c]; t++) {
          ids[c][t] = 1 + random.nextLong(1000);
        }
      }
      for (int n = 0; n < 8; n++) {
        labels[b][random.nextInt(labels[b].length)] = 1;
      }
      for (int c = b * k; c < (b + 1) * k; c++) {
        for (int n = 0; n < WIDTH; n++) {
          sentences[c][n] = (float) (random.nextGaussian() / Math.sqrt(WIDTH));
        }
      }
    }
    float[] lower = null;
    if (transformer && training.encoders().frozenTextLayers() > 0) {
      lower = new float[size * k * tokens * WIDTH];
      for (int i = 0; i < lower.length; i++) {
        lower[i] = (float) random.nextGaussian();
      }
    }
    TextBatch texts = new TextBatch(ids, lengths, config.conceptToken() ? labels : null);
    batch = new StepBatch(images, texts, lower, labels, numbers, captions);
    boolean taught =
        transformer
            && training.contrastive().softTargetFraction()
                    + training.contrastive().distillationWeight()
                > 0;
    step =
        new TrainingStep(
            state,
            training,
            new LearningRateSchedule(training, network, 100),
            training.contrastive().maskFalseNegatives() ? new NegativeMasks(pairs(size, k)) : null,
            taught ? new TeacherEmbeddings(sentences) : null,
            tap);
  }

  private static ImageCaptionPairs pairs(int size, int k) {
    return new ImageCaptionPairs(
        IntStream.range(0, size)
            .mapToObj(
                i ->
                    new CorpusImage(
                        "p" + i,
                        null,
                        "train",
                        IntStream.range(i * k, (i + 1) * k).mapToObj(c -> "caption " + c).toList()))
            .toList());
  }

  /** One step, without decoding; the loss. */
  public double step() {
    return runtime.train(state.step(), manager -> step.run(manager, batch, epoch)).total();
  }

  /** The batch of every step. */
  StepBatch batch() {
    return batch;
  }

  /** The state that the steps update. */
  TrainingState state() {
    return state;
  }

  @Override
  public void close() {
    state.close();
  }
}
