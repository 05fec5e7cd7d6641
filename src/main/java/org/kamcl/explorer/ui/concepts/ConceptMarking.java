package org.kamcl.explorer.ui.concepts;

import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.text.Messages;

/** Marks concepts as visible in images or not, which can be undone. */
final class ConceptMarking {
  private final ConceptsViewModel model;
  private final ToastsViewModel toasts;
  private final Runnable searchAgain;
  private final Messages messages;

  /**
   * @param searchAgain shows the hits with the reasons that they have now
   */
  ConceptMarking(
      ConceptsViewModel model, ToastsViewModel toasts, Runnable searchAgain, Messages messages) {
    this.model = model;
    this.toasts = toasts;
    this.searchAgain = searchAgain;
    this.messages = messages;
    model.onMarkProblem(toasts::showProblem);
  }

  /** Marks a concept, and offers to undo it. */
  void mark(String concept, boolean visual) {
    model.mark(
        concept,
        visual,
        () -> {
          searchAgain.run();
          toasts.showUndoable(
              visual
                  ? messages.text("concepts.marked.visual", concept)
                  : messages.text("concepts.marked.not.visual", concept),
              () -> model.mark(concept, !visual, searchAgain));
        });
  }
}
