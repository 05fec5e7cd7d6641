package org.kamcl.explorer.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.explorer.api.RandomComparisons;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.job.Job;
import org.kamcl.progress.ProgressStage;

/** Comparisons without an engine: tests set what was chosen, the sources and the differences. */
public final class InMemoryComparisons implements RandomComparisons {
  /** The archive as a source. */
  public static final Source ARCHIVE =
      new Source(Optional.empty(), "", "", 48, OptionalDouble.of(740));

  private volatile int count;
  private volatile List<Source> sources = List.of(ARCHIVE);
  private volatile List<Double> gains = List.of(0.5, -0.25, 0.35);
  private volatile Optional<KamclException> failure = Optional.empty();
  private final Map<String, Comparison> kept = new ConcurrentHashMap<>();

  /** Sets how many images runs have from the queue. */
  public void chosen(int images) {
    count = images;
  }

  /** Sets where it can be measured. */
  public void sources(List<Source> where) {
    sources = List.copyOf(where);
  }

  /** Sets the differences that are measured, by seed. */
  public void gains(List<Double> differences) {
    gains = List.copyOf(differences);
  }

  /** Makes every further question and comparison fail. */
  public void failWith(KamclException problem) {
    failure = Optional.of(problem);
  }

  private void fail() {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  @Override
  public boolean isFromQueue(RunSummary run) {
    return count > 0 && run.model().isPresent();
  }

  @Override
  public Outlook outlook(RunSummary run) {
    fail();
    return new Outlook(
        run.origin().from(), count, 8, 4, sources, Optional.ofNullable(kept.get(run.name())));
  }

  @Override
  public Source source(RunSummary run, Path corpus) {
    if (corpus.endsWith("small")) {
      throw new KamclException(LegacyError.SENTENCE, "Too few images.");
    }
    return new Source(
        Optional.of(corpus),
        String.valueOf(corpus.getFileName()),
        "test",
        1000,
        OptionalDouble.empty());
  }

  @Override
  public Job<Comparison> compare(RunSummary run, Source source, Consumer<Comparison> partial) {
    return context -> {
      fail();
      List<Trial> trials = new ArrayList<>();
      for (double gain : gains) {
        context.checkCancelled();
        trials.add(
            new Trial(
                trials.size() + 1,
                source.images() / 2,
                57.4 + trials.size(),
                58 + trials.size() + gain,
                58 + trials.size(),
                new BootstrapInterval(gain - 1.6, gain + 1.7)));
        partial.accept(comparison(run, source, trials));
        context.onProgress(ProgressStage.IMAGES, trials.size(), gains.size());
      }
      kept.put(run.name(), comparison(run, source, trials));
      return comparison(run, source, trials);
    };
  }

  private Comparison comparison(RunSummary run, Source source, List<Trial> trials) {
    return new Comparison(run.origin().from(), count, source.name(), source.split(), trials);
  }
}
