package org.kamcl.engine.training.run;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.evaluation.RetrievalResult;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.runtime.ProcessMemory;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.engine.training.loss.StepLosses;
import org.kamcl.error.Problem;
import org.kamcl.progress.ProgressStage;

/** The events of the training loop, as written to the log of a run. */
final class TrainingEvents {
  private static final Gson GSON = new Gson();

  private TrainingEvents() {}

  /**
   * A step.
   *
   * @param progress the progress after it
   * @param batches batches per epoch
   * @param rateFactor factor of the schedule on the learning rates
   */
  static JsonObject step(
      TrainingProgress progress,
      int batches,
      StepLosses losses,
      double rateFactor,
      TrainingConfig config,
      StepTimer timer) {
    JsonObject event = RunEventLog.event("step", progress.step());
    event.addProperty("epoch", progress.epoch());
    event.addProperty("batch", progress.batch());
    event.addProperty("batches", batches);
    event.add("losses", GSON.toJsonTree(losses));
    event.addProperty("learningRate", rateFactor * config.optimizer().headLearningRate());
    event.addProperty("imageLearningRate", rateFactor * config.optimizer().imageLearningRate());
    event.addProperty("textLearningRate", rateFactor * config.optimizer().textLearningRate());
    event.addProperty("pairsPerSecond", rounded(config.sampling().batchSize() / timer.seconds()));
    long left = (long) config.schedule().epochs() * batches - progress.step();
    event.addProperty("secondsLeft", Math.round(left * timer.seconds()));
    return event;
  }

  /**
   * The start of the second phase, in which the concept loss counts.
   *
   * @param progress the progress before its first step
   */
  static JsonObject phase(TrainingProgress progress) {
    JsonObject event = RunEventLog.event("phase", progress.step());
    event.addProperty("epoch", progress.epoch());
    event.addProperty("number", 2);
    return event;
  }

  /**
   * The end of an epoch.
   *
   * @param progress the progress before its validation
   * @param result the validation; null without validation images
   * @param best whether it is the best epoch so far
   */
  static JsonObject epoch(
      TrainingProgress progress, @Nullable RetrievalResult result, boolean best) {
    JsonObject event = RunEventLog.event("epoch", progress.step());
    event.addProperty("epoch", progress.epoch());
    event.addProperty("loss", progress.lossSum() / Math.max(1, progress.batch()));
    if (result != null) {
      event.addProperty("meanRecall", result.meanRecall());
      event.add("imageToText", GSON.toJsonTree(result.imageToText()));
      event.add("textToImage", GSON.toJsonTree(result.textToImage()));
    }
    event.addProperty("best", best);
    return event;
  }

  /** Progress of work between steps; {@code kind} is {@code prepare} or {@code validate}. */
  static JsonObject progress(String kind, long step, ProgressStage stage, long done, long total) {
    JsonObject event = RunEventLog.event(kind, step);
    event.addProperty("what", stage.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    event.addProperty("done", done);
    event.addProperty("total", total);
    return event;
  }

  /**
   * A checkpoint that took {@code seconds}, with the largest memory of this process where the
   * system tells it.
   */
  static JsonObject checkpoint(long step, double seconds) {
    JsonObject event = RunEventLog.event("checkpoint", step);
    event.addProperty("seconds", rounded(seconds));
    addMemory(event);
    return event;
  }

  /**
   * The end of a run that is paused. Before the first checkpoint it has no state.
   *
   * @param reason why it cannot go on; empty if a person paused it
   */
  static JsonObject paused(RunFolder run, long step, Optional<Problem> reason) {
    JsonObject event = RunEventLog.event("end", step);
    event.addProperty("outcome", "paused");
    if (Files.exists(run.path().resolve(Checkpoint.LATEST))) {
      event.addProperty("state", Checkpoint.sha256(run.path()));
    }
    reason.ifPresent(problem -> RunEventLog.add(event, problem));
    return event;
  }

  /** The end of a run that is stopped before it has anything that could become a model. */
  static JsonObject stoppedWithoutModel(long step) {
    JsonObject event = RunEventLog.event("end", step);
    event.addProperty("outcome", "stopped");
    return event;
  }

  /** The end of a run whose model is stored, with the largest memory of this process. */
  static JsonObject ended(
      RunFolder run, long step, Trainer.EndReason reason, StoredModel stored, ModelEpoch epoch) {
    JsonObject event = RunEventLog.event("end", step);
    event.addProperty("outcome", reason == Trainer.EndReason.STOPPED ? "stopped" : "finished");
    event.addProperty("model", stored.name());
    event.addProperty("modelEpoch", epoch.epoch());
    addMemory(event);
    event.addProperty("weights", stored.requireCard().weightsSha256());
    event.addProperty("state", Checkpoint.sha256(run.path()));
    stored.requireCard().metrics().forEach(event::addProperty);
    return event;
  }

  private static void addMemory(JsonObject event) {
    ProcessMemory.of(ProcessHandle.current().pid())
        .ifPresent(memory -> event.addProperty("peakMemory", memory.peak()));
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
