package org.kamcl.explorer.training;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The log of a run in a few numbers. It is built event by event, so that a growing log is read
 * once; the index keeps it as JSON.
 */
final class RunHistory {
  private static final Gson GSON = new Gson();
  private static final double WEIGHT = 0.5;

  /** The last start; empty names and 0 before it. */
  @Nullable String corpus;

  int trainingImages;
  int validationImages;
  long startTime;

  /** The last step. */
  long step;

  int stepEpoch;
  int batch;
  int batches;
  @Nullable Double loss;
  @Nullable Double pairsPerSecond;
  long secondsLeft;
  long stepTime;

  /** Epochs. */
  int epochsDone;

  @Nullable Double best;
  int bestEpoch;
  double validationSeconds;

  long checkpointStep;
  long checkpointTime;

  /** Most memory of its processes, bytes; 0 if no system told it. */
  long peakMemory;

  /** Damaged lines of the log. */
  int damagedLines;

  /** The end of the last process; null while there is none. */
  @Nullable String outcome;

  @Nullable JsonObject end;
  long endTime;

  static RunHistory fromJson(String json) {
    RunHistory history = GSON.fromJson(json, RunHistory.class);
    return history == null ? new RunHistory() : history;
  }

  String toJson() {
    return GSON.toJson(this);
  }

  /** Takes in the next event. */
  void add(JsonObject event) {
    switch (event.get("event").getAsString()) {
      case "start" -> start(event);
      case "step" -> step(event);
      case "epoch" -> epoch(event);
      case "checkpoint" -> {
        checkpointStep = event.get("step").getAsLong();
        checkpointTime = time(event);
        memory(event);
      }
      case "end" -> {
        outcome = event.get("outcome").getAsString();
        end = event;
        endTime = time(event);
        memory(event);
      }
      default -> {
        // Not part of the summary.
      }
    }
  }

  private void memory(JsonObject event) {
    if (event.has("peakMemory")) {
      peakMemory = Math.max(peakMemory, event.get("peakMemory").getAsLong());
    }
  }

  private void start(JsonObject event) {
    outcome = null;
    end = null;
    endTime = 0;
    startTime = time(event);
    corpus = event.has("corpus") ? event.get("corpus").getAsString() : null;
    trainingImages = number(event, "images");
    validationImages = number(event, "validationImages");
  }

  private void step(JsonObject event) {
    step = event.get("step").getAsLong();
    stepEpoch = event.get("epoch").getAsInt();
    batch = event.get("batch").getAsInt();
    batches = event.get("batches").getAsInt();
    loss = event.getAsJsonObject("losses").get("total").getAsDouble();
    pairsPerSecond = event.get("pairsPerSecond").getAsDouble();
    secondsLeft = event.get("secondsLeft").getAsLong();
    stepTime = time(event);
  }

  private void epoch(JsonObject event) {
    epochsDone = event.get("epoch").getAsInt();
    if (event.has("meanRecall") && event.get("best").getAsBoolean()) {
      best = event.get("meanRecall").getAsDouble();
      bestEpoch = epochsDone;
    }
    if (stepTime > 0 && time(event) >= stepTime) {
      double seconds = (time(event) - stepTime) / 1000.0;
      validationSeconds =
          validationSeconds == 0 ? seconds : WEIGHT * validationSeconds + (1 - WEIGHT) * seconds;
    }
  }

  private static int number(JsonObject event, String name) {
    JsonElement value = event.get(name);
    return value == null ? 0 : value.getAsInt();
  }

  /** Milliseconds since 1970; 0 in logs of earlier versions. */
  static long time(JsonObject event) {
    return event.has("time") ? event.get("time").getAsLong() : 0;
  }

  /** Completed steps of the present epoch. */
  int batchOfEpoch() {
    return stepEpoch > epochsDone ? batch : 0;
  }

  OptionalDouble bestMeanRecall() {
    return optional(best);
  }

  OptionalDouble lastLoss() {
    return optional(loss);
  }

  OptionalDouble speed() {
    return optional(pairsPerSecond);
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
