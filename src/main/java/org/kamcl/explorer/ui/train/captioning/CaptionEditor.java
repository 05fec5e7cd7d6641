package org.kamcl.explorer.ui.train.captioning;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.CaptioningQueue.State;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The captions of an image, the field for the next one, and what the keys do. */
final class CaptionEditor extends VBox {
  private final CaptioningViewModel model;
  private final Messages messages;
  private final VBox saved = new VBox();
  private final Label state = new Label();
  private final TextField field = new TextField();
  private final Button undo = new Button();

  CaptionEditor(CaptioningViewModel model, Messages messages) {
    this.model = model;
    this.messages = messages;
    getStyleClass().add("captioning-editor");
    saved.setId("captioning-saved");
    saved.getStyleClass().add("captioning-saved");
    state.setId("captioning-state");
    state.getStyleClass().addAll("small", "muted");
    state.managedProperty().bind(state.visibleProperty());
    field.setId("captioning-field");
    field.setPromptText(messages.text("captioning.prompt"));
    field.setAccessibleText(messages.text("captioning.prompt"));
    field.getStyleClass().add("captioning-field");
    field.textProperty().bindBidirectional(model.textProperty());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    field.addEventFilter(
        KeyEvent.KEY_TYPED,
        event -> {
          if (event.isAltDown() && "123".contains(event.getCharacter())) {
            // The digit belongs to the shortcut of a hint.
            event.consume();
          }
        });
    getChildren().addAll(state, saved, field, buttons());
  }

  private Node buttons() {
    Button save = button("captioning.save", "Enter", () -> model.save(false));
    save.setId("captioning-save");
    save.getStyleClass().add(Styles.ACCENT);
    Button more = button("captioning.another", "Shift+Enter", () -> model.save(true));
    Button skip = button("captioning.skip", "Alt+Down", model::skip);
    skip.setId("captioning-skip");
    Button unusable = button("captioning.unusable", "Alt+Del", model::markUnusable);
    unusable.setId("captioning-unusable");
    undo.setText(messages.text("captioning.undo"));
    undo.setId("captioning-undo");
    undo.setTooltip(new Tooltip("Ctrl+Shift+Z"));
    undo.setOnAction(event -> model.undo());
    Button back = Icons.button("fth-chevron-left", messages.text("captioning.back"), model::back);
    Button forward =
        Icons.button("fth-chevron-right", messages.text("captioning.forward"), model::forward);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox buttons = new HBox(save, more, skip, unusable, undo, gap, back, forward);
    buttons.setAlignment(Pos.CENTER_LEFT);
    buttons.getStyleClass().add("captioning-buttons");
    return buttons;
  }

  private Button button(String key, String shortcut, Runnable action) {
    Button button = new Button(messages.text(key));
    Label keys = new Label(shortcut);
    keys.getStyleClass().addAll("small", "captioning-button-key");
    button.setGraphic(keys);
    button.setContentDisplay(ContentDisplay.RIGHT);
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }

  private void pressed(KeyEvent event) {
    boolean handled = true;
    switch (event.getCode()) {
      case ENTER -> model.save(event.isShiftDown());
      case LEFT -> handled = withAlt(event, model::back);
      case RIGHT -> handled = withAlt(event, model::forward);
      case DOWN -> handled = withAlt(event, model::skip);
      case DELETE -> handled = withAlt(event, model::markUnusable);
      case DIGIT1, NUMPAD1 -> handled = withAlt(event, () -> useHint(0));
      case DIGIT2, NUMPAD2 -> handled = withAlt(event, () -> useHint(1));
      case DIGIT3, NUMPAD3 -> handled = withAlt(event, () -> useHint(2));
      case Z -> {
        // With something typed, Ctrl+Z is the field's own; with Shift it is always this one.
        handled = event.isShortcutDown() && (event.isShiftDown() || field.getText().isEmpty());
        if (handled) {
          model.undo();
        }
      }
      default -> handled = false;
    }
    if (handled) {
      event.consume();
    }
  }

  private static boolean withAlt(KeyEvent event, Runnable action) {
    if (event.isAltDown()) {
      action.run();
    }
    return event.isAltDown();
  }

  private void useHint(int hint) {
    if (hint < model.hints().size()) {
      use(model.hints().get(hint).caption());
    }
  }

  /** Types a hint. */
  void use(String hint) {
    model.useHint(hint);
    focus();
  }

  /** Shows the captions of the image. */
  void show() {
    saved.getChildren().setAll(model.entry().captions().stream().map(this::savedRow).toList());
    State now = model.entry().state();
    state.setVisible(now == State.SKIPPED || now == State.UNUSABLE);
    state.setText(
        messages.text(now == State.UNUSABLE ? "captioning.is.unusable" : "captioning.is.skipped"));
    undo.setDisable(!model.canUndo());
  }

  private Node savedRow(String caption) {
    Label text = new Label(caption);
    text.setWrapText(true);
    text.getStyleClass().add("captioning-caption");
    Button remove =
        Icons.button(
            "fth-x",
            messages.text("captioning.remove", caption),
            () -> model.removeCaption(caption));
    HBox row = new HBox(Icons.of("fth-check"), text, remove);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("captioning-caption-row");
    return row;
  }

  /** Gives the focus to the field, with the cursor at the end. */
  void focus() {
    field.requestFocus();
    field.end();
  }
}
