package org.kamcl.explorer.training;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.training.run.EventSeries;
import org.kamcl.engine.training.run.LogPosition;
import org.kamcl.engine.training.run.LogSlice;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.RunEvents;
import org.kamcl.explorer.domain.RunPosition;
import org.kamcl.file.MovedFolder;

/** Reads the log of a run as points, epochs, probes and warnings. */
final class RunEventReader {
  private final List<RunEvents.Point> points = new ArrayList<>();
  private final List<RunEvents.Epoch> epochs = new ArrayList<>();
  private final List<RunEvents.Phase> phases = new ArrayList<>();
  private final List<RunEvents.ProbeResult> probes = new ArrayList<>();
  private final List<RunEvents.ConceptStrength> concepts = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  /** Where the workspace of the run is. */
  private final @Nullable Path workspace;

  private final RunFolder run;

  /** Folder of the images; null until it is needed. */
  private @Nullable Path corpus;

  private RunEventReader(RunFolder run) {
    Path runs = run.path().toAbsolutePath().getParent();
    this.workspace = runs == null ? null : runs.getParent();
    this.run = run;
  }

  /** An image of the corpus, which moves with the workspace if it is part of it. */
  private Path located(JsonElement file) {
    Path found = MovedFolder.read(workspace, file.getAsString());
    if (Files.exists(found)) {
      return found;
    }
    if (corpus == null) {
      corpus = corpus();
    }
    for (int i = 1; i < found.getNameCount(); i++) {
      Path moved = corpus.resolve(found.subpath(i, found.getNameCount()).toString());
      if (found.getName(i - 1).equals(corpus.getFileName()) && Files.exists(moved)) {
        return moved;
      }
    }
    return found;
  }

  /** The folder of the images, where it is now. */
  private Path corpus() {
    try {
      Path named = Path.of(run.spec().corpus()).toAbsolutePath();
      return Files.isDirectory(named)
          ? named
          : Objects.requireNonNullElse(named.getParent(), named);
    } catch (KamclException e) {
      // The log of a run can be read without its description.
      return run.path();
    }
  }

  /** What was logged since a position. */
  static RunEvents read(RunFolder run, RunPosition since) {
    LogSlice slice = run.events(new LogPosition(since.offset(), since.check()));
    RunEventReader reader = new RunEventReader(run);
    slice.events().forEach(reader::add);
    LogPosition end = slice.position();
    return new RunEvents(
        new RunPosition(end.offset(), end.check()),
        slice.restarted(),
        reader.points,
        reader.epochs,
        reader.phases,
        reader.probes,
        reader.concepts,
        reader.warnings);
  }

  private void add(JsonObject event) {
    switch (event.get("event").getAsString()) {
      case "step" -> step(event);
      case "epoch" -> epoch(event);
      case "phase" ->
          phases.add(
              new RunEvents.Phase(
                  event.get("number").getAsInt(),
                  event.get("epoch").getAsInt(),
                  event.get("step").getAsLong()));
      case "probes" ->
          event
              .getAsJsonArray("results")
              .forEach(result -> probe(event.get("epoch").getAsInt(), result.getAsJsonObject()));
      case "concepts" ->
          event
              .getAsJsonArray("strengths")
              .forEach(
                  strength -> concept(event.get("epoch").getAsInt(), strength.getAsJsonObject()));
      case "warning" -> RunSummaries.warning(event).ifPresent(warnings::add);
      default -> {
        // Not shown.
      }
    }
  }

  private static long time(JsonObject event) {
    long time = RunHistory.time(event);
    return time > 0 ? time : RunEvents.NO_TIME;
  }

  private void step(JsonObject event) {
    int batches = Math.max(1, event.get("batches").getAsInt());
    double epoch =
        event.get("epoch").getAsInt() - 1 + (double) event.get("batch").getAsInt() / batches;
    long step = event.get("step").getAsLong();
    long time = time(event);
    EventSeries.values(event)
        .forEach(
            (series, value) -> points.add(new RunEvents.Point(series, step, epoch, time, value)));
  }

  private void epoch(JsonObject event) {
    boolean validated = event.has("meanRecall");
    epochs.add(
        new RunEvents.Epoch(
            event.get("epoch").getAsInt(),
            event.get("step").getAsLong(),
            time(event),
            event.get("loss").getAsDouble(),
            validated
                ? OptionalDouble.of(event.get("meanRecall").getAsDouble())
                : OptionalDouble.empty(),
            validated ? Optional.of(recall(event, "imageToText")) : Optional.empty(),
            validated ? Optional.of(recall(event, "textToImage")) : Optional.empty(),
            validated && event.get("best").getAsBoolean()));
  }

  private static RunEvents.Recall recall(JsonObject event, String direction) {
    JsonObject values = event.getAsJsonObject(direction);
    return new RunEvents.Recall(
        values.get("r1").getAsDouble(),
        values.get("r5").getAsDouble(),
        values.get("r10").getAsDouble());
  }

  private void probe(int epoch, JsonObject result) {
    List<Path> top = new ArrayList<>();
    if (result.get("top") instanceof JsonArray files) {
      for (JsonElement file : files) {
        top.add(located(file));
      }
    }
    boolean wanted = result.has("wanted");
    probes.add(
        new RunEvents.ProbeResult(
            epoch,
            result.get("query").getAsString(),
            wanted ? OptionalInt.of(result.get("rank").getAsInt()) : OptionalInt.empty(),
            wanted ? Optional.of(located(result.get("wanted"))) : Optional.empty(),
            top));
  }

  private void concept(int epoch, JsonObject strength) {
    concepts.add(
        new RunEvents.ConceptStrength(
            epoch,
            strength.get("concept").getAsString(),
            strength.get("images").getAsInt(),
            strength.get("present").getAsDouble(),
            strength.get("absent").getAsDouble()));
  }
}
