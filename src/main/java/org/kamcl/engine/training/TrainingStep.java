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
import org.kamcl.engine.EngineException;
import org.kamcl.engine.network.Constants;
import org.kamcl.engine.network.EngineArrays;
import org.kamcl.engine.network.FeatureTap;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.Norms;
import org.kamcl.engine.network.Pass;
import org.kamcl.engine.network.Regularization;
import org.kamcl.engine.training.BatchEncoder.Features;

/**
 * One step: query features, momentum update, key features, losses, gradients, optimiser, queues,
 * average. (Ji et al., TGRS 2023, section III-F.)
 */
final class TrainingStep {
  private static final float LARGEST_SCALE = (float) Math.log(100);

  private final TrainingState state;
  private final TrainingConfig config;
  private final LearningRates rates;
  private final NegativeMasks masks;
  private final SentenceTeacher teacher;
  private final BatchEncoder encoder;
  private final FeatureTap tap;

  /**
   * @param masks tells what is no negative; null where everything is
   * @param teacher similarities of captions; null where none are used
   * @param tap sees features, similarities and logits
   */
  TrainingStep(
      TrainingState state,
      TrainingConfig config,
      LearningRates rates,
      NegativeMasks masks,
      SentenceTeacher teacher,
      FeatureTap tap) {
    this.state = state;
    this.config = config;
    this.rates = rates;
    this.masks = masks;
    this.teacher = teacher;
    this.tap = tap;
    this.encoder = new BatchEncoder(state.network(), config);
  }

  /** The parts of the loss; null where a part takes no part. */
  private record Parts(
      NDArray triplet, NDArray batch, NDArray teacher, NDArray contrast, NDArray concepts) {
    NDArray total() {
      NDArray total = null;
      for (NDArray part : new NDArray[] {triplet, batch, teacher, contrast, concepts}) {
        if (part != null) {
          total = total == null ? part : total.add(part);
        }
      }
      return total;
    }
  }

  /**
   * Runs a step; gradients must be recorded.
   *
   * @param manager of the step
   * @param epoch from 1
   * @throws EngineException if the loss is no number; nothing has been changed then
   */
  StepLosses run(NDManager manager, StepBatch batch, int epoch) {
    // Before the queries, whose features and gradients do not depend on it: the activations of the
    // key encoders are then gone when those of the query encoders come.
    Keys keys = state.momentum() == null ? null : keys(manager, batch, epoch);
    NetworkParameters view = state.parameters().trainingView(manager, state.trained().keySet());
    long seed = encoder.chunked() ? seed(manager) : 0;
    Features query = queries(manager, view, batch, seed);
    tap.accept("visualmodelQ_feature", query.image().feature());
    tap.accept("textmodelQ_feature", query.text().feature());
    NDArray v = Losses.normalise(query.image().feature());
    NDArray t = Losses.normalise(query.text().feature());
    Parts parts = parts(manager, view, query, v, t, keys, batch, epoch);
    NDArray total = parts.total();
    double value = total.getFloat();
    if (!Double.isFinite(value)) {
      throw new EngineException(
          "The loss is no number any more at step "
              + (state.step() + 1)
              + ". Resume from the checkpoint with lower rates (headRate, imageRate, textRate).");
    }
    JniUtils.backward((PtNDArray) total, (PtNDArray) total.onesLike(), false, false);
    if (encoder.chunked()) {
      encoder.backward(manager, encoder.pass(view, true), batch, seed, query);
    }
    JniUtils.setGradMode(false);
    double norm = update(manager, view);
    if (keys != null) {
      int[] first = batch.firstCaptionIds();
      state.imageQueue().enqueue(keys.image, batch.imageIds(), first);
      // One caption an image, so that both queues reach as far back.
      state.textQueue().enqueue(firsts(keys.text, batch), batch.imageIds(), first);
    }
    follow(manager);
    state.step(state.step() + 1);
    return new StepLosses(
        value,
        number(parts.triplet),
        number(parts.batch),
        number(parts.teacher),
        number(parts.contrast),
        number(parts.concepts),
        norm);
  }

  /**
   * Lets the running statistics become those of the batches so far; gradients must not be recorded.
   *
   * @param number of the batch, from 0
   */
  void adaptNorms(NDManager manager, StepBatch batch, int number) {
    Pass pass =
        Pass.training(state.parameters(), Norms.averaging(number), Regularization.NONE)
            .withoutGradients()
            .at(KamclNetwork.IMAGE_TOWER);
    state.network().imageTower().forward(pass, BatchEncoder.images(manager, batch));
  }

  /** The query encoders' features: with their graph, or as leaves where it is made later. */
  private Features queries(NDManager manager, NetworkParameters view, StepBatch batch, long seed) {
    if (!encoder.chunked()) {
      return encoder.whole(manager, encoder.pass(view, true), batch);
    }
    JniUtils.setGradMode(false);
    Pass pass = encoder.pass(state.parameters(), false);
    Features features = encoder.inChunks(manager, pass, batch, seed);
    JniUtils.setGradMode(true);
    return features.leaves();
  }

  /** A number from the engine's generator, which was seeded for this step. */
  private static long seed(NDManager manager) {
    return manager.randomInteger(0, 1L << 40, new Shape(1), DataType.INT64).getLong();
  }

  /** Each row k times, as often as an image has captions. */
  private static NDArray repeated(NDArray rows, int k) {
    return k == 1 ? rows : rows.repeat(0, k);
  }

  /** The row of each image's first caption. */
  private static NDArray firsts(NDArray rows, StepBatch batch) {
    int k = batch.captionsPerImage();
    long width = rows.getShape().get(1);
    return k == 1 ? rows : rows.reshape(-1, k, width).get(":, 0");
  }

  private static double number(NDArray part) {
    return part == null ? 0 : part.getFloat();
  }

  /** Unit rows of the key encoders, and whether the queues count yet. */
  private record Keys(NDArray image, NDArray text, boolean count) {}

  private Keys keys(NDManager manager, StepBatch batch, int epoch) {
    boolean recording = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try (NDManager passing = manager.newSubManager()) {
      state.momentum().follow(state.parameters(), passing);
      // Before the queues count there is an epoch to fill them.
      if (epoch < config.momentum().queueFromEpoch() - 1) {
        return null;
      }
      Pass pass = encoder.pass(state.momentum().keys(), false);
      Features key =
          encoder.chunked()
              ? encoder.inChunks(passing, pass, batch, seed(passing))
              : encoder.whole(passing, pass, batch);
      tap.accept("visualmodelK_feature", key.image().feature());
      tap.accept("textmodelK_feature", key.text().feature());
      boolean count =
          epoch >= config.momentum().queueFromEpoch()
              && (config.momentum().queueStartsRandom() || state.imageQueue().full());
      NDArray image = Losses.normalise(key.image().feature());
      NDArray text = Losses.normalise(key.text().feature());
      image.attach(manager);
      text.attach(manager);
      return new Keys(image, text, count);
    } finally {
      JniUtils.setGradMode(recording);
    }
  }

  private Parts parts(
      NDManager manager,
      NetworkParameters view,
      Features query,
      NDArray v,
      NDArray t,
      Keys keys,
      StepBatch batch,
      int epoch) {
    NDArray sims = Losses.similarities(v, t);
    tap.accept("sims", sims);
    int k = batch.captionsPerImage();
    boolean[][] shared = masks == null ? null : masks.inBatch(batch);
    NDArray triplet = null;
    if (config.contrastive().tripletWeight() > 0
        && epoch >= config.contrastive().tripletFromEpoch()) {
      int count = batch.captionIds().length;
      NDArray negatives = EngineArrays.create(manager, BatchTargets.negatives(sims, shared));
      NDArray sum =
          Losses.hardestTriplet(repeated(sims, k), negatives, config.contrastive().tripletMargin());
      // Of an image's captions the mean, however many there are.
      double share = config.contrastive().tripletSum() ? 1.0 / k : 1.0 / count;
      triplet = Constants.times(sum, config.contrastive().tripletWeight() * share);
    }
    NDArray inBatch = null;
    NDArray kept = null;
    if (config.contrastive().batchWeight() > 0) {
      float[][] alike = teacher == null ? null : teacher.similarities(batch.captionIds());
      NDArray scale = view.get(TrainingState.LOG_SCALE).exp();
      inBatch =
          Constants.times(
              BatchTargets.infoNce(manager, sims.mul(scale), shared, alike, config.contrastive()),
              config.contrastive().batchWeight());
      if (alike != null && config.contrastive().teacherWeight() > 0) {
        kept =
            Constants.times(
                BatchTargets.distance(
                    manager, Losses.similarities(t, t), alike, config.contrastive()),
                config.contrastive().teacherWeight());
      }
    }
    NDArray contrast = keys == null || !keys.count ? null : contrast(manager, v, t, keys, batch);
    NDArray concepts = null;
    if (config.knowledge().conceptWeight() > 0 && epoch >= config.knowledge().conceptFromEpoch()) {
      NDArray labels = EngineArrays.create(manager, batch.labels());
      tap.accept("concept_v", query.image().concepts());
      tap.accept("concept_t", query.text().concepts());
      concepts =
          Constants.times(
              Losses.concepts(query.image().concepts(), labels)
                  .add(Losses.concepts(query.text().concepts(), repeated(labels, k))),
              config.knowledge().conceptWeight());
    }
    return new Parts(triplet, inBatch, kept, contrast, concepts);
  }

  private NDArray contrast(NDManager manager, NDArray v, NDArray t, Keys keys, StepBatch batch) {
    NDArray noText = masks == null ? null : masks.texts(manager, batch, state.textQueue());
    NDArray noImage = masks == null ? null : masks.images(manager, batch, state.imageQueue());
    // Each caption pulls its image and is pulled by it; the image's part is the mean over them.
    int k = batch.captionsPerImage();
    double temperature = config.momentum().queueTemperature();
    NDArray image =
        Losses.contrastLogits(
            repeated(v, k), keys.text, state.textQueue().rows(), noText, temperature);
    NDArray text =
        Losses.contrastLogits(
            t, repeated(keys.image, k), state.imageQueue().rows(), noImage, temperature);
    tap.accept("logits_im", image);
    tap.accept("logits_tx", text);
    return Constants.times(
        Losses.firstIsRight(image).add(Losses.firstIsRight(text)),
        config.momentum().momentumWeight());
  }

  /** Clips and applies the gradients; returns their norm before. */
  private double update(NDManager manager, NetworkParameters view) {
    Map<String, NDArray> gradients = gradients(manager, view);
    double squares = 0;
    NDList sums = new NDList();
    gradients.values().forEach(gradient -> sums.add(gradient.mul(gradient).sum()));
    float[] each = NDArrays.stack(sums).toFloatArray();
    int at = 0;
    for (String name : List.copyOf(gradients.keySet())) {
      squares += each[at];
      // The engine gives a parameter that took no part zeros; its moments shall not begin.
      if (each[at++] == 0 && !state.adam().state().containsKey(name)) {
        gradients.remove(name);
      } else {
        tap.accept("gradient/" + name, gradients.get(name));
      }
    }
    double norm = Math.sqrt(squares);
    if (!Double.isFinite(norm)) {
      throw new EngineException(
          "The gradients are no numbers any more at step "
              + (state.step() + 1)
              + ". Resume from the checkpoint with lower rates (headRate, imageRate, textRate).");
    }
    double share = rates.share(state.step());
    boolean clip = config.optimizer().clipNorm() > 0 && norm > config.optimizer().clipNorm();
    NDArray shorter = clip ? Constants.of(manager, config.optimizer().clipNorm() / norm) : null;
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
                  rates.base(name) * share,
                  rates.decay(state.trained().get(name)));
        });
    if (state.trained().containsKey(TrainingState.LOG_SCALE)) {
      NDArray scale = state.parameters().get(TrainingState.LOG_SCALE);
      float learned = scale.getFloat();
      float bounded = Math.min(Math.max(learned, 0), LARGEST_SCALE);
      if (learned != bounded) {
        EngineArrays.create(manager, new float[] {bounded}, scale.getShape()).copyTo(scale);
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

  /** Moves the weight average; at the beginning faster, so that it forgets the start. */
  private void follow(NDManager manager) {
    double early = (1.0 + state.step()) / (10.0 + state.step());
    double decay = Math.min(config.optimizer().averageDecay(), early);
    NDArray kept = Constants.of(manager, decay);
    NDArray taken = Constants.of(manager, 1 - decay);
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
