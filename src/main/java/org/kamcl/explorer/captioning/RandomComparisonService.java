package org.kamcl.explorer.captioning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.CaptioningQueue;
import org.kamcl.explorer.api.RandomComparisons;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.corpus.TrainingCorpusService;
import org.kamcl.explorer.domain.CaptionedImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.job.Job;

/** Compares the choices of the captioning queue with random ones. Thread-safe. */
public final class RandomComparisonService implements RandomComparisons {
  private final Catalog catalog;
  private final ModelStore models;
  private final DeviceChoice device;
  private final TrainingCorpusService corpora;
  private final Function<String, Path> runFolder;
  private final ComparisonSources sources;
  private final int seeds;

  /**
   * @param device where the engine runs
   * @param corpora the corpora that were made from the archive
   * @param runFolder folder of a run by its name
   * @param known corpora that the workspace knows
   */
  public RandomComparisonService(
      Catalog catalog,
      ModelStore models,
      DeviceChoice device,
      TrainingCorpusService corpora,
      Function<String, Path> runFolder,
      Supplier<List<Path>> known) {
    this(catalog, models, device, corpora, runFolder, known, SEEDS);
  }

  /** With another number of seeds. */
  RandomComparisonService(
      Catalog catalog,
      ModelStore models,
      DeviceChoice device,
      TrainingCorpusService corpora,
      Function<String, Path> runFolder,
      Supplier<List<Path>> known,
      int seeds) {
    this.catalog = catalog;
    this.models = models;
    this.device = device;
    this.corpora = corpora;
    this.runFolder = runFolder;
    this.sources = new ComparisonSources(known);
    this.seeds = seeds;
  }

  @Override
  public boolean isFromQueue(RunSummary run) {
    return run.model().isPresent() && chosen(run) > 0;
  }

  /** Number of images of the queue with captions in the corpus of a run. */
  private int chosen(RunSummary run) {
    Path corpus = run.origin().corpus().toAbsolutePath().normalize();
    if (corpora.made().stream()
        .noneMatch(made -> made.toAbsolutePath().normalize().equals(corpus))) {
      return 0;
    }
    Predicate<ImageRecord> used = TrainingCorpusService.captionedIn(corpus);
    return (int)
        catalog.captioning().captioned().stream().filter(entry -> used.test(entry.image())).count();
  }

  private int count(RunSummary run) {
    int count = chosen(run);
    if (count == 0) {
      throw new KamclException(CaptioningError.NOT_FROM_QUEUE, run.title());
    }
    String from = run.origin().from();
    if (from.equals(RunPlan.PRETRAINED) || from.equals(RunPlan.SCRATCH)) {
      throw new KamclException(CaptioningError.NO_START_MODEL, run.title());
    }
    return count;
  }

  @Override
  public Outlook outlook(RunSummary run) {
    int count = count(run);
    FineTuning tuning = FineTuning.of(run, count);
    Captions captions = captions();
    List<Source> found = new ArrayList<>(sources.corpora(run, tuning, count));
    sources
        .archive(run, tuning, captions.images(), captions.captioned.size(), count)
        .ifPresent(own -> found.add(0, own));
    return new Outlook(
        run.origin().from(),
        count,
        captions.without,
        captions.images(),
        found,
        new ComparisonFile(runFolder.apply(run.name())).read());
  }

  /**
   * The captions of the archive.
   *
   * @param captioned one entry for each caption
   * @param without number of images without captions
   */
  private record Captions(List<CaptionedImage> captioned, int without) {
    int images() {
      return (int) captioned.stream().map(one -> one.image().id()).distinct().count();
    }
  }

  /** The images with captions that no corpus made from the archive has, and so no run has used. */
  private Captions captions() {
    Map<Long, List<String>> written = new HashMap<>();
    for (CaptioningQueue.Entry entry : catalog.captioning().captioned()) {
      written.put(entry.image().id(), entry.captions());
    }
    Predicate<ImageRecord> used = corpora.captioned();
    List<CaptionedImage> captioned = new ArrayList<>();
    int without = 0;
    for (ImageRecord image : catalog.images()) {
      List<String> all =
          Stream.concat(
                  image.captions().stream(), written.getOrDefault(image.id(), List.of()).stream())
              .distinct()
              .toList();
      if (all.isEmpty() && !used.test(image)) {
        without++;
      } else if (!used.test(image)) {
        all.forEach(caption -> captioned.add(new CaptionedImage(image, caption)));
      }
    }
    return new Captions(captioned, without);
  }

  @Override
  public Source source(RunSummary run, Path corpus) {
    int count = count(run);
    return sources.corpus(
        run, FineTuning.of(run, count), corpus.toAbsolutePath().normalize(), count);
  }

  @Override
  public Job<Comparison> compare(RunSummary run, Source source, Consumer<Comparison> partial) {
    return context -> {
      int count = count(run);
      List<CaptionedImage> own = source.corpus().isPresent() ? List.of() : captions().captioned;
      Path folder = runFolder.apply(run.name());
      Comparison measured =
          new ComparisonRun(
                  models, device, corpora::write, FineTuning.of(run, count), run.origin().from())
              .measure(folder, source, own, count, seeds, partial, context);
      new ComparisonFile(folder).write(measured);
      return measured;
    };
  }
}
