package org.kamcl.explorer.cli.model;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.evaluation.ConceptCalibrator;
import org.kamcl.engine.evaluation.ConceptDisplayMetrics;
import org.kamcl.engine.inference.MatchThresholds;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.cli.common.CommandError;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.corpus.CorpusOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl models calibrate}: calibrates the scores and concepts of a model. */
@Command(
    name = "calibrate",
    description =
        "Calibrate a model: measure the scores of unrelated image-text pairs, which turn a score"
            + " into a false match rate, and the strength at which people name a concept, which"
            + " decides which concepts are shown.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Scores are measured on a random sample of up to 1,000 images, which may be training images."
          + " Concepts are measured on all images of another split, because a model is overconfident"
          + " on its training images. The results, score-calibration.safetensors and"
          + " calibration.json, are saved in the model's folder.",
      "Example: kamcl models calibrate RSICD --model default"
    })
public final class ModelsCalibrateCommand implements Callable<Integer> {
  private static final String HELD_OUT = "val";
  private static final int PERCENT = 100;

  private final CommandOutput commandOutput;

  @Mixin private CorpusOptions corpusOptions;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description = "Split of the corpus for the scores. Default: train.")
  private String split = "train";

  @Option(
      names = "--concepts-split",
      paramLabel = "SPLIT",
      description = "Split of the corpus for the concepts. Default: val, if it exists.")
  private String conceptsSplit;

  @Option(names = "--model", paramLabel = "NAME", description = "The model; see kamcl models list.")
  private String model;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Random seed of the sample. Default: 1.")
  private long seed = 1;

  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  public ModelsCalibrateCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    Corpus corpus = corpusOptions.read(commandOutput, true);
    List<CorpusImage> images = images(corpus, split, "--split");
    if (conceptsSplit != null) {
      // Before the model is loaded.
      images(corpus, conceptsSplit, "--concepts-split");
    }
    Optional<ConceptDisplayMetrics> heldOut;
    try (ModelSession loaded =
            ModelSession.openUncalibrated(options.workspace().models(), model, device.device());
        EvaluationProgressPrinter meter = new EvaluationProgressPrinter(commandOutput)) {
      Optional<List<CorpusImage>> described = described(corpus, loaded);
      loaded.calibrate(images, source(corpus, split), seed, meter);
      heldOut =
          described.map(
              all -> loaded.calibrateConcepts(all, source(corpus, conceptsSplit()), seed, meter));
    }
    // A damaged calibration that was not replaced must not look repaired.
    ModelSession.check(options.workspace().models(), model);
    if (options.json()) {
      commandOutput.printJson(json(source(corpus, split), heldOut));
    } else {
      commandOutput.printLine(
          "Scores are calibrated. Matches with a false match rate below %.2g %% may be strong, and"
              + " those below %.2g %% are possible.",
          PERCENT * ScoreCalibration.falseMatchRate(MatchThresholds.STRONG),
          PERCENT * ScoreCalibration.falseMatchRate(MatchThresholds.POSSIBLE));
      heldOut.ifPresent(this::printHeldOut);
    }
    return 0;
  }

  private String conceptsSplit() {
    return conceptsSplit == null ? HELD_OUT : conceptsSplit;
  }

  private static String source(Corpus corpus, String split) {
    return corpus.name() + ", split " + split;
  }

  private static List<CorpusImage> images(Corpus corpus, String split, String option) {
    List<CorpusImage> images = corpus.split(split);
    if (images.isEmpty()) {
      throw new KamclException(CommandError.EMPTY_SPLIT, split, corpus.splits(), option);
    }
    return images;
  }

  /** Images for the concepts; empty if there are none, or the default split is too small. */
  private Optional<List<CorpusImage>> described(Corpus corpus, ModelSession loaded) {
    if (!loaded.hasConcepts()) {
      if (conceptsSplit != null) {
        throw new KamclException(ModelCommandError.NO_CONCEPTS_TO_CALIBRATE, loaded.name());
      }
      commandOutput.printNote(
          "Only scores are calibrated: the model has no concepts. kamcl models add-concepts makes"
              + " a model that does.");
      return Optional.empty();
    }
    if (conceptsSplit != null) {
      return Optional.of(images(corpus, conceptsSplit, "--concepts-split"));
    }
    List<CorpusImage> images = corpus.split(HELD_OUT);
    if (images.size() < ConceptCalibrator.MIN_IMAGES) {
      commandOutput.printNote(
          String.format(
              Locale.ROOT,
              "Only scores are calibrated: concepts need %d images that the model was not trained"
                  + " on, and the split %s has %d. Choose another with --concepts-split.",
              ConceptCalibrator.MIN_IMAGES,
              HELD_OUT,
              images.size()));
      return Optional.empty();
    }
    return Optional.of(images);
  }

  private void printHeldOut(ConceptDisplayMetrics heldOut) {
    commandOutput.printLine(
        "Precision of the concepts shown: %.1f %% (cross-validated on %,d images; %.0f %% show two or"
            + " more concepts, %.0f %% at least one; %d different concepts are shown).",
        PERCENT * heldOut.precision(),
        heldOut.images(),
        PERCENT * heldOut.fractionWithAtLeast(2),
        PERCENT * heldOut.fractionWithAtLeast(1),
        heldOut.distinctConcepts());
    if (heldOut.precision() < ConceptCalibrator.TARGET_PRECISION) {
      commandOutput.printNote(
          String.format(
              Locale.ROOT,
              "The precision is below the target of %.0f %%: there are too few images, or they differ"
                  + " from the training images.",
              PERCENT * ConceptCalibrator.TARGET_PRECISION));
    }
  }

  private static JsonObject json(String source, Optional<ConceptDisplayMetrics> heldOut) {
    JsonObject json = new JsonObject();
    json.addProperty("source", source);
    json.addProperty("strongMatchThreshold", MatchThresholds.STRONG);
    json.addProperty(
        "falseMatchRateAtThreshold", ScoreCalibration.falseMatchRate(MatchThresholds.STRONG));
    heldOut.ifPresent(
        measured -> {
          JsonObject concepts = new JsonObject();
          concepts.addProperty("images", measured.images());
          concepts.addProperty("shown", measured.shown());
          concepts.addProperty("precision", measured.precision());
          concepts.addProperty("fractionWithOne", measured.fractionWithAtLeast(1));
          concepts.addProperty("fractionWithTwo", measured.fractionWithAtLeast(2));
          concepts.addProperty("distinctConcepts", measured.distinctConcepts());
          json.add("concepts", concepts);
        });
    return json;
  }
}
