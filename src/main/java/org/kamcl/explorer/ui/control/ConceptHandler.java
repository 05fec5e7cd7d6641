package org.kamcl.explorer.ui.control;

import javafx.beans.Observable;
import javafx.scene.Node;

/** How a concept stands in the query, and what is done with one that is pressed. */
public interface ConceptHandler {
  /** What the query says of a concept. */
  enum Mark {
    /** Nothing. */
    PLAIN,
    /** It is a term of its own. */
    ADDED,
    /** It is excluded. */
    NEGATED
  }

  /** What the query says of it. */
  Mark mark(String concept);

  /** Is invalid whenever {@link #mark} may answer otherwise than before. */
  Observable changes();

  /** Adds a concept of which the query says nothing; takes out what it has or excludes. */
  void press(String concept);

  /** Excludes it. */
  void exclude(String concept);

  /**
   * Offers all that can be done with it.
   *
   * @param owner under which the offers open
   */
  void open(String concept, Node owner);

  /** What {@link #press} will do, for people. */
  String pressed(String concept);

  /** What {@link #exclude} will do, for people. */
  String excluded(String concept);
}
