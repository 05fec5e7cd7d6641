package org.kamcl.explorer.cli;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.evaluation.ConceptCalibrator;
import org.kamcl.engine.evaluation.ConceptDisplayMetrics;
import org.kamcl.engine.inference.ScoreCalibration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl models calibrate}. */
@Command(
    name = "calibrate",
    description =
        "Measure what unrelated images and queries score with a model, so that searches can say how"
            + " much a score means and when nothing matches; and from which strength of a concept"
            + " people name it, so that concepts are shown where they would.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "For scores up to 1,900 images are drawn; those the model was trained with will do. For"
          + " concepts all images of another split are read: on those it was trained with a model"
          + " is too sure. The results, background.safetensors and calibration.json, are kept in"
          + " the model's folder.",
      "Example: kamcl models calibrate RSICD --model default"
    })
final class ModelsCalibrateCommand implements Callable<Integer> {
  private static final String HELD_OUT = "val";
  private static final int PERCENT = 100;

  private final CommandOutput commandOutput;

  @Mixin private CorpusOptions corpusOptions;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description = "Which part of the corpus scores are measured on; default is train.")
  private String split = "train";

  @Option(
      names = "--concepts-split",
      paramLabel = "SPLIT",
      description = "Which part concepts are measured on; default is val, if there is one.")
  private String conceptsSplit;

  @Option(names = "--model", paramLabel = "NAME", description = "The model; see kamcl models list.")
  private String model;

  @Option(names = "--seed", paramLabel = "N", description = "Of the drawing; default is 1.")
  private long seed = 1;

  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  ModelsCalibrateCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    Corpus corpus = corpusOptions.read(commandOutput, true);
    List<CorpusImage> images = images(corpus, split, "--split");
    Optional<List<CorpusImage>> described = described(corpus);
    ScoreCalibration scoreCalibration;
    Optional<ConceptDisplayMetrics> heldOut;
    try (ModelSession loaded =
            ModelSession.open(options.workspace().models(), model, device.device());
        EvaluationProgressPrinter meter = new EvaluationProgressPrinter(commandOutput)) {
      scoreCalibration = loaded.calibrate(images, source(corpus, split), seed, meter);
      heldOut =
          described.map(
              all -> loaded.calibrateConcepts(all, source(corpus, conceptsSplit()), seed, meter));
    }
    if (options.json()) {
      commandOutput.printJson(json(source(corpus, split), scoreCalibration, heldOut));
    } else {
      commandOutput.printLine(
          "A match is strong where less than %s %% of unrelated images and queries score as high.",
          String.format(
              Locale.ROOT,
              "%.2g",
              PERCENT * ScoreCalibration.falseMatchRate(scoreCalibration.strongMatchThreshold())));
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
      throw new EngineException(
          "The corpus has no usable image in the split '"
              + split
              + "'. It has: "
              + String.join(", ", corpus.splits())
              + " ("
              + option
              + " chooses).");
    }
    return images;
  }

  /** Images for the concepts; empty if none were asked for and the corpus has too few. */
  private Optional<List<CorpusImage>> described(Corpus corpus) {
    if (conceptsSplit != null) {
      return Optional.of(images(corpus, conceptsSplit, "--concepts-split"));
    }
    List<CorpusImage> images = corpus.split(HELD_OUT);
    if (images.size() < ConceptCalibrator.MIN_IMAGES) {
      commandOutput.printNote(
          String.format(
              Locale.ROOT,
              "Only scores are calibrated: concepts need %d images that the model was not trained"
                  + " with, and the split %s has %d (--concepts-split chooses another).",
              ConceptCalibrator.MIN_IMAGES,
              HELD_OUT,
              images.size()));
      return Optional.empty();
    }
    return Optional.of(images);
  }

  private void printHeldOut(ConceptDisplayMetrics heldOut) {
    commandOutput.printLine(
        "Of the concepts shown for an image people name %.1f %% (cross-validated on %,d images;"
            + " %.0f %% have two or more, %.0f %% one; %d concepts are ever shown).",
        PERCENT * heldOut.precision(),
        heldOut.images(),
        PERCENT * heldOut.fractionWithAtLeast(2),
        PERCENT * heldOut.fractionWithAtLeast(1),
        heldOut.distinctConcepts());
    if (heldOut.precision() < ConceptCalibrator.TARGET_PRECISION) {
      commandOutput.printNote(
          String.format(
              Locale.ROOT,
              "That is less than the %.0f %% aimed at: the images are too few, or of another kind"
                  + " than those the model knows.",
              PERCENT * ConceptCalibrator.TARGET_PRECISION));
    }
  }

  private static JsonObject json(
      String source, ScoreCalibration scoreCalibration, Optional<ConceptDisplayMetrics> heldOut) {
    JsonObject json = new JsonObject();
    json.addProperty("source", source);
    json.addProperty("cut", scoreCalibration.strongMatchThreshold());
    json.addProperty(
        "chanceAtCut", ScoreCalibration.falseMatchRate(scoreCalibration.strongMatchThreshold()));
    heldOut.ifPresent(
        measured -> {
          JsonObject concepts = new JsonObject();
          concepts.addProperty("images", measured.images());
          concepts.addProperty("shown", measured.shown());
          concepts.addProperty("precision", measured.precision());
          concepts.addProperty("withOne", measured.fractionWithAtLeast(1));
          concepts.addProperty("withTwo", measured.fractionWithAtLeast(2));
          concepts.addProperty("concepts", measured.distinctConcepts());
          json.add("concepts", concepts);
        });
    return json;
  }
}
