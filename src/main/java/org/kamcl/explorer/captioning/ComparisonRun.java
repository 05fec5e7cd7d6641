package org.kamcl.explorer.captioning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.commons.io.FileUtils;
import org.kamcl.engine.active.SelectionExperiment;
import org.kamcl.engine.active.SelectionExperiment.Measurement;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.explorer.api.RandomComparisons.Comparison;
import org.kamcl.explorer.api.RandomComparisons.Source;
import org.kamcl.explorer.api.RandomComparisons.Trial;
import org.kamcl.explorer.domain.CaptionedImage;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.file.TemporaryName;
import org.kamcl.progress.ProgressStage;

/** Measures a comparison with random images; what it trains and writes is deleted afterwards. */
final class ComparisonRun {
  private final ModelStore models;
  private final DeviceChoice device;
  private final CorpusWriter writer;
  private final FineTuning tuning;
  private final String model;

  /** Writes images of the archive with captions to a folder that is a corpus. */
  @FunctionalInterface
  interface CorpusWriter {
    void write(Path folder, List<CaptionedImage> images, JobContext context);
  }

  /**
   * @param model name of the model that chooses and is fine-tuned
   */
  ComparisonRun(
      ModelStore models,
      DeviceChoice device,
      CorpusWriter writer,
      FineTuning tuning,
      String model) {
    this.models = models;
    this.device = device;
    this.writer = writer;
    this.tuning = tuning;
    this.model = model;
  }

  /**
   * Measures.
   *
   * @param runFolder folder of the run, beside which is written
   * @param own the captions of the archive, if it is the source
   * @param count number of images that are chosen
   * @param partial receives what was measured after each seed
   * @throws org.kamcl.error.KamclException if model or images cannot be used
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  Comparison measure(
      Path runFolder,
      Source source,
      List<CaptionedImage> own,
      int count,
      int seeds,
      Consumer<Comparison> partial,
      JobContext context) {
    Path folder = TemporaryName.beside(runFolder.resolveSibling("selection"));
    StoredModel start = models.find(model);
    try {
      SelectionExperiment.Design design = design(folder, source, own, count, context);
      try (EngineRuntime runtime = EngineRuntime.open(device);
          WorkerPool workers = WorkerPool.forThisMachine();
          KamclModel opened = models.open(models.check(start), runtime)) {
        Progress progress = new Progress(context, design, seeds);
        SelectionExperiment experiment =
            new SelectionExperiment(start, opened, runtime, workers, folder, context::cancelled);
        SelectionExperiment.Prepared prepared =
            experiment.prepare(
                design, (stage, done, total, item) -> progress.prepared(stage, done));
        List<Trial> trials = new ArrayList<>();
        for (long seed = 1; seed <= seeds; seed++) {
          context.checkCancelled();
          progress.begin(seed);
          trials.add(trial(prepared.measure(seed, progress)));
          partial.accept(comparison(source, count, trials));
        }
        return comparison(source, count, trials);
      }
    } finally {
      FileUtils.deleteQuietly(folder.toFile());
    }
  }

  private Comparison comparison(Source source, int count, List<Trial> trials) {
    return new Comparison(model, count, source.name(), source.split(), trials);
  }

  private static Trial trial(Measurement one) {
    return new Trial(
        one.seed(), one.heldOut(), one.before(), one.chosen(), one.random(), one.difference());
  }

  private SelectionExperiment.Design design(
      Path folder, Source source, List<CaptionedImage> own, int count, JobContext context) {
    List<CorpusImage> images;
    List<CorpusImage> captioned = new ArrayList<>();
    if (source.corpus().isPresent()) {
      Corpus corpus = ComparisonSources.read(source.corpus().get());
      images = ComparisonSources.described(corpus, source.split());
      captioned.addAll(corpus.split("train"));
      Collections.shuffle(captioned, new Random(1));
    } else {
      Path place = folder.resolve("archive");
      writer.write(place, own, context);
      images = ComparisonSources.read(place).images();
    }
    int known = Math.min(ComparisonSources.CAPTIONED, captioned.size());
    return new SelectionExperiment.Design(
        images, List.copyOf(captioned.subList(0, known)), count, tuning.settings());
  }

  /** Tells how much of the work is done, in forward passes of an image. */
  private final class Progress implements SelectionExperiment.Work {
    private final JobContext context;
    private final long total;
    private final long preparation;
    private final long perSeed;
    private long done;
    private long base;

    Progress(JobContext context, SelectionExperiment.Design design, int seeds) {
      this.context = context;
      int images = design.images().size();
      double captions =
          design.images().stream().mapToInt(image -> image.captions().size()).average().orElse(1);
      int known = design.captioned().size();
      this.total = tuning.work(images, known, design.count(), captions, seeds);
      this.preparation = images + (long) known;
      this.perSeed = seeds == 0 ? 0 : (total - preparation) / seeds;
    }

    void prepared(ProgressStage stage, long images) {
      if (stage == ProgressStage.IMAGES) {
        report(images);
      }
    }

    /** A seed begins; what was estimated too high before counts as done. */
    void begin(long seed) {
      base = preparation + (seed - 1) * perSeed;
      report(base);
    }

    @Override
    public void trained(int pairs) {
      add(FineTuning.work(pairs));
    }

    @Override
    public void embedded(int images) {
      add(images);
    }

    private void add(long work) {
      report(Math.min(done + work, base + perSeed));
    }

    private void report(long now) {
      done = now;
      context.onProgress(ProgressStage.IMAGES, Math.min(done, total), total);
    }
  }
}
