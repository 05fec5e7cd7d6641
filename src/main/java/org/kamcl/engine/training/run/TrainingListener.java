package org.kamcl.engine.training.run;

import com.google.gson.JsonObject;

/** Is told what happens in a run, in order, on the run's thread. */
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener NONE = event -> {};

  /**
   * Something happened.
   *
   * @param event with {@code event} (start, prepare, step, epoch, checkpoint, warning, end) and
   *     what belongs to it
   */
  void onEvent(JsonObject event);
}
