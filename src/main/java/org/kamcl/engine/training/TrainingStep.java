package org.kamcl.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.network.BatchNormMode;
import org.kamcl.engine.network.EngineArrays;
import org.kamcl.engine.network.EngineConstants;
import org.kamcl.engine.network.FeatureObserver;
import org.kamcl.engine.network.ForwardContext;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.Regularization;
import org.kamcl.engine.training.BatchEncoder.Features;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.engine.training.data.NegativeMasks;
import org.kamcl.engine.training.data.StepBatch;
import org.kamcl.engine.training.data.TeacherEmbeddings;
import org.kamcl.engine.training.loss.BatchTargets;
import org.kamcl.engine.training.loss.FeatureQueue;
import org.kamcl.engine.training.loss.Losses;
import org.kamcl.engine.training.loss.StepLosses;
import org.kamcl.error.KamclException;

/**
 * One training step: key features, query features, losses, gradients, optimizer, queues and weight
 * average. (Ji et al., TGRS 2023, section III-F.)
 */
public final class TrainingStep {
  private static final float MAX_LOGIT_SCALE = (float) Math.log(100);

  private final TrainingState state;
  private final TrainingConfig config;
  private final LearningRateSchedule rates;
  private final @Nullable NegativeMasks masks;
  private final @Nullable TeacherEmbeddings teacher;
  private final BatchEncoder encoder;
  private final FeatureObserver tap;

  /**
   * @param masks excludes false negatives; null to use all pairs
   * @param teacher similarities of captions in the initial sentence encoder; null where they are
   *     not used
   * @param tap receives features, similarities, logits and gradients
   */
  public TrainingStep(
      TrainingState state,
      TrainingConfig config,
      LearningRateSchedule rates,
      @Nullable NegativeMasks masks,
      @Nullable TeacherEmbeddings teacher,
      FeatureObserver tap) {
    this.state = state;
    this.config = config;
    this.rates = rates;
    this.masks = masks;
    this.teacher = teacher;
    this.tap = tap;
    this.encoder = new BatchEncoder(state.network(), config);
  }

  /** Terms of the loss; null for terms that are off. */
  private record LossTerms(
      @Nullable NDArray triplet,
      @Nullable NDArray infoNce,
      @Nullable NDArray distillation,
      @Nullable NDArray momentumContrast,
      @Nullable NDArray concept) {
    NDArray total() {
      return Stream.of(triplet, infoNce, distillation, momentumContrast, concept)
          .filter(Objects::nonNull)
          .reduce(NDArray::add)
          .orElseThrow();
    }
  }

  /**
   * Runs a step; gradients must be recorded.
   *
   * @param manager of the step
   * @param epoch from 1
   * @throws KamclException if the loss is not finite; the state is unchanged then
   */
  public StepLosses run(NDManager manager, StepBatch batch, int epoch) {
    // Before the queries, whose features and gradients do not depend on the keys: this frees the
    // activations of the key encoders before those of the query encoders are needed.
    MomentumContrast momentum = state.momentumContrast();
    Keys keys = momentum == null ? null : keys(manager, momentum, batch, epoch);
    NetworkParameters view = state.parameters().trainingView(manager, state.trained().keySet());
    long seed = encoder.chunked() ? seed(manager) : 0;
    Features query = queries(manager, view, batch, seed);
    tap.accept("visualmodelQ_feature", query.image().feature());
    tap.accept("textmodelQ_feature", query.text().feature());
    NDArray v = Losses.l2Normalize(query.image().feature());
    NDArray t = Losses.l2Normalize(query.text().feature());
    LossTerms lossTerms = lossTerms(manager, view, query, v, t, keys, batch, epoch);
    NDArray total = lossTerms.total();
    double value = EngineArrays.scalar(total);
    if (!Double.isFinite(value)) {
      throw new KamclException(TrainingError.LOSS_NOT_FINITE, state.step() + 1);
    }
    JniUtils.backward((PtNDArray) total, (PtNDArray) total.onesLike(), false, false);
    if (encoder.chunked()) {
      encoder.backward(manager, encoder.pass(view, true), batch, seed, query);
    }
    JniUtils.setGradMode(false);
    double norm = update(manager, view);
    if (keys != null) {
      int[] first = batch.firstCaptionIds();
      keys.momentum.imageQueue().enqueue(keys.image, batch.imageIds(), first);
      // One caption per image, so that both queues cover the same steps.
      keys.momentum.textQueue().enqueue(firstCaptions(keys.text, batch), batch.imageIds(), first);
    }
    updateAverage(manager);
    state.step(state.step() + 1);
    return new StepLosses(
        value,
        number(lossTerms.triplet),
        number(lossTerms.infoNce),
        number(lossTerms.distillation),
        number(lossTerms.momentumContrast),
        number(lossTerms.concept),
        norm);
  }

  /**
   * Adapts the batch normalization statistics to the batches so far; gradients must not be
   * recorded.
   *
   * @param number of the batch, from 0
   */
  public void adaptBatchNorm(NDManager manager, StepBatch batch, int number) {
    ForwardContext forwardContext =
        ForwardContext.training(
                state.parameters(), BatchNormMode.cumulativeAverage(number), Regularization.NONE)
            .withoutGradients()
            .scope(KamclNetwork.IMAGE_TOWER);
    state
        .network()
        .imageTower()
        .forward(forwardContext, BatchEncoder.images(manager, batch, forwardContext.dataType()));
  }

  /**
   * Features of the query encoders: with their graph, or as leaves if they are computed in chunks.
   */
  private Features queries(NDManager manager, NetworkParameters view, StepBatch batch, long seed) {
    if (!encoder.chunked()) {
      return encoder.encode(manager, encoder.pass(view, true), batch);
    }
    JniUtils.setGradMode(false);
    ForwardContext forwardContext = encoder.pass(state.parameters(), false);
    Features features = encoder.encodeInChunks(manager, forwardContext, batch, seed);
    JniUtils.setGradMode(true);
    return features.detach();
  }

  /** A random number from the generator of the engine, which is seeded for this step. */
  private static long seed(NDManager manager) {
    return manager.randomInteger(0, 1L << 40, new Shape(1), DataType.INT64).getLong();
  }

  /** Repeats each row k times, once for each caption of an image. */
  private static NDArray repeated(NDArray rows, int k) {
    return k == 1 ? rows : rows.repeat(0, k);
  }

  /** The row of the first caption of each image. */
  private static NDArray firstCaptions(NDArray rows, StepBatch batch) {
    int k = batch.captionsPerImage();
    long width = rows.getShape().get(1);
    return k == 1 ? rows : rows.reshape(-1, k, width).get(":, 0");
  }

  private static double number(@Nullable NDArray part) {
    return part == null ? 0 : EngineArrays.scalar(part);
  }

  /** Unit rows of the key encoders, and whether the queues are used yet. */
  private record Keys(MomentumContrast momentum, NDArray image, NDArray text, boolean count) {}

  private @Nullable Keys keys(
      NDManager manager, MomentumContrast momentum, StepBatch batch, int epoch) {
    boolean recording = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try (NDManager passing = manager.newSubManager()) {
      momentum.encoder().update(state.parameters(), passing);
      // The queues are filled in the epoch before their first use.
      if (epoch < config.momentum().queueStartEpoch() - 1) {
        return null;
      }
      ForwardContext forwardContext = encoder.pass(momentum.encoder().keys(), false);
      Features key =
          encoder.chunked()
              ? encoder.encodeInChunks(passing, forwardContext, batch, seed(passing))
              : encoder.encode(passing, forwardContext, batch);
      tap.accept("visualmodelK_feature", key.image().feature());
      tap.accept("textmodelK_feature", key.text().feature());
      boolean count =
          epoch >= config.momentum().queueStartEpoch()
              && (config.momentum().randomQueueInit() || momentum.imageQueue().full());
      NDArray image = Losses.l2Normalize(key.image().feature());
      NDArray text = Losses.l2Normalize(key.text().feature());
      image.attach(manager);
      text.attach(manager);
      return new Keys(momentum, image, text, count);
    } finally {
      JniUtils.setGradMode(recording);
    }
  }

  private LossTerms lossTerms(
      NDManager manager,
      NetworkParameters view,
      Features query,
      NDArray v,
      NDArray t,
      @Nullable Keys keys,
      StepBatch batch,
      int epoch) {
    NDArray sims = Losses.similarities(v, t);
    tap.accept("sims", sims);
    int k = batch.captionsPerImage();
    boolean[][] shared = masks == null ? null : masks.positivesInBatch(batch);
    NDArray triplet = null;
    if (config.contrastive().tripletWeight() > 0
        && epoch >= config.contrastive().tripletStartEpoch()) {
      int count = batch.captionIds().length;
      NDArray negatives =
          EngineArrays.create(manager, BatchTargets.negativeMask(sims, shared), sims.getDataType());
      NDArray sum =
          Losses.hardestNegativeTriplet(
              repeated(sims, k), negatives, config.contrastive().tripletMargin());
      // The mean over the captions of an image.
      double share = config.contrastive().tripletSum() ? 1.0 / k : 1.0 / count;
      triplet = EngineConstants.multiply(sum, config.contrastive().tripletWeight() * share);
    }
    NDArray inBatch = null;
    NDArray kept = null;
    if (config.contrastive().infoNceWeight() > 0) {
      float[][] alike = teacher == null ? null : teacher.similarities(batch.captionIds());
      NDArray scale = view.get(TrainingState.LOGIT_SCALE).exp();
      inBatch =
          EngineConstants.multiply(
              BatchTargets.infoNce(manager, sims.mul(scale), shared, alike, config.contrastive()),
              config.contrastive().infoNceWeight());
      if (alike != null && config.contrastive().distillationWeight() > 0) {
        kept =
            EngineConstants.multiply(
                BatchTargets.similarityDistillation(
                    manager, Losses.similarities(t, t), alike, config.contrastive()),
                config.contrastive().distillationWeight());
      }
    }
    NDArray contrast = keys == null || !keys.count ? null : contrast(manager, v, t, keys, batch);
    NDArray concepts = null;
    if (config.knowledge().conceptLossWeight() > 0
        && epoch >= config.knowledge().conceptStartEpoch()) {
      NDArray labels = EngineArrays.create(manager, batch.labels(), sims.getDataType());
      tap.accept("concept_v", query.image().conceptStrengths());
      tap.accept("concept_t", query.text().conceptStrengths());
      concepts =
          EngineConstants.multiply(
              Losses.binaryCrossEntropy(query.image().conceptStrengths(), labels)
                  .add(
                      Losses.binaryCrossEntropy(
                          query.text().conceptStrengths(), repeated(labels, k))),
              config.knowledge().conceptLossWeight());
    }
    return new LossTerms(triplet, inBatch, kept, contrast, concepts);
  }

  private NDArray contrast(NDManager manager, NDArray v, NDArray t, Keys keys, StepBatch batch) {
    FeatureQueue images = keys.momentum.imageQueue();
    FeatureQueue texts = keys.momentum.textQueue();
    NDArray noText = masks == null ? null : masks.textQueueMask(manager, batch, texts);
    NDArray noImage = masks == null ? null : masks.imageQueueMask(manager, batch, images);
    // Each caption is paired with its image; the image term is the mean over its captions.
    int k = batch.captionsPerImage();
    double temperature = config.momentum().queueTemperature();
    NDArray image =
        Losses.momentumContrastLogits(repeated(v, k), keys.text, texts.rows(), noText, temperature);
    NDArray text =
        Losses.momentumContrastLogits(
            t, repeated(keys.image, k), images.rows(), noImage, temperature);
    tap.accept("logits_im", image);
    tap.accept("logits_tx", text);
    return EngineConstants.multiply(
        Losses.firstColumnCrossEntropy(image).add(Losses.firstColumnCrossEntropy(text)),
        config.momentum().momentumContrastWeight());
  }

  /**
   * Clips and applies the gradients.
   *
   * @return their norm before clipping
   */
  private double update(NDManager manager, NetworkParameters view) {
    Map<String, NDArray> gradients = gradients(manager, view);
    double squares = 0;
    NDList sums = new NDList();
    gradients.values().forEach(gradient -> sums.add(gradient.mul(gradient).sum()));
    double[] each = EngineArrays.toDoubles(NDArrays.stack(sums));
    int at = 0;
    for (Map.Entry<String, NDArray> entry : List.copyOf(gradients.entrySet())) {
      String name = entry.getKey();
      squares += each[at];
      // Unused parameters have zero gradients; their moments must not start yet.
      if (each[at++] == 0 && !state.adam().state().containsKey(name)) {
        gradients.remove(name);
      } else {
        tap.accept("gradient/" + name, entry.getValue());
      }
    }
    double norm = Math.sqrt(squares);
    if (!Double.isFinite(norm)) {
      throw new KamclException(TrainingError.GRADIENT_NOT_FINITE, state.step() + 1);
    }
    double share = rates.factor(state.step());
    boolean clip =
        config.optimizer().gradientClipNorm() > 0 && norm > config.optimizer().gradientClipNorm();
    NDArray shorter =
        clip
            ? EngineConstants.of(
                manager, config.optimizer().gradientClipNorm() / norm, view.dataType())
            : null;
    gradients.forEach(
        (name, gradient) -> {
          if (clip) {
            gradient.muli(shorter);
          }
          state
              .adam()
              .update(
                  name,
                  state.parameters().get(name),
                  gradient,
                  rates.baseRate(name) * share,
                  rates.weightDecay(state.role(name)));
        });
    if (state.trained().containsKey(TrainingState.LOGIT_SCALE)) {
      NDArray scale = state.parameters().get(TrainingState.LOGIT_SCALE);
      double learned = EngineArrays.scalar(scale);
      float bounded = (float) Math.min(Math.max(learned, 0), MAX_LOGIT_SCALE);
      if (learned < 0 || learned > MAX_LOGIT_SCALE) {
        EngineArrays.create(manager, new float[] {bounded}, scale.getShape(), scale.getDataType())
            .copyTo(scale);
      }
    }
    return norm;
  }

  private Map<String, NDArray> gradients(NDManager manager, NetworkParameters view) {
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    for (String name : state.trained().keySet()) {
      NDArray gradient = view.get(name).getGradient();
      gradient.attach(manager);
      gradients.put(name, gradient);
    }
    return gradients;
  }

  /**
   * Updates the weight average, with a smaller decay in the first steps so that the initial weights
   * lose their influence.
   */
  private void updateAverage(NDManager manager) {
    double early = (1.0 + state.step()) / (10.0 + state.step());
    double decay = Math.min(config.optimizer().emaDecay(), early);
    DataType type = state.parameters().dataType();
    NDArray kept = EngineConstants.of(manager, decay, type);
    NDArray taken = EngineConstants.of(manager, 1 - decay, type);
    state
        .average()
        .forEach(
            (name, mean) -> {
              try (NDArray share = taken.mul(state.parameters().get(name))) {
                mean.muli(kept).addi(share);
              }
            });
  }
}
