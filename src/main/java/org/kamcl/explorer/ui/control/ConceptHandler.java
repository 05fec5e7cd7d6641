package org.kamcl.explorer.ui.control;

import javafx.beans.Observable;
import javafx.scene.Node;

/** The state of concepts in the query, and the actions of concept chips and words. */
public interface ConceptHandler {
  /** The state of a concept in the query. */
  enum QueryState {
    /** Not part of the query. */
    ABSENT,
    /** A term of the query. */
    ADDED,
    /** An exclusion of the query. */
    EXCLUDED
  }

  /** The state of a concept in the query. */
  QueryState queryState(String concept);

  /** Is invalidated whenever the result of {@link #queryState} may have changed. */
  Observable changes();

  /** Adds an absent concept to the query; removes any other one from it. */
  void toggle(String concept);

  /** Excludes a concept. */
  void exclude(String concept);

  /**
   * Opens the menu of a concept.
   *
   * @param owner node under which the menu opens
   */
  void showMenu(String concept, Node owner);

  /** Describes what {@link #toggle} will do. */
  String toggleHint(String concept);

  /** Describes what the menu of a concept offers. */
  String menuHint(String concept);

  /** Describes what {@link #exclude} will do. */
  String excludeHint(String concept);
}
