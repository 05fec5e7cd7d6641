package org.kamcl.explorer.ui.concepts;

import atlantafx.base.theme.Styles;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kamcl.explorer.ui.control.ConceptHandler;
import org.kamcl.explorer.ui.control.ConceptHandler.QueryState;
import org.kamcl.explorer.ui.theme.Icons;

/** Adds a concept to the query of Explore, or excludes it; shows which of both it is. */
final class QueryButtons extends HBox {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final String concept;
  private final ConceptHandler handler;
  private final Button add;
  private final Button exclude;

  /** Registered as a weak listener, since the query outlives the buttons. */
  private final InvalidationListener onQueryChange = query -> show();

  QueryButtons(String concept, ConceptHandler handler) {
    this.concept = concept;
    this.handler = handler;
    this.add = button("fth-plus", () -> handler.toggle(concept));
    this.exclude = button("fth-minus", this::exclude);
    add.setId("concept-add");
    exclude.setId("concept-exclude");
    getStyleClass().add("query-buttons");
    setAlignment(Pos.CENTER);
    getChildren().addAll(add, exclude);
    handler.changes().addListener(new WeakInvalidationListener(onQueryChange));
    show();
  }

  private static Button button(String icon, Runnable action) {
    Button button = Icons.button(icon, "", action);
    button.getStyleClass().add(Styles.FLAT);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private void exclude() {
    if (handler.queryState(concept) == QueryState.EXCLUDED) {
      handler.toggle(concept);
    } else {
      handler.exclude(concept);
    }
  }

  private void show() {
    QueryState state = handler.queryState(concept);
    describe(add, handler.toggleHint(concept), state == QueryState.ADDED);
    describe(exclude, handler.excludeHint(concept), state == QueryState.EXCLUDED);
  }

  private static void describe(Button button, String text, boolean chosen) {
    button.setTooltip(new Tooltip(text));
    button.setAccessibleText(text);
    button.pseudoClassStateChanged(CHOSEN, chosen);
  }
}
