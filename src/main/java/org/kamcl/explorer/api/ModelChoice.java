package org.kamcl.explorer.api;

import java.util.List;
import java.util.Optional;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.IndexedModel;

/** Which model indexes and searches. Reads files; not for the JavaFX thread. */
public interface ModelChoice {
  /**
   * Why the model of the archive cannot be used; empty if it can, or if there is no model at all.
   */
  Optional<Problem> problem();

  /** Names of the models that can be chosen instead. */
  List<String> names();

  /**
   * Uses another model from now on, although it may have a problem of its own.
   *
   * @throws org.kamcl.error.KamclException if it does not exist
   */
  void choose(String name);

  /**
   * The models that have indexed images of the archive, and the others that are installed. Those
   * that have can be used without reading an image again. By name, the one of the program first.
   */
  List<IndexedModel> indexed();

  /**
   * Searches with another model from now on, in this session and after the next start. What was
   * embedded with any model stays, and so do collections, tags, ratings and saved searches. If the
   * model cannot be used, the one before stays in use.
   *
   * @throws org.kamcl.error.KamclException if it does not exist or its files are damaged
   */
  void use(String name);
}
