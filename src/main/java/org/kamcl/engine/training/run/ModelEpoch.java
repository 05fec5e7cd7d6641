package org.kamcl.engine.training.run;

import java.util.Locale;

/**
 * Which weights of a run became its model.
 *
 * @param epoch of the weights, from 1
 * @param steps number of steps of the weights, for an epoch that is not complete
 * @param complete whether the epoch was complete
 * @param choice why these weights
 */
record ModelEpoch(int epoch, long steps, boolean complete, Choice choice) {
  /** Why these weights became the model. */
  enum Choice {
    /** The best of all validated epochs. */
    BEST("split val chose the epoch"),
    /** There is nothing to choose by. */
    NO_VALIDATION("no split val, the last weights were kept"),
    /** Nothing that validation measures has changed. */
    UNCHANGED_EMBEDDINGS("the embeddings stayed as they were, the last weights were kept"),
    /** The run was stopped before its first validation. */
    NOT_VALIDATED("stopped before the first validation"),
    /** The weights of the best epoch are lost. */
    BEST_LOST("the last weights were kept, because those of the best epoch were lost");

    private final String text;

    Choice(String text) {
      this.text = text;
    }

    /** The text for the model card. */
    String text() {
      return text;
    }
  }

  /** Length of the training for the model card, such as {@code 2 epochs}. */
  String length() {
    long number = complete ? epoch : steps;
    String unit = complete ? "epoch" : "step";
    return String.format(Locale.ROOT, "%d %s%s", number, unit, number == 1 ? "" : "s");
  }
}
