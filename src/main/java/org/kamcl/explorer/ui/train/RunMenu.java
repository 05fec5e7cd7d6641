package org.kamcl.explorer.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.control.Menus;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.text.Messages;

/** The menu of a run. */
final class RunMenu {
  private final RunActions actions;
  private final ToastsViewModel toasts;
  private final Messages messages;
  private final Optional<Consumer<RunPlan>> duplicate;

  /**
   * @param duplicate begins a run like another; empty if runs cannot be created
   */
  RunMenu(
      RunActions actions,
      ToastsViewModel toasts,
      Messages messages,
      Optional<Consumer<RunPlan>> duplicate) {
    this.actions = actions;
    this.toasts = toasts;
    this.messages = messages;
    this.duplicate = duplicate;
  }

  /**
   * The items of a run.
   *
   * @param owner under which a field opens
   */
  List<MenuItem> items(RunSummary run, Node owner) {
    List<MenuItem> items = new ArrayList<>();
    RunState state = run.state();
    if (state.canResume()) {
      items.add(item("fth-play", "train.resume", () -> actions.resume(run)));
    }
    if (state == RunState.RUNNING || state == RunState.QUEUED) {
      items.add(item("fth-pause", "train.pause", () -> actions.pause(run)));
    }
    if (run.model().isPresent()) {
      actions
          .comparer()
          .ifPresent(
              compare ->
                  items.add(item("fth-bar-chart-2", "train.changes", () -> compare.accept(run))));
    }
    items.add(item("fth-edit-2", "train.rename", () -> askTitle(run, owner)));
    items.add(item("fth-file-text", "train.note", () -> askNote(run, owner)));
    duplicate.ifPresent(
        begin -> items.add(item("fth-copy", "train.duplicate", () -> actions.plan(run, begin))));
    items.add(new SeparatorMenuItem());
    items.add(item("fth-folder", "train.folder", () -> actions.open(run)));
    items.add(item("fth-terminal", "train.command", () -> copyCommand(run)));
    items.add(new SeparatorMenuItem());
    MenuItem delete = item("fth-trash-2", "train.delete", () -> actions.delete(run));
    delete.setDisable(state == RunState.RUNNING || state == RunState.QUEUED);
    items.add(delete);
    return items;
  }

  private MenuItem item(String icon, String key, Runnable action) {
    MenuItem item = Menus.item(icon, messages.text(key), action);
    item.setId(key.replace('.', '-'));
    return item;
  }

  /** Copies a command line that starts the same run. */
  void copyCommand(RunSummary run) {
    ClipboardContent content = new ClipboardContent();
    content.putString(run.origin().command());
    Clipboard.getSystemClipboard().setContent(content);
    toasts.show(messages.text("train.command.copied"));
  }

  private void askTitle(RunSummary run, Node owner) {
    TextField field = new TextField(run.title());
    field.setId("train-title");
    field.setAccessibleText(messages.text("train.rename"));
    Button save = new Button(messages.text("train.save"));
    save.setDefaultButton(true);
    PopOver[] popover = {show(owner, "train.title", field, save)};
    Runnable keep =
        () -> {
          popover[0].hide();
          actions.rename(run, field.getText());
        };
    save.setOnAction(event -> keep.run());
    field.setOnAction(event -> keep.run());
    field.selectAll();
    field.requestFocus();
  }

  private void askNote(RunSummary run, Node owner) {
    TextArea area = new TextArea(run.note());
    area.setId("train-note-text");
    area.setWrapText(true);
    area.setPrefRowCount(4);
    area.setAccessibleText(messages.text("train.note"));
    Button save = new Button(messages.text("train.save"));
    PopOver[] popover = {show(owner, "train.note.title", area, save)};
    Runnable keep =
        () -> {
          popover[0].hide();
          actions.note(run, area.getText());
        };
    save.setOnAction(event -> keep.run());
    area.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
            keep.run();
            event.consume();
          }
        });
    area.requestFocus();
  }

  private PopOver show(Node owner, String key, Node field, Button save) {
    save.setId("train-save");
    VBox content = new VBox(new Label(messages.text(key)), field, save);
    content.getStyleClass().add("run-field");
    return Menus.showPopOver(owner, content, HPos.LEFT);
  }
}
