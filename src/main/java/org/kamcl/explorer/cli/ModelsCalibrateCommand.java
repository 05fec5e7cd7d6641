package org.kamcl.explorer.cli;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.inference.Background;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl models calibrate}. */
@Command(
    name = "calibrate",
    description =
        "Measure what unrelated images and queries score with a model, so that searches can say how"
            + " much a score means and when nothing matches.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Up to 1,900 images are drawn and embedded; the images the model was trained with will do. The"
          + " result, background.safetensors, is kept in the model's folder.",
      "Example: kamcl models calibrate RSICD --model default"
    })
final class ModelsCalibrateCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private CorpusOptions corpusOptions;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description = "Which part of the corpus; default is train.")
  private String split = "train";

  @Option(names = "--model", paramLabel = "NAME", description = "The model; see kamcl models list.")
  private String model;

  @Option(names = "--seed", paramLabel = "N", description = "Of the drawing; default is 1.")
  private long seed = 1;

  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  ModelsCalibrateCommand(Console console) {
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
    String source = corpus.name() + ", split " + split;
    Background background;
    try (LoadedModel loaded =
            LoadedModel.open(options.workspace().models(), model, device.device());
        ProgressMeter meter = new ProgressMeter(console)) {
      background = loaded.calibrate(images, source, seed, meter);
    }
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("source", source);
      json.addProperty("cut", background.cut());
      json.addProperty("chanceAtCut", Background.share(background.cut()));
      console.json(json);
    } else {
      console.line(
          "A match is strong where less than %s %% of unrelated images and queries score as high.",
          String.format(Locale.ROOT, "%.2g", 100 * Background.share(background.cut())));
    }
    return 0;
  }
}
