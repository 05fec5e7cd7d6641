package org.kamcl.explorer.ui.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.Evaluations.Summary;
import org.kamcl.explorer.api.Evaluations.Unreadable;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The stored evaluations: each is opened by a click and deleted by a button. */
final class StoredPane extends VBox {
  private final EvaluateViewModel model;
  private final Consumer<Summary> open;
  private final Messages messages;
  private final EvaluateTexts texts;
  private final ErrorFormatter errors;
  private final VBox rows = new VBox();

  /**
   * @param open shows an evaluation
   */
  StoredPane(EvaluateViewModel model, Consumer<Summary> open, Messages messages) {
    this.model = model;
    this.open = open;
    this.messages = messages;
    this.texts = new EvaluateTexts(messages);
    this.errors = new ErrorFormatter(messages);
    setId("stored-evaluations");
    getStyleClass().addAll("popover-content", "stored-pane");
    Label title = new Label(messages.text("evaluate.stored"));
    title.getStyleClass().add("bold");
    Label note = new Label(messages.text("evaluate.stored.note"));
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    note.getStyleClass().addAll("muted", "small");
    rows.getStyleClass().add("stored-rows");
    getChildren().addAll(title, note, rows);
    model.stored().evaluations().addListener((ListChangeListener<Summary>) change -> show());
    model.stored().unreadable().addListener((ListChangeListener<Unreadable>) change -> show());
    show();
  }

  private void show() {
    List<Node> shown = new ArrayList<>();
    model.stored().evaluations().forEach(one -> shown.add(row(one)));
    model.stored().unreadable().forEach(one -> shown.add(row(one)));
    if (shown.isEmpty()) {
      Label none = new Label(messages.text("evaluate.stored.none"));
      none.getStyleClass().add("muted");
      shown.add(none);
    }
    rows.getChildren().setAll(shown);
  }

  private Node row(Summary one) {
    EvaluationDetails details = model.detailsProperty().get();
    boolean isShown = details != null && details.evaluation().id().equals(one.id());
    Label name = new Label(one.setting().model());
    name.getStyleClass().add("bold");
    Label corpus =
        new Label(
            messages.text("evaluate.stored.corpus", one.setting().corpus(), one.setting().split()));
    HBox first = new HBox(name, corpus);
    first.getStyleClass().add("stored-line");
    Label figures =
        new Label(
            messages.text(
                "evaluate.stored.figures",
                one.meanRecall(),
                one.interval().low(),
                one.interval().high(),
                one.images(),
                texts.time(one)));
    figures.getStyleClass().addAll("muted", "small");
    for (Label label : List.of(name, corpus, figures)) {
      label.setMinWidth(0);
    }
    Button opener = new Button(null, new VBox(first, figures));
    opener.getStyleClass().addAll("flat", "stored-row");
    opener.setMaxWidth(Double.MAX_VALUE);
    opener.setAlignment(Pos.CENTER_LEFT);
    opener.setAccessibleText(name.getText() + ", " + corpus.getText() + ", " + figures.getText());
    opener.setOnAction(event -> open.accept(one));
    opener.pseudoClassStateChanged(EvaluateTexts.CHOSEN, isShown);
    return withDeletion(opener, () -> model.stored().delete(one));
  }

  private Node row(Unreadable one) {
    Label text = new Label(errors.format(one.problem()), Icons.of("fth-alert-triangle"));
    text.setWrapText(true);
    text.setMaxWidth(Double.MAX_VALUE);
    text.getStyleClass().add("stored-row");
    return withDeletion(text, () -> model.stored().delete(one));
  }

  private HBox withDeletion(Node content, Runnable delete) {
    Button button = Icons.button("fth-trash-2", messages.text("evaluate.stored.delete"), delete);
    button.getStyleClass().addAll("flat", "stored-delete");
    button.setMinWidth(USE_PREF_SIZE);
    HBox.setHgrow(content, Priority.ALWAYS);
    HBox row = new HBox(content, button);
    row.setAlignment(Pos.CENTER_LEFT);
    row.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.DELETE) {
            delete.run();
            event.consume();
          }
        });
    return row;
  }
}
