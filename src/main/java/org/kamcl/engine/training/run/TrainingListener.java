package org.kamcl.engine.training.run;

import com.google.gson.JsonObject;

/** Receives the events of a run in order, on the thread of the run. */
public interface TrainingListener {
  /** Ignores events. */
  TrainingListener NONE = event -> {};

  /**
   * An event occurred.
   *
   * @param event object with {@code event} (start, prepare, step, epoch, validate, checkpoint,
   *     warning, end) and its values
   */
  void onEvent(JsonObject event);
}
