package org.kamcl.explorer.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.apache.commons.statistics.distribution.TDistribution;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.job.Job;

/**
 * Measures what the captions of as many random images would have given, for runs with captions of
 * the captioning queue. The other images of the archive have no captions, so that it is measured
 * where captions are known: they are hidden for half of the images, and some of these are chosen,
 * or drawn at random, in place of those of the run. Blocking; call from any thread but the JavaFX
 * thread.
 */
public interface RandomComparisons {
  /** Seeds of a comparison. */
  int SEEDS = 3;

  /** Images that are needed for each chosen one: with fewer, the choice is hardly a choice. */
  int IMAGES_PER_CHOSEN = 4;

  /** Share of each tail outside the interval of the mean. */
  double TAIL = 0.025;

  /**
   * Images with captions on which a comparison can be measured.
   *
   * @param corpus folder or file; empty for the images of the archive that have captions
   * @param name of the corpus; empty for the archive
   * @param split of the corpus; empty for the archive
   * @param images number of images with captions
   * @param seconds that the comparison is expected to take, from the speed of the run; empty if
   *     that is not known
   */
  record Source(
      Optional<Path> corpus, String name, String split, int images, OptionalDouble seconds) {}

  /**
   * What can be compared for a run.
   *
   * @param model name of the model that the run started from
   * @param count number of images with captions of the queue that the run used
   * @param uncaptioned number of images of the archive without captions
   * @param captioned number of images of the archive with captions that no run used
   * @param sources where the comparison can be measured, the most images first; may be empty
   * @param kept the comparison that was measured before
   */
  record Outlook(
      String model,
      int count,
      int uncaptioned,
      int captioned,
      List<Source> sources,
      Optional<Comparison> kept) {
    /** Copies the list. */
    public Outlook {
      sources = List.copyOf(sources);
    }

    /** Number of images with captions that a comparison needs. */
    public int needed() {
      return IMAGES_PER_CHOSEN * count;
    }
  }

  /**
   * What was measured with one seed; recalls in percent.
   *
   * @param seed of the halves, the random choice and the fine-tunings
   * @param heldOut number of images that were searched
   * @param before mR of the model before
   * @param chosen mR after fine-tuning with chosen images
   * @param random mR after fine-tuning with random images
   * @param difference 95 % interval of {@code chosen - random}
   */
  record Trial(
      long seed,
      int heldOut,
      double before,
      double chosen,
      double random,
      BootstrapInterval difference) {
    /** The difference of the recalls, chosen minus random. */
    public double gain() {
      return chosen - random;
    }
  }

  /**
   * What was measured.
   *
   * @param model name of the model that was fine-tuned
   * @param count number of chosen, and of random, images
   * @param name of the corpus; empty for the archive
   * @param split of the corpus; empty for the archive
   * @param trials by seed
   */
  record Comparison(String model, int count, String name, String split, List<Trial> trials) {
    /** Copies the list. */
    public Comparison {
      trials = List.copyOf(trials);
    }

    /** The mean difference over the seeds; not a number without any. */
    public double gain() {
      return trials.stream().mapToDouble(Trial::gain).average().orElse(Double.NaN);
    }

    /**
     * The 95 % interval of the mean difference over other halves, choices and fine-tunings: that of
     * Student's t distribution, from the differences of the seeds. Empty with fewer than two.
     */
    public Optional<BootstrapInterval> interval() {
      int n = trials.size();
      if (n < 2) {
        return Optional.empty();
      }
      double mean = gain();
      double squares = trials.stream().mapToDouble(t -> Math.pow(t.gain() - mean, 2)).sum();
      double error = Math.sqrt(squares / (n - 1) / n);
      double half = TDistribution.of(n - 1).inverseSurvivalProbability(TAIL) * error;
      return Optional.of(new BootstrapInterval(mean - half, mean + half));
    }

    /** Whether the mean difference is certain: its interval does not include 0. */
    public boolean isCertain() {
      return interval().filter(i -> i.low() > 0 || i.high() < 0).isPresent();
    }
  }

  /** Whether a run used images with captions of the captioning queue and has a model. */
  boolean isFromQueue(RunSummary run);

  /**
   * What can be compared for a run. Reads the corpora that the workspace knows.
   *
   * @throws org.kamcl.error.KamclException if the archive or the corpus of the run cannot be read
   */
  Outlook outlook(RunSummary run);

  /**
   * The images of a corpus on which a comparison can be measured: those of its split val, or else
   * test, which models are not trained on.
   *
   * @param corpus folder or file
   * @throws org.kamcl.error.KamclException if it cannot be read or has too few images with captions
   *     in these splits
   */
  Source source(RunSummary run, Path corpus);

  /**
   * Creates a job that compares, and keeps the result with the run.
   *
   * @param source of {@link #outlook} or {@link #source}
   * @param partial receives the comparison after each seed, on the thread of the job
   */
  Job<Comparison> compare(RunSummary run, Source source, Consumer<Comparison> partial);
}
