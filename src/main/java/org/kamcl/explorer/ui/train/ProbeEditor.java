package org.kamcl.explorer.ui.train;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.kamcl.explorer.domain.RunProbe;
import org.kamcl.explorer.ui.control.Menus;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The probe queries of a run as rows of text fields, in a popover. */
final class ProbeEditor extends VBox {
  /** As many as the strip shows without becoming a page of its own. */
  static final int MOST = 12;

  private final Messages messages;
  private final VBox rows = new VBox();
  private final Button add;

  private ProbeEditor(List<RunProbe> probes, Messages messages, Runnable save, Runnable cancel) {
    this.messages = messages;
    setId("probe-editor");
    getStyleClass().addAll("run-field", "probe-editor");
    Label title = new Label(messages.text("train.probes.edit.title"));
    title.getStyleClass().add("bold");
    Label text = new Label(messages.text("train.probes.edit.text"));
    text.setWrapText(true);
    text.getStyleClass().add("muted");
    rows.getStyleClass().add("probe-rows");
    add = new Button(messages.text("train.probes.add"), Icons.of("fth-plus"));
    add.setId("probe-add");
    add.setOnAction(event -> add(new RunProbe("", Optional.empty())).requestFocus());
    Button keep = new Button(messages.text("train.save"));
    keep.setId("probe-save");
    keep.setDefaultButton(true);
    keep.getStyleClass().add(Styles.ACCENT);
    keep.setOnAction(event -> save.run());
    Button close = new Button(messages.text("train.cancel"));
    close.setId("probe-cancel");
    close.setOnAction(event -> cancel.run());
    HBox buttons = new HBox(add, new HBox(close, keep));
    HBox right = (HBox) buttons.getChildren().get(1);
    right.getStyleClass().add("probe-row");
    right.setAlignment(Pos.CENTER_RIGHT);
    HBox.setHgrow(right, Priority.ALWAYS);
    getChildren().addAll(title, text, rows, buttons);
    probes.forEach(this::add);
    if (probes.isEmpty()) {
      add(new RunProbe("", Optional.empty()));
    }
  }

  /**
   * Opens the editor under a node.
   *
   * @param changed receives the probes when they are saved
   */
  static void open(
      Node owner, List<RunProbe> probes, Messages messages, Consumer<List<RunProbe>> changed) {
    PopOver[] popover = new PopOver[1];
    ProbeEditor[] editor = new ProbeEditor[1];
    editor[0] =
        new ProbeEditor(
            probes,
            messages,
            () -> {
              popover[0].hide();
              changed.accept(editor[0].probes());
            },
            () -> popover[0].hide());
    popover[0] = Menus.showPopOver(owner, editor[0], HPos.RIGHT);
    editor[0].focusFirst();
  }

  private void focusFirst() {
    rows.lookup(".probe-query-field").requestFocus();
  }

  private TextField add(RunProbe probe) {
    TextField query = new TextField(probe.query());
    query.getStyleClass().add("probe-query-field");
    query.setPromptText(messages.text("train.probes.query"));
    query.setAccessibleText(messages.text("train.probes.query"));
    HBox.setHgrow(query, Priority.ALWAYS);
    TextField wanted = new TextField(probe.wanted().orElse(""));
    wanted.getStyleClass().add("probe-wanted-field");
    wanted.setPromptText(messages.text("train.probes.file"));
    wanted.setAccessibleText(messages.text("train.probes.file"));
    HBox row = new HBox(query, wanted);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("probe-row");
    Button remove =
        Icons.button(
            "fth-x",
            messages.text("train.probes.remove"),
            () -> {
              rows.getChildren().remove(row);
              update();
            });
    remove.getStyleClass().add("probe-remove");
    row.getChildren().add(remove);
    rows.getChildren().add(row);
    update();
    return query;
  }

  private void update() {
    add.setDisable(rows.getChildren().size() >= MOST);
  }

  /** The probes as typed; without those that have no query, and each query once. */
  private List<RunProbe> probes() {
    Map<String, RunProbe> all = new LinkedHashMap<>();
    for (Node row : rows.getChildren()) {
      String query = ((TextField) row.lookup(".probe-query-field")).getText().strip();
      String wanted = ((TextField) row.lookup(".probe-wanted-field")).getText().strip();
      if (!query.isEmpty()) {
        all.putIfAbsent(
            query, new RunProbe(query, Optional.of(wanted).filter(name -> !name.isEmpty())));
      }
    }
    return new ArrayList<>(all.values());
  }
}
