package org.kamcl.explorer.ui.control;

import javafx.scene.Node;

/** What is done with a concept that was pressed, and how it is marked before. */
public interface ConceptHandler {
  /** Only looked at. */
  ConceptHandler NONE =
      new ConceptHandler() {
        @Override
        public Mark mark(String concept) {
          return Mark.PLAIN;
        }

        @Override
        public void open(String concept, Node owner) {
          // Nothing is offered.
        }
      };

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

  /**
   * Offers what can be done with it.
   *
   * @param owner under which the offers open
   */
  void open(String concept, Node owner);
}
