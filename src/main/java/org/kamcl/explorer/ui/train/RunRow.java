package org.kamcl.explorer.ui.train;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** A run in the list. */
final class RunRow extends BorderPane {
  private final RunFormatter formatter;
  private final Messages messages;
  private final CheckBox shown = new CheckBox();
  private final Region color = new Region();
  private final Label title = new Label();
  private final Label best = new Label();
  private final Label state = new Label();
  private @Nullable RunSummary run;

  /**
   * @param toggle lays a run over the others, or takes it away
   */
  RunRow(RunFormatter formatter, Messages messages, Consumer<RunSummary> toggle) {
    this.formatter = formatter;
    this.messages = messages;
    getStyleClass().add("run-row");
    setMinWidth(0);
    setPrefWidth(0);
    shown.setFocusTraversable(false);
    shown.getStyleClass().add("run-shown");
    shown.setTooltip(new Tooltip(messages.text("train.overlay")));
    shown.setOnAction(
        event -> {
          RunSummary now = run;
          if (now != null) {
            toggle.accept(now);
          }
        });
    color.getStyleClass().add("run-color");
    HBox left = new HBox(shown, color);
    left.setAlignment(Pos.CENTER_LEFT);
    left.getStyleClass().add("run-row-left");
    title.getStyleClass().add("run-name");
    title.setMinWidth(0);
    state.getStyleClass().addAll("muted", "text-small");
    state.setMinWidth(0);
    best.getStyleClass().add("run-best");
    best.setMinWidth(Region.USE_PREF_SIZE);
    BorderPane first = new BorderPane(title);
    BorderPane.setAlignment(title, Pos.CENTER_LEFT);
    first.setRight(best);
    setLeft(left);
    setCenter(new VBox(first, state));
  }

  /**
   * Shows a run.
   *
   * @param number number of its color; 0 if it is not shown
   */
  void show(RunSummary shownRun, int number) {
    run = shownRun;
    shown.setSelected(number > 0);
    color.getStyleClass().removeIf(style -> style.startsWith("run-color-"));
    color.getStyleClass().add("run-color-" + number);
    title.setText(shownRun.title());
    title.setTooltip(new Tooltip(shownRun.note().isEmpty() ? shownRun.title() : shownRun.note()));
    best.setText(formatter.recall(shownRun.progress().bestMeanRecall()));
    state.setText(formatter.state(shownRun));
    state.setTooltip(new Tooltip(state.getText()));
    boolean failed = shownRun.state() == RunState.FAILED;
    state.setGraphic(failed ? Icons.of("fth-alert-triangle", 12) : null);
    state.getStyleClass().remove("run-failed");
    if (failed) {
      state.getStyleClass().add("run-failed");
    }
  }

  /** The run in words. */
  String spoken() {
    return messages.text(
        "train.run.spoken",
        title.getText(),
        best.getText(),
        state.getText(),
        shown.isSelected() ? 1 : 0);
  }
}
