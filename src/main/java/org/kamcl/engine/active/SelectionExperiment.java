package org.kamcl.engine.active;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.engine.evaluation.CorpusEmbedder;
import org.kamcl.engine.evaluation.CorpusEmbeddings;
import org.kamcl.engine.evaluation.RetrievalEvaluator;
import org.kamcl.engine.evaluation.RetrievalResult;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageFileEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.Problem;
import org.kamcl.progress.ProgressListener;
import org.kamcl.progress.ProgressStage;

/**
 * Measures what the captions of chosen images give, against those of as many random ones: images
 * with captions are split at random into a pool, whose captions are hidden, and held-out images.
 * Some images of the pool are chosen by {@link ImageSelector}, and as many at random; the model is
 * fine-tuned with each choice in the same way, and both models are evaluated on the held-out
 * images.
 */
public final class SelectionExperiment {
  private final StoredModel start;
  private final KamclModel model;
  private final ImageFileEmbedder embedder;
  private final ExperimentRun runs;
  private final WorkerPool workers;
  private final EngineRuntime runtime;
  private final BooleanSupplier cancelled;

  /**
   * @param start the model that chooses and is fine-tuned
   * @param model the same, opened
   * @param folder receives corpora, runs and models; may be deleted afterwards
   * @param cancelled is asked while it works
   */
  public SelectionExperiment(
      StoredModel start,
      KamclModel model,
      EngineRuntime runtime,
      WorkerPool workers,
      Path folder,
      BooleanSupplier cancelled) {
    this.start = start;
    this.model = model;
    this.embedder = new ImageFileEmbedder(model, workers);
    this.runs = new ExperimentRun(folder, start, runtime, workers);
    this.workers = workers;
    this.runtime = runtime;
    this.cancelled = cancelled;
  }

  /**
   * The design of an experiment.
   *
   * @param images with captions, which the model was not trained on
   * @param captioned images that count as captioned when images are chosen, such as some that the
   *     model was trained on; may be empty
   * @param count number of images that are chosen
   * @param settings changed settings of the fine-tuning, by name
   */
  public record Design(
      List<CorpusImage> images,
      List<CorpusImage> captioned,
      int count,
      Map<String, String> settings) {}

  /**
   * What was measured with one seed.
   *
   * @param seed of the split, the random choice, the fine-tuning and the intervals
   * @param pool number of images in the pool
   * @param heldOut number of held-out images
   * @param before mean recall of the model before, in percent
   * @param chosen mean recall after fine-tuning with the chosen images, in percent
   * @param random mean recall after fine-tuning with random images, in percent
   * @param gain 95 % interval of {@code chosen - before}
   * @param randomGain 95 % interval of {@code random - before}
   * @param difference 95 % interval of {@code chosen - random}, from the same resamples
   * @param chosenUncertainty mean uncertainty of the chosen images, bits
   * @param randomUncertainty mean uncertainty of the random images, bits
   */
  public record Measurement(
      long seed,
      int pool,
      int heldOut,
      double before,
      double chosen,
      double random,
      BootstrapInterval gain,
      BootstrapInterval randomGain,
      BootstrapInterval difference,
      double chosenUncertainty,
      double randomUncertainty) {}

  /** Is told what is done while a seed is measured, on the thread that measures. */
  public interface Work {
    /** Ignores it. */
    Work IGNORED =
        new Work() {
          @Override
          public void trained(int pairs) {}

          @Override
          public void embedded(int images) {}
        };

    /**
     * A step of a fine-tuning is done.
     *
     * @param pairs of images and captions in the step
     */
    void trained(int pairs);

    /**
     * Held-out images are embedded by a fine-tuned model.
     *
     * @param images number since the last call
     */
    void embedded(int images);
  }

  /** The embeddings of all images before fine-tuning, which every seed uses. */
  public final class Prepared {
    private final Design design;
    private final CorpusEmbeddings all;
    private final float[][] captioned;
    private final double[] uncertainty;

    private Prepared(Design design, CorpusEmbeddings all, float[][] captioned) {
      this.design = design;
      this.all = all;
      this.captioned = captioned;
      ConceptUncertainty ofModel =
          new ConceptUncertainty(
              model.conceptCalibration(), model::isVisualConcept, model.conceptNames().size());
      this.uncertainty =
          Arrays.stream(all.imageConcepts())
              .mapToDouble(strengths -> ofModel.of(levels(strengths)))
              .toArray();
    }

    /** Images that could not be read. */
    public List<Problem> skipped() {
      return List.copyOf(all.skipped().values());
    }

    /**
     * Measures with one seed.
     *
     * @throws IllegalArgumentException if the pool has fewer images than are to be chosen
     * @throws CancellationException if cancelled
     */
    public Measurement measure(long seed) {
      return measure(seed, Work.IGNORED);
    }

    /**
     * Measures with one seed.
     *
     * @param work is told what is done
     * @throws IllegalArgumentException if the pool has fewer images than are to be chosen
     * @throws CancellationException if cancelled
     */
    public Measurement measure(long seed, Work work) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < all.images().size(); i++) {
        order.add(i);
      }
      Collections.shuffle(order, new Random(seed));
      List<Integer> pool = order.subList(0, order.size() / 2);
      List<Integer> heldOut =
          order.subList(order.size() / 2, order.size()).stream().sorted().toList();
      if (pool.size() < design.count()) {
        throw new IllegalArgumentException(
            "The pool has " + pool.size() + " images, fewer than " + design.count());
      }
      // The order is random already.
      List<Integer> random = pool.subList(0, design.count());
      List<Integer> chosen = choose(pool.stream().sorted().toList());
      Ranks before = before(heldOut);
      RetrievalResult byChoice = fineTuned("chosen-" + seed, chosen, heldOut, seed, work);
      RetrievalResult byChance = fineTuned("random-" + seed, random, heldOut, seed, work);
      return new Measurement(
          seed,
          pool.size(),
          heldOut.size(),
          before.result.meanRecall(),
          byChoice.meanRecall(),
          byChance.meanRecall(),
          difference(byChoice, before.result, before.imageOfCaption, seed),
          difference(byChance, before.result, before.imageOfCaption, seed),
          difference(byChoice, byChance, before.imageOfCaption, seed),
          mean(chosen),
          mean(random));
    }

    private double mean(List<Integer> images) {
      return images.stream().mapToDouble(i -> uncertainty[i]).average().orElse(0);
    }

    private List<Integer> choose(List<Integer> pool) {
      int candidates = pool.size();
      float[][] vectors = new float[candidates + captioned.length][];
      double[] uncertain = new double[vectors.length];
      for (int i = 0; i < candidates; i++) {
        vectors[i] = all.imageVectors()[pool.get(i)];
        uncertain[i] = uncertainty[pool.get(i)];
      }
      System.arraycopy(captioned, 0, vectors, candidates, captioned.length);
      BitSet open = new BitSet();
      open.set(0, candidates);
      return ImageSelector.select(
              new CorpusPool(vectors, uncertain, open), design.count(), cancelled)
          .choices()
          .stream()
          .map(choice -> pool.get(choice.image()))
          .toList();
    }

    private Ranks before(List<Integer> heldOut) {
      int[] position = new int[all.images().size()];
      Arrays.fill(position, -1);
      float[][] images = new float[heldOut.size()][];
      for (int i = 0; i < images.length; i++) {
        position[heldOut.get(i)] = i;
        images[i] = all.imageVectors()[heldOut.get(i)];
      }
      List<float[]> captions = new ArrayList<>();
      List<Integer> owners = new ArrayList<>();
      for (int j = 0; j < all.imageOfCaption().length; j++) {
        int owner = position[all.imageOfCaption()[j]];
        if (owner >= 0) {
          captions.add(all.captionVectors()[j]);
          owners.add(owner);
        }
      }
      int[] imageOfCaption = owners.stream().mapToInt(Integer::intValue).toArray();
      return new Ranks(
          RetrievalEvaluator.evaluate(images, captions.toArray(float[][]::new), imageOfCaption),
          imageOfCaption);
    }

    private RetrievalResult fineTuned(
        String name, List<Integer> with, List<Integer> heldOut, long seed, Work work) {
      StoredModel trained =
          runs.train(
              name,
              with.stream().map(all.images()::get).toList(),
              design.settings(),
              seed,
              work,
              cancelled);
      try (KamclModel tuned = runs.models().open(runs.models().check(trained), runtime)) {
        CorpusEmbeddings embedded =
            new CorpusEmbedder(tuned, new ImageFileEmbedder(tuned, workers))
                .embed(heldOut.stream().map(all.images()::get).toList(), 1, counting(work));
        return RetrievalEvaluator.evaluate(
            embedded.imageVectors(), embedded.captionVectors(), embedded.imageOfCaption());
      }
    }
  }

  private record Ranks(RetrievalResult result, int[] imageOfCaption) {}

  private static BootstrapInterval difference(
      RetrievalResult result, RetrievalResult other, int[] imageOfCaption, long seed) {
    return BootstrapInterval.ofMeanRecallDifference(result, other, imageOfCaption, seed);
  }

  private static byte[] levels(float[] strengths) {
    byte[] levels = new byte[strengths.length];
    for (int c = 0; c < levels.length; c++) {
      levels[c] = ConceptUncertainty.level(strengths[c]);
    }
    return levels;
  }

  /** Tells the images that are embedded, each once. */
  private ProgressListener counting(Work work) {
    long[] before = {0};
    return (stage, done, total, item) -> {
      cancelling().onProgress(stage, done, total, item);
      if (stage == ProgressStage.IMAGES && done > before[0]) {
        work.embedded((int) (done - before[0]));
        before[0] = done;
      }
    };
  }

  private ProgressListener cancelling() {
    return (stage, done, total, item) -> {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException();
      }
    };
  }

  /**
   * Embeds the images.
   *
   * @param listener is told the progress
   * @throws org.kamcl.error.KamclException if no image can be read
   * @throws CancellationException if cancelled
   */
  public Prepared prepare(Design design, ProgressListener listener) {
    ProgressListener both =
        (stage, done, total, item) -> {
          cancelling().onProgress(stage, done, total, item);
          listener.onProgress(stage, done, total, item);
        };
    CorpusEmbeddings all = new CorpusEmbedder(model, embedder).embed(design.images(), 1, both);
    List<float[]> captioned = new ArrayList<>();
    if (!design.captioned().isEmpty()) {
      embedder.embed(
          design.captioned().stream().map(CorpusImage::path).toList(),
          new ImageFileEmbedder.Sink() {
            @Override
            public void embedded(Path file, Embedding embedding) {
              captioned.add(embedding.vector());
            }

            @Override
            public void skipped(Path file, Problem problem) {
              // An image that cannot be read is not one that the model was trained on.
            }
          });
    }
    return new Prepared(design, all, captioned.toArray(float[][]::new));
  }

  /** The model that chooses and is fine-tuned. */
  public StoredModel start() {
    return start;
  }
}
