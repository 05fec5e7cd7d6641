package org.kamcl.explorer.ui.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.domain.WorkspaceInfo;
import org.kamcl.explorer.ui.dialog.FileDialogs;
import org.kamcl.explorer.ui.text.Messages;

/** Where the workspace is, what it takes, and what can be done with it. */
final class WorkspacePane extends VBox {
  private static final double MEGABYTE = 1 << 20;
  private static final String EXTENSION = ".kamcl-backup.zip";

  private final WorkspaceViewModel model;
  private final FileDialogs dialogs;
  private final Messages messages;
  private final Label folder = wrapped();
  private final Label size = wrapped();
  private final Label moving = wrapped();
  private final Button move;
  private final Button cancel;

  WorkspacePane(WorkspaceViewModel model, FileDialogs dialogs, Messages messages) {
    this.model = model;
    this.dialogs = dialogs;
    this.messages = messages;
    setId("workspace-pane");
    getStyleClass().add("setting-texts");
    size.getStyleClass().addAll("small", "muted");
    Label explanation = wrapped();
    explanation.setText(messages.text("workspace.text"));
    this.move = button("workspace-move", "workspace.move", this::chooseMove);
    this.cancel = button("workspace-stay", "workspace.stay", model::cancelMove);
    FlowPane buttons =
        new FlowPane(
            button("workspace-backup", "workspace.backup", this::chooseBackup),
            button("workspace-restore", "workspace.restore", this::chooseRestore),
            move,
            cancel);
    buttons.getStyleClass().add("setting-buttons");
    buttons.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(folder, size, explanation, moving, buttons);
    show(model.infoProperty().get());
    model.infoProperty().addListener((property, before, now) -> show(now));
    model.refresh();
  }

  private static Label wrapped() {
    Label label = new Label();
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private Button button(String id, String key, Runnable action) {
    Button button = new Button(messages.text(key));
    button.setId(id);
    button.setOnAction(event -> action.run());
    button.managedProperty().bind(button.visibleProperty());
    return button;
  }

  private void show(@Nullable WorkspaceInfo info) {
    if (info == null) {
      folder.setText(messages.text("workspace.reading"));
      show(Optional.empty(), "", false);
      return;
    }
    folder.setText(info.folder().toString());
    size.setText(
        messages.text(
            "workspace.size",
            info.bytes() / MEGABYTE,
            info.images(),
            info.backupBytes() / MEGABYTE,
            info.free() / MEGABYTE));
    String fixed = info.movable() ? "" : messages.text("workspace.fixed");
    show(info.next(), fixed, info.movable());
  }

  private void show(Optional<Path> next, String otherwise, boolean movable) {
    moving.setText(
        next.map(place -> messages.text("workspace.moves", place.toString())).orElse(otherwise));
    moving.setVisible(!moving.getText().isEmpty());
    moving.setManaged(moving.isVisible());
    move.setVisible(movable && next.isEmpty());
    cancel.setVisible(next.isPresent());
  }

  private void chooseBackup() {
    dialogs
        .save(
            messages.text("workspace.backup.title"),
            Path.of(System.getProperty("user.home", ""), "kamcl" + EXTENSION),
            List.of(new FileDialogs.FileKind(messages.text("workspace.backup.kind"), EXTENSION)))
        .ifPresent(model::backUp);
  }

  private void chooseRestore() {
    Optional<Path> backup =
        dialogs.file(
            messages.text("workspace.restore.title"),
            new FileDialogs.FileKind(messages.text("workspace.backup.kind"), ".zip"));
    backup.ifPresent(
        file ->
            dialogs
                .folder(messages.text("workspace.restore.folder"))
                .ifPresent(target -> model.restore(file, target)));
  }

  private void chooseMove() {
    dialogs.folder(messages.text("workspace.move.title")).ifPresent(model::move);
  }
}
