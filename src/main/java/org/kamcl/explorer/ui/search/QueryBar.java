package org.kamcl.explorer.ui.search;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.kamcl.explorer.ui.archive.ArchiveViewModel;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.words.Messages;

/** The words that are searched for, on top of the workspace. */
public final class QueryBar extends StackPane {
  private final TextField field = new TextField();

  /** Edits and runs the query of a search. */
  public QueryBar(SearchViewModel search, ArchiveViewModel archive, Messages messages) {
    getStyleClass().add("query-bar");
    BooleanBinding closed = archive.stateProperty().isNotEqualTo(ArchiveViewModel.State.READY);
    field.setId("query");
    field.textProperty().bindBidirectional(search.queryProperty());
    field
        .promptTextProperty()
        .bind(
            Bindings.when(closed)
                .then(messages.text("query.prompt.empty"))
                .otherwise(messages.text("query.prompt")));
    field.setAccessibleText(messages.text("query.label"));
    field.setOnAction(event -> search.search());

    Button clear = Icons.button("fth-x", messages.text("query.clear"), this::clear);
    clear.getStyleClass().addAll(Styles.FLAT, "query-clear");
    clear.visibleProperty().bind(field.textProperty().isNotEmpty());
    clear.setFocusTraversable(false);

    HBox box = new HBox(Icons.of("fth-search"), field, clear);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("query-field");
    HBox.setHgrow(field, Priority.ALWAYS);
    HBox.setHgrow(box, Priority.ALWAYS);
    box.disableProperty().bind(closed);
    field
        .focusedProperty()
        .addListener(
            (property, before, focused) ->
                box.pseudoClassStateChanged(PseudoClass.getPseudoClass("within"), focused));

    Button run = new Button(messages.text("query.search"));
    run.setId("search");
    run.getStyleClass().add(Styles.ACCENT);
    run.setTooltip(new Tooltip(messages.text("query.search.tip")));
    run.setMinWidth(USE_PREF_SIZE);
    run.setOnAction(event -> search.search());
    run.disableProperty()
        .bind(
            closed.or(
                Bindings.createBooleanBinding(
                    () -> field.getText().isBlank(), field.textProperty())));

    HBox row = new HBox(box, run);
    row.getStyleClass().add("query-row");
    row.setAlignment(Pos.CENTER_LEFT);

    ProgressBar busy = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    busy.getStyleClass().add("query-busy");
    busy.setMaxWidth(Double.MAX_VALUE);
    busy.visibleProperty().bind(search.searchingProperty());
    busy.setMouseTransparent(true);
    StackPane.setAlignment(busy, Pos.BOTTOM_CENTER);
    getChildren().addAll(row, busy);
  }

  private void clear() {
    field.clear();
    field.requestFocus();
  }

  /** Moves the cursor into the field, with its text selected. */
  public void focus() {
    field.requestFocus();
    field.selectAll();
  }
}
