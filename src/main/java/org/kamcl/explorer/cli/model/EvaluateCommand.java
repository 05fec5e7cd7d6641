package org.kamcl.explorer.cli.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.engine.evaluation.CorpusEvaluator.Evaluation;
import org.kamcl.engine.evaluation.RetrievalMetrics;
import org.kamcl.engine.evaluation.RetrievalResult;
import org.kamcl.engine.image.Orientation;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.cli.common.CommandError;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.corpus.CorpusOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl evaluate}: evaluates retrieval on a corpus by the published protocol. */
@Command(
    name = "evaluate",
    description = "Evaluate retrieval on a corpus with the published protocol.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Each image ranks all captions of the split, and each caption ranks all images. The"
          + " command prints R@1, R@5 and R@10 in percent, the median and mean rank, and the mean"
          + " recall (mR).",
      "--against compares two models and gives a confidence interval of the difference.",
      "Examples: kamcl evaluate RSICD --split test",
      "          kamcl evaluate RSICD --split val --model my-run --against default"
    })
public final class EvaluateCommand implements Callable<Integer> {
  private static final int MAX_ORIENTATIONS = Orientation.COUNT;
  private static final long BOOTSTRAP_SEED = 1;

  private final CommandOutput commandOutput;

  @Mixin private CorpusOptions corpusOptions;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description = "Split of the corpus. Default: test.")
  private String split = "test";

  @Option(names = "--model", paramLabel = "NAME", description = "The model; see kamcl models list.")
  private String model;

  @Option(
      names = "--against",
      paramLabel = "NAME",
      description =
          "Also evaluate this model on the same images at the same --image-size, in one orientation,"
              + " and print the difference.")
  private String against;

  @Option(
      names = "--orientations",
      paramLabel = "N",
      description =
          "Also evaluate the mean embedding of N of the eight orientations of each image. Default: 1.")
  private int orientations = 1;

  @Option(
      names = "--image-size",
      paramLabel = "PIXELS",
      description =
          "Side length of the input images in pixels. Default: the size the model was trained with.")
  private Integer imageSize;

  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  public EvaluateCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    if (orientations < 1 || orientations > MAX_ORIENTATIONS) {
      throw new KamclException(ModelCommandError.INVALID_ORIENTATIONS, MAX_ORIENTATIONS);
    }
    if (imageSize != null && (imageSize < 32 || imageSize > 1024 || imageSize % 32 != 0)) {
      throw new KamclException(ModelCommandError.INVALID_IMAGE_SIZE);
    }
    Corpus corpus = corpusOptions.read(commandOutput, true);
    List<CorpusImage> images = corpus.split(split);
    if (images.isEmpty()) {
      throw new KamclException(CommandError.EMPTY_SPLIT, split, corpus.splits(), "--split");
    }
    ModelStore models = options.workspace().models();
    StoredModel first = model == null ? models.defaultModel() : models.find(model);
    models.check(first);
    if (against != null) {
      // Checked before the first evaluation, which takes long.
      models.check(models.find(against));
    }
    EvaluatedModel evaluatedModel = measure(model, images, orientations);
    evaluatedModel
        .outcome
        .skipped()
        .values()
        .forEach(reason -> commandOutput.printNote("skipped: " + reason));
    EvaluatedModel other = against == null ? null : measure(against, images, 1);
    if (other != null
        && !other.outcome.skipped().keySet().equals(evaluatedModel.outcome.skipped().keySet())) {
      throw new KamclException(
          ModelCommandError.IMAGES_CHANGED,
          corpus.name(),
          evaluatedModel.outcome.skipped().size(),
          other.outcome.skipped().size());
    }
    print(corpus, evaluatedModel, other);
    return 0;
  }

  /** A model and its evaluation. */
  private record EvaluatedModel(String model, int imageSize, Evaluation outcome) {
    RetrievalResult result() {
      return outcome.result();
    }

    BootstrapInterval differenceFrom(EvaluatedModel other) {
      return BootstrapInterval.ofMeanRecallDifference(
          result(), other.result(), outcome.imageOfCaption(), BOOTSTRAP_SEED);
    }
  }

  private EvaluatedModel measure(String name, List<CorpusImage> images, int views) {
    try (ModelSession loaded =
            ModelSession.open(options.workspace().models(), name, device.device(), imageSize);
        EvaluationProgressPrinter meter = new EvaluationProgressPrinter(commandOutput)) {
      return new EvaluatedModel(
          loaded.name(), loaded.imageSize(), loaded.evaluate(images, views, meter));
    }
  }

  private void print(Corpus corpus, EvaluatedModel evaluatedModel, EvaluatedModel other) {
    Evaluation evaluated = evaluatedModel.outcome;
    RetrievalResult result = evaluated.result();
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("images", result.images());
      json.addProperty("captions", result.captions());
      json.add("imageToText", json(result.imageToText()));
      json.add("textToImage", json(result.textToImage()));
      json.addProperty("meanRecall", result.meanRecall());
      json.add("meanRecallInterval", interval(bootstrap(result, evaluated)));
      if (evaluated.orientationAveraged() != null) {
        json.add("orientationAveraged", oriented(evaluated));
      }
      if (other != null) {
        json.add("against", difference(evaluatedModel, other));
      }
      json.addProperty("model", evaluatedModel.model);
      json.addProperty("imageSize", evaluatedModel.imageSize);
      json.addProperty("corpus", corpus.name());
      json.addProperty("split", split);
      JsonArray skipped = new JsonArray();
      evaluated.skipped().keySet().forEach(file -> skipped.add(file.toString()));
      json.add("skipped", skipped);
      commandOutput.printJson(json);
      return;
    }
    commandOutput.printLine(
        "%s, split %s, model %s: %,d images, %,d captions",
        corpus.name(), split, evaluatedModel.model, result.images(), result.captions());
    commandOutput.printLine(
        "%-15s %8s %8s %8s %8s %8s", "", "R@1", "R@5", "R@10", "median", "mean");
    rows(result, evaluated);
    if (evaluated.orientationAveraged() != null) {
      commandOutput.printLine("Mean embedding of %d orientations of each image:", orientations);
      rows(evaluated.orientationAveraged(), evaluated);
    }
    if (other != null) {
      BootstrapInterval difference = evaluatedModel.differenceFrom(other);
      commandOutput.printLine(
          "Difference from %s, mR %.2f: %+.2f  (95 %% interval %+.2f to %+.2f, bootstrap over images)",
          other.model,
          other.result().meanRecall(),
          result.meanRecall() - other.result().meanRecall(),
          difference.low(),
          difference.high());
    }
  }

  private static JsonObject difference(EvaluatedModel evaluatedModel, EvaluatedModel other) {
    BootstrapInterval difference = evaluatedModel.differenceFrom(other);
    JsonObject json = new JsonObject();
    json.addProperty("model", other.model);
    json.addProperty("imageSize", other.imageSize);
    json.addProperty("meanRecall", other.result().meanRecall());
    json.addProperty(
        "difference", evaluatedModel.result().meanRecall() - other.result().meanRecall());
    json.add("differenceInterval", interval(difference));
    return json;
  }

  private void rows(RetrievalResult result, Evaluation evaluated) {
    BootstrapInterval interval = bootstrap(result, evaluated);
    row("image to text", result.imageToText());
    row("text to image", result.textToImage());
    commandOutput.printLine(
        "mean recall mR  %8.2f  (95 %% interval %.2f to %.2f, bootstrap over images)",
        result.meanRecall(), interval.low(), interval.high());
  }

  private static BootstrapInterval bootstrap(RetrievalResult result, Evaluation evaluated) {
    return BootstrapInterval.ofMeanRecall(result, evaluated.imageOfCaption(), BOOTSTRAP_SEED);
  }

  private static JsonObject interval(BootstrapInterval interval) {
    JsonObject json = new JsonObject();
    json.addProperty("low", interval.low());
    json.addProperty("high", interval.high());
    return json;
  }

  private JsonObject oriented(Evaluation evaluated) {
    RetrievalResult result = evaluated.orientationAveraged();
    JsonObject json = new JsonObject();
    json.addProperty("orientations", orientations);
    json.add("imageToText", json(result.imageToText()));
    json.add("textToImage", json(result.textToImage()));
    json.addProperty("meanRecall", result.meanRecall());
    json.add("meanRecallInterval", interval(bootstrap(result, evaluated)));
    return json;
  }

  private void row(String name, RetrievalMetrics m) {
    commandOutput.printLine(
        "%-15s %8.2f %8.2f %8.2f %8.0f %8.1f",
        name, m.r1(), m.r5(), m.r10(), m.medianRank(), m.meanRank());
  }

  private static JsonObject json(RetrievalMetrics metrics) {
    JsonObject json = new JsonObject();
    json.addProperty("r1", metrics.r1());
    json.addProperty("r5", metrics.r5());
    json.addProperty("r10", metrics.r10());
    json.addProperty("medianRank", metrics.medianRank());
    json.addProperty("meanRank", metrics.meanRank());
    return json;
  }
}
