package org.kamcl.explorer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.evaluation.CorpusEvaluation.Outcome;
import org.kamcl.engine.evaluation.RetrievalMetrics;
import org.kamcl.engine.evaluation.RetrievalResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl evaluate}: the published protocol on a corpus with captions. */
@Command(
    name = "evaluate",
    description = "Measure retrieval on a corpus by the published protocol.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Every image ranks all captions of the split, every caption all images: R@1, R@5, R@10 in"
          + " percent, median and mean rank, and their mean recall mR.",
      "Example: kamcl evaluate RSICD --split test"
    })
final class EvaluateCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private CorpusOptions corpusOptions;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description = "Which part of the corpus; default is test.")
  private String split = "test";

  @Option(names = "--model", paramLabel = "NAME", description = "The model; see kamcl models list.")
  private String model;

  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Corpus corpus = corpusOptions.read(console, true);
    List<CorpusImage> images = corpus.split(split);
    if (images.isEmpty()) {
      throw new EngineException(
          "The corpus has no usable image in the split '"
              + split
              + "'. It has: "
              + String.join(", ", corpus.splits())
              + " (--split chooses).");
    }
    try (LoadedModel loaded =
            LoadedModel.open(options.workspace().models(), model, device.device());
        ProgressMeter meter = new ProgressMeter(console)) {
      Outcome evaluated = loaded.evaluate(images, meter);
      evaluated.skipped().values().forEach(reason -> console.note("left out: " + reason));
      print(corpus, loaded.name(), evaluated);
    }
    return 0;
  }

  private void print(Corpus corpus, String modelName, Outcome evaluated) {
    RetrievalResult result = evaluated.result();
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("images", result.images());
      json.addProperty("captions", result.captions());
      json.add("imageToText", json(result.imageToText()));
      json.add("textToImage", json(result.textToImage()));
      json.addProperty("meanRecall", result.meanRecall());
      json.addProperty("model", modelName);
      json.addProperty("corpus", corpus.name());
      json.addProperty("split", split);
      JsonArray skipped = new JsonArray();
      evaluated.skipped().keySet().forEach(file -> skipped.add(file.toString()));
      json.add("skipped", skipped);
      console.json(json);
      return;
    }
    console.line(
        "%s, split %s, model %s: %,d images, %,d captions",
        corpus.name(), split, modelName, result.images(), result.captions());
    console.line("%-15s %8s %8s %8s %8s %8s", "", "R@1", "R@5", "R@10", "median", "mean");
    row("image to text", result.imageToText());
    row("text to image", result.textToImage());
    console.line("mean recall mR  %8.2f", result.meanRecall());
  }

  private void row(String name, RetrievalMetrics m) {
    console.line(
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
