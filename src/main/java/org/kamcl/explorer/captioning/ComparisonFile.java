package org.kamcl.explorer.captioning;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.RandomComparisons.Comparison;
import org.kamcl.explorer.api.RandomComparisons.Trial;
import org.kamcl.file.JsonValues;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.SealedJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The comparison of a run, as JSON with a hash in the folder of the run. */
final class ComparisonFile {
  /** Name of the file. */
  static final String NAME = "random-images.json";

  private static final Logger LOG = LoggerFactory.getLogger(ComparisonFile.class);

  private final Path file;

  /**
   * @param run folder of the run
   */
  ComparisonFile(Path run) {
    this.file = run.resolve(NAME);
  }

  /** The kept comparison; empty if there is none. A damaged file is as none: it can be repeated. */
  Optional<Comparison> read() {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          JsonValues.read(() -> parse(SealedJson.read(RegularFiles.readString(file)))));
    } catch (IOException | JsonParseException e) {
      LOG.warn("A comparison with random images cannot be read: {}", file, e);
      return Optional.empty();
    }
  }

  private static Comparison parse(JsonObject json) {
    List<Trial> trials = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("trials")) {
      JsonObject one = element.getAsJsonObject();
      trials.add(
          new Trial(
              one.get("seed").getAsLong(),
              one.get("heldOut").getAsInt(),
              one.get("before").getAsDouble(),
              one.get("chosen").getAsDouble(),
              one.get("random").getAsDouble(),
              new BootstrapInterval(one.get("low").getAsDouble(), one.get("high").getAsDouble())));
    }
    return new Comparison(
        json.get("model").getAsString(),
        json.get("count").getAsInt(),
        json.get("corpus").getAsString(),
        json.get("split").getAsString(),
        trials);
  }

  /**
   * Keeps a comparison in place of the one before.
   *
   * @throws KamclException if it cannot be written
   */
  void write(Comparison comparison) {
    JsonArray trials = new JsonArray();
    for (Trial trial : comparison.trials()) {
      JsonObject one = new JsonObject();
      one.addProperty("seed", trial.seed());
      one.addProperty("heldOut", trial.heldOut());
      one.addProperty("before", trial.before());
      one.addProperty("chosen", trial.chosen());
      one.addProperty("random", trial.random());
      one.addProperty("low", trial.difference().low());
      one.addProperty("high", trial.difference().high());
      trials.add(one);
    }
    JsonObject json = new JsonObject();
    json.addProperty("model", comparison.model());
    json.addProperty("count", comparison.count());
    json.addProperty("corpus", comparison.name());
    json.addProperty("split", comparison.split());
    json.add("trials", trials);
    try {
      PrivateFiles.replace(file, SealedJson.write(json).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new KamclException(
          e,
          CaptioningError.COMPARISON_NOT_STORED,
          file,
          e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }
}
