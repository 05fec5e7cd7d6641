package org.kamcl.explorer.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.explorer.domain.RunPlan;

/** Runs that give a model the concepts of a corpus: heads above its frozen encoders. */
public final class ConceptRuns {
  /** The configuration of such runs. */
  public static final String CONFIGURATION = "concepts";

  private static final String SUFFIX = "-concepts";
  private static final int FEWEST_PAIRS = 2;
  private static final long SEED = 1;

  private ConceptRuns() {}

  /** The name of the new model where none is given. */
  public static String nameFor(String model) {
    return model + SUFFIX;
  }

  /** The settings that a corpus needs. */
  public static Map<String, String> settings(Corpus corpus) {
    Map<String, String> settings = new LinkedHashMap<>();
    int images = corpus.split("train").size();
    // A batch cannot be larger than the corpus.
    if (images < TrainingConfig.conceptHeads().sampling().batchSize()) {
      settings.put("batchSize", Integer.toString(Math.max(FEWEST_PAIRS, images)));
    }
    return settings;
  }

  /**
   * The plan of such a run.
   *
   * @param model that gets the concepts; it stays as it is
   * @param place folder or file of the corpus
   * @param device {@code cpu} or {@code gpu:N}
   */
  public static RunPlan plan(String model, Corpus corpus, Path place, String device) {
    return new RunPlan(
        // Names of runs are in lower case.
        nameFor(model).toLowerCase(Locale.ROOT),
        "",
        place,
        Optional.empty(),
        model,
        CONFIGURATION,
        settings(corpus),
        SEED,
        device,
        List.of(),
        List.of());
  }
}
