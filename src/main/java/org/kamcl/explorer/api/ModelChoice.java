package org.kamcl.explorer.api;

import java.util.List;
import java.util.Optional;
import org.kamcl.error.Problem;

/**
 * Which model indexes and searches, where the one that would be used cannot be. Reads files; not
 * for the JavaFX thread.
 */
public interface ModelChoice {
  /**
   * Why the model of the archive cannot be used; empty if it can, or if there is no model at all.
   */
  Optional<Problem> problem();

  /** Names of the models that can be chosen instead. */
  List<String> names();

  /**
   * Uses another model from now on.
   *
   * @throws org.kamcl.error.KamclException if it does not exist
   * @throws IllegalStateException if a model is in use already
   */
  void choose(String name);
}
