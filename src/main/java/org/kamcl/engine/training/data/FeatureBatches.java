package org.kamcl.engine.training.data;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.knowledge.ConceptTargets;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.engine.training.features.CorpusFeatures;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

/** Batches of features that were computed before. */
public final class FeatureBatches implements BatchSource {
  private final ImageCaptionPairs pairs;
  private final ConceptTargets labels;
  private final int concepts;
  private final CorpusFeatures features;
  private final BatchOrder order;
  private final Consumer<Problem> problems;

  /** Images that were reported; a problem is one of the file and not of an epoch. */
  private final Set<Path> reported = new HashSet<>();

  /**
   * @param concepts number of outputs of the concept heads
   * @param teacher similarities of captions; needed where the settings ask for hard batches
   * @param problems receives images that have no features
   */
  public FeatureBatches(
      ImageCaptionPairs pairs,
      ConceptTargets labels,
      int concepts,
      CorpusFeatures features,
      @Nullable TeacherEmbeddings teacher,
      TrainingConfig config,
      RandomStreams randomStreams,
      Consumer<Problem> problems) {
    this.pairs = pairs;
    this.labels = labels;
    this.concepts = concepts;
    this.features = features;
    this.order = new BatchOrder(pairs, config, randomStreams, teacher);
    this.problems = problems;
  }

  @Override
  public int batchesPerEpoch() {
    return order.batchesPerEpoch();
  }

  @Override
  public Epoch epoch(int epoch, int from) {
    int[] samples = order.ofEpoch(epoch);
    int[] next = {from};
    return new Epoch() {
      @Override
      public @Nullable StepBatch next() {
        return next[0] < batchesPerEpoch() ? batch(epoch, samples, next[0]++) : null;
      }

      @Override
      public void done(StepBatch batch) {
        // Its memory is that of the heap.
      }
    };
  }

  private StepBatch batch(int epoch, int[] samples, int index) {
    BatchOrder.Draw draw = order.draw(epoch, samples, index);
    replaceUnreadable(draw);
    float[] images = null;
    float[][] targets = new float[draw.images().length][];
    for (int i = 0; i < targets.length; i++) {
      float[] row = features.image(file(draw.images()[i]));
      images = images == null ? new float[targets.length * row.length] : images;
      System.arraycopy(row, 0, images, i * row.length, row.length);
      targets[i] = labels.row(draw.images()[i]).dense(concepts);
    }
    float[] captions = null;
    int count = draw.captions().length;
    for (int i = 0; i < count; i++) {
      float[] row = features.caption(pairs.captions().get(draw.captions()[i]));
      captions = captions == null ? new float[count * row.length] : captions;
      System.arraycopy(row, 0, captions, i * row.length, row.length);
    }
    if (images == null || captions == null) {
      throw new IllegalStateException("A batch has no images.");
    }
    return new StepBatch(
        new StepInput.Features(images, captions), targets, draw.images(), draw.captions());
  }

  private Path file(int image) {
    return pairs.image(image).path();
  }

  /** A pair whose image could not be read is replaced by the next readable one. */
  private void replaceUnreadable(BatchOrder.Draw draw) {
    int size = draw.images().length;
    boolean[] good = new boolean[size];
    int first = -1;
    for (int i = size - 1; i >= 0; i--) {
      Path file = file(draw.images()[i]);
      good[i] = features.problem(file).isEmpty();
      first = good[i] ? i : first;
      if (!good[i] && reported.add(file)) {
        features.problem(file).ifPresent(problems);
      }
    }
    if (first < 0) {
      throw new KamclException(
          TrainingDataError.NO_READABLE_IMAGE_IN_BATCH, file(draw.images()[0]));
    }
    for (int i = size - 1; i >= 0; i--) {
      if (good[i]) {
        first = i;
      } else {
        draw.copy(first, i);
      }
    }
  }
}
