package org.kamcl.explorer.ui.control;

import javafx.beans.Observable;
import javafx.scene.Node;

/** How a concept stands in the query, and what is done with one that is pressed. */
public interface ConceptHandler {
  /** What the query says of a concept. */
  enum QueryState {
    /** Nothing. */
    ABSENT,
    /** It is a term of its own. */
    ADDED,
    /** It is excluded. */
    EXCLUDED
  }

  /** What the query says of it. */
  QueryState queryState(String concept);

  /** Is invalid whenever {@link #queryState} may answer otherwise than before. */
  Observable changes();

  /** Adds a concept of which the query says nothing; takes out what it has or excludes. */
  void toggle(String concept);

  /** Excludes it. */
  void exclude(String concept);

  /**
   * Offers all that can be done with it.
   *
   * @param owner under which the offers open
   */
  void showMenu(String concept, Node owner);

  /** What {@link #toggle} will do, for people. */
  String toggleHint(String concept);

  /** What {@link #exclude} will do, for people. */
  String excludeHint(String concept);
}
