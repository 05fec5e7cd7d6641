package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.active.SelectionExperiment;
import org.kamcl.engine.active.SelectionExperiment.Measurement;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.cli.common.CommandError;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.JobProgressPrinter;
import org.kamcl.explorer.cli.common.ProgressSubject;
import org.kamcl.explorer.cli.corpus.CorpusOptions;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.file.TemporaryName;
import picocli.CommandLine.Option;

/** {@code kamcl suggest --evaluate}: what chosen images give against random ones. */
final class SelectionEvaluation {
  private static final int MOST_SEEDS = 100;

  @Option(
      names = "--evaluate",
      paramLabel = "CORPUS",
      description =
          "Measure on this corpus what the captions of suggested images give, against those of as"
              + " many random ones. Half of the images of --split, drawn at random, are the pool to"
              + " choose from; the other half are held out for the evaluation.")
  private @Nullable Path corpus;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description =
          "Split of the corpus for --evaluate, which the model was not trained on. Default: val.")
  private String split = "val";

  @Option(
      names = "--images",
      paramLabel = "N",
      description =
          "With --evaluate, use so many images of the split, drawn at random. Default: all.")
  private @Nullable Integer most;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "With --evaluate, repeat with the seeds 1 to N. Default: 3.")
  private int seeds = 3;

  @Option(
      names = "--captioned",
      paramLabel = "N",
      description =
          "With --evaluate, so many images of the split train, drawn at random, count as captioned"
              + " when images are chosen. Default: 500.")
  private int captioned = 500;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description =
          "With --evaluate, change a setting of the fine-tuning; see kamcl train --help. Can be"
              + " repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** Whether something is evaluated. */
  boolean isWanted() {
    return corpus != null;
  }

  /**
   * @throws KamclException if the value of an option is not valid
   */
  void check() {
    if (seeds < 1 || seeds > MOST_SEEDS || captioned < 0) {
      throw new KamclException(ArchiveCommandError.INVALID_SEEDS, MOST_SEEDS);
    }
    if (most != null && most < 1) {
      throw new KamclException(ArchiveCommandError.INVALID_IMAGE_COUNT);
    }
  }

  /**
   * Measures and prints the figures.
   *
   * @param model name of the model; null for the default one
   */
  void run(
      CommandOutput output,
      boolean json,
      Workspace workspace,
      @Nullable String model,
      DeviceChoice device,
      int count) {
    if (corpus == null) {
      return;
    }
    Corpus described = CorpusOptions.read(output, corpus, null, true);
    List<CorpusImage> images = images(described);
    if (images.isEmpty()) {
      throw new KamclException(CommandError.EMPTY_SPLIT, split, described.splits(), "--split");
    }
    if (images.size() / 2 < count) {
      throw new KamclException(
          ArchiveCommandError.POOL_TOO_SMALL, split, images.size(), images.size() / 2, count);
    }
    List<CorpusImage> known =
        new ArrayList<>(split.equals("train") ? List.of() : described.split("train"));
    Collections.shuffle(known, new Random(1));
    SelectionExperiment.Design design =
        new SelectionExperiment.Design(
            images,
            List.copyOf(known.subList(0, Math.min(captioned, known.size()))),
            count,
            settings(count));
    ModelStore store = workspace.models();
    StoredModel start = model == null ? store.defaultModel() : store.find(model);
    Path folder = TemporaryName.beside(workspace.runs().path().resolve("selection"));
    List<Measurement> measured = new ArrayList<>();
    try (EngineRuntime runtime = EngineRuntime.open(device);
        WorkerPool workers = WorkerPool.forThisMachine();
        KamclModel opened = store.open(store.check(start), runtime)) {
      SelectionExperiment experiment =
          new SelectionExperiment(
              start, opened, runtime, workers, folder, output.shutdown()::requested);
      SelectionExperiment.Prepared prepared;
      try (JobProgressPrinter progress = new JobProgressPrinter(output, ProgressSubject.IMAGES)) {
        prepared = experiment.prepare(design, progress);
      }
      prepared.skipped().forEach(output::printSkipped);
      if (!json) {
        output.printLine(
            "%s, split %s, model %s: %,d images, %d of them chosen per seed",
            described.name(), split, start.name(), images.size(), count);
        output.printLine("seed   before   chosen   random   chosen - random (95 %% interval)");
      }
      for (long seed = 1; seed <= seeds; seed++) {
        Measurement one = prepared.measure(seed);
        measured.add(one);
        if (!json) {
          print(output, one);
        }
      }
    } finally {
      FileUtils.deleteQuietly(folder.toFile());
    }
    if (json) {
      output.printJson(document(described.name(), start.name(), count, measured));
    } else {
      printMean(output, measured);
    }
  }

  private List<CorpusImage> images(Corpus described) {
    List<CorpusImage> images =
        new ArrayList<>(
            described.split(split).stream().filter(i -> !i.captions().isEmpty()).toList());
    if (most != null) {
      Collections.shuffle(images, new Random(1));
      return List.copyOf(images.subList(0, Math.max(0, Math.min(most, images.size()))));
    }
    return List.copyOf(images);
  }

  /** The settings of the fine-tuning: a few steps, because there are few images. */
  private Map<String, String> settings(int count) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("batchSize", String.valueOf(Math.min(count, 20)));
    all.put("queueSize", String.valueOf(10 * Math.min(count, 20)));
    all.put("epochs", "5");
    all.putAll(settings);
    return all;
  }

  private static void print(CommandOutput output, Measurement one) {
    output.printLine(
        "%4d   %6.2f   %6.2f   %6.2f   %+6.2f (%+.2f to %+.2f)",
        one.seed(),
        one.before(),
        one.chosen(),
        one.random(),
        one.chosen() - one.random(),
        one.difference().low(),
        one.difference().high());
  }

  private static double mean(List<Measurement> measured, ToDoubleFunction<Measurement> value) {
    return measured.stream().mapToDouble(value).average().orElse(0);
  }

  private static void printMean(CommandOutput output, List<Measurement> measured) {
    output.printLine(
        "mean   %6.2f   %6.2f   %6.2f   %+6.2f",
        mean(measured, Measurement::before),
        mean(measured, Measurement::chosen),
        mean(measured, Measurement::random),
        mean(measured, one -> one.chosen() - one.random()));
    output.printLine(
        "uncertainty of the images: %.2f bits chosen, %.2f bits random",
        mean(measured, Measurement::chosenUncertainty),
        mean(measured, Measurement::randomUncertainty));
  }

  private JsonObject document(
      String corpusName, String model, int count, List<Measurement> measured) {
    JsonObject json = new JsonObject();
    json.addProperty("corpus", corpusName);
    json.addProperty("split", split);
    json.addProperty("model", model);
    json.addProperty("count", count);
    JsonObject set = new JsonObject();
    settings(count).forEach(set::addProperty);
    json.add("settings", set);
    JsonArray all = new JsonArray();
    for (Measurement one : measured) {
      JsonObject entry = new JsonObject();
      entry.addProperty("seed", one.seed());
      entry.addProperty("pool", one.pool());
      entry.addProperty("heldOut", one.heldOut());
      entry.addProperty("before", one.before());
      entry.addProperty("chosen", one.chosen());
      entry.addProperty("random", one.random());
      entry.add("chosenGain", interval(one.gain()));
      entry.add("randomGain", interval(one.randomGain()));
      entry.add("difference", interval(one.difference()));
      entry.addProperty("chosenUncertainty", one.chosenUncertainty());
      entry.addProperty("randomUncertainty", one.randomUncertainty());
      all.add(entry);
    }
    json.add("seeds", all);
    json.addProperty("meanDifference", mean(measured, one -> one.chosen() - one.random()));
    return json;
  }

  private static JsonObject interval(BootstrapInterval interval) {
    JsonObject json = new JsonObject();
    json.addProperty("low", interval.low());
    json.addProperty("high", interval.high());
    return json;
  }
}
