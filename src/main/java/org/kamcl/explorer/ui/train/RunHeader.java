package org.kamcl.explorer.ui.train;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.api.TrainingRuns.StopTime;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.control.Menus;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The selected run: its name, its state, how far it is, and what can be done to it. */
final class RunHeader extends BorderPane {
  private static final PseudoClass STACKED = PseudoClass.getPseudoClass("stacked");

  private final RunActions actions;
  private final RunFormatter formatter;
  private final Messages messages;
  private final Label name = new Label();
  private final Label chip = new Label();
  private final Label origin = new Label();
  private final Label epoch = new Label();
  private final Label left = new Label();
  private final Label end = new Label();
  private final EpochBar bar = new EpochBar();
  private final VBox progress = new VBox();
  private final HBox right = new HBox();
  private final Button pause;
  private final Button resume;
  private final Button stop;
  private final Button changes;
  private final Button more;
  private @Nullable RunSummary run;
  private boolean narrow;

  /**
   * @param menu opens the menu of the run under a button
   */
  RunHeader(RunActions actions, RunFormatter formatter, Messages messages, Consumer<Button> menu) {
    this.actions = actions;
    this.formatter = formatter;
    this.messages = messages;
    getStyleClass().add("run-header");
    name.setId("train-run");
    name.getStyleClass().addAll("bold", "run-title");
    chip.setId("train-state");
    chip.getStyleClass().addAll("chip", "run-chip");
    chip.setMinWidth(USE_PREF_SIZE);
    origin.getStyleClass().add("muted");
    HBox title = new HBox(name, chip);
    title.setAlignment(Pos.CENTER_LEFT);
    title.getStyleClass().add("run-header-row");
    VBox names = new VBox(title, origin);
    names.setAlignment(Pos.CENTER_LEFT);
    names.setMinWidth(0);
    epoch.setId("train-epoch");
    left.setId("train-left");
    left.getStyleClass().add("bold");
    end.getStyleClass().add("muted");
    HBox times = new HBox(epoch, left, end);
    times.getStyleClass().add("run-header-row");
    progress.getChildren().setAll(times, bar);
    progress.setAlignment(Pos.CENTER_LEFT);
    progress.getStyleClass().add("run-progress");
    pause =
        button(
            "train-pause",
            "fth-pause",
            "train.pause",
            "train.pause.tip",
            () -> shown(actions::pause));
    resume =
        button(
            "train-resume",
            "fth-play",
            "train.resume",
            "train.resume.tip",
            () -> shown(actions::resume));
    resume.getStyleClass().add(Styles.ACCENT);
    stop = button("train-stop", "fth-square", "train.stop", "train.stop.tip", this::askStop);
    changes =
        button(
            "run-changes",
            "fth-bar-chart-2",
            "train.changes",
            "train.changes.tip",
            () -> actions.comparer().ifPresent(this::shown));
    more = Icons.button("fth-more-horizontal", messages.text("train.more"), () -> {});
    more.setId("train-more");
    more.setOnAction(event -> menu.accept(more));
    right.getChildren().setAll(progress, pause, resume, stop, changes, more);
    right.setAlignment(Pos.CENTER_RIGHT);
    right.getStyleClass().add("run-header-right");
    setCenter(names);
    setRight(right);
  }

  private Button button(String id, String icon, String key, String tipKey, Runnable action) {
    Button button = new Button(messages.text(key), Icons.of(icon));
    button.setId(id);
    button.setTooltip(new Tooltip(messages.text(tipKey)));
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    button.managedProperty().bind(button.visibleProperty());
    return button;
  }

  private void shown(Consumer<RunSummary> action) {
    RunSummary now = run;
    if (now != null) {
      action.accept(now);
    }
  }

  /** Shows a run; null for none. */
  void show(@Nullable RunSummary shown) {
    run = shown;
    setVisible(shown != null);
    setManaged(shown != null);
    if (shown == null) {
      return;
    }
    name.setText(shown.title());
    name.setTooltip(new Tooltip(shown.note().isEmpty() ? shown.title() : shown.note()));
    chip.setText(formatter.chip(shown));
    chip.getStyleClass().removeIf(style -> style.startsWith("run-state-"));
    chip.getStyleClass()
        .add("run-state-" + shown.state().name().toLowerCase(java.util.Locale.ROOT));
    origin.setText(formatter.origin(shown));
    origin.setTooltip(new Tooltip(origin.getText()));
    String done = formatter.progress(shown);
    Optional<String> remaining = formatter.left(shown);
    epoch.setText(done);
    show(left, remaining);
    show(end, narrow ? Optional.empty() : formatter.end(shown));
    bar.show(shown.progress(), remaining.map(text -> done + ", " + text).orElse(done));
    RunState state = shown.state();
    boolean active = state == RunState.RUNNING || state == RunState.QUEUED;
    pause.setVisible(active);
    pause.setDisable(shown.stopping());
    resume.setVisible(state.canResume());
    stop.setVisible(!state.isOver());
    changes.setVisible(
        state.isOver() && shown.model().isPresent() && actions.comparer().isPresent());
    stop.setDisable(shown.stopping());
  }

  private static void show(Label label, Optional<String> text) {
    label.setText(text.orElse(""));
    label.setVisible(text.isPresent());
    label.setManaged(text.isPresent());
  }

  /**
   * Adapts to the width.
   *
   * @param leaveOutEnd whether there is no space for the time of the end
   * @param below whether the progress has a row of its own
   */
  void arrange(boolean leaveOutEnd, boolean below) {
    narrow = leaveOutEnd;
    if (below != (getBottom() == progress)) {
      if (below) {
        right.getChildren().remove(progress);
        setBottom(progress);
      } else {
        setBottom(null);
        right.getChildren().add(0, progress);
      }
      pseudoClassStateChanged(STACKED, below);
    }
    show(run);
  }

  /** Pauses a run that is running, or lets one continue that is not. */
  void togglePause() {
    if (pause.isVisible() && !pause.isDisabled()) {
      pause.fire();
    } else if (resume.isVisible()) {
      resume.fire();
    }
  }

  private void askStop() {
    RunSummary now = run;
    if (now == null) {
      return;
    }
    PopOver[] popover = new PopOver[1];
    boolean running = now.state() == RunState.RUNNING;
    boolean begun = now.progress().checkpointStep() > 0 || running;
    String key =
        running ? "train.stop.text" : begun ? "train.stop.text.paused" : "train.stop.text.unbegun";
    Label text = new Label(messages.text(key));
    text.setWrapText(true);
    text.getStyleClass().add("muted");
    Button epochEnd =
        choice(
            "train-stop-epoch",
            "train.stop.epoch",
            popover,
            () -> actions.stop(now, StopTime.AFTER_EPOCH));
    Button forGood =
        choice("train-stop-end", "train.stop.end", popover, () -> actions.stop(now, StopTime.NOW));
    epochEnd.setManaged(running);
    epochEnd.setVisible(running);
    VBox content = new VBox(text, epochEnd, forGood);
    content.getStyleClass().add("run-stop");
    popover[0] = Menus.showPopOver(stop, content, HPos.RIGHT);
  }

  private Button choice(String id, String key, PopOver[] popover, Runnable action) {
    Button button = new Button(messages.text(key));
    button.setId(id);
    button.setMaxWidth(Double.MAX_VALUE);
    button.setOnAction(
        event -> {
          popover[0].hide();
          action.run();
        });
    return button;
  }
}
