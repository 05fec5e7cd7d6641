package org.kamcl.explorer.ui.train;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** What has to be known about the selected run: why it failed or waits, or that it has diverged. */
final class RunNotice extends HBox {
  private final Messages messages;
  private final ErrorFormatter errors;
  private final Label text = new Label();
  private final Button resume = new Button();
  private final Button half = new Button();
  private final Button duplicate = new Button();
  private @Nullable RunSummary run;

  /**
   * @param resume lets a run continue
   * @param halfRates lets a run continue with half of its learning rates
   * @param duplicate begins a run like another; empty if runs cannot be created
   */
  RunNotice(
      Messages messages,
      Consumer<RunSummary> resume,
      Consumer<RunSummary> halfRates,
      Optional<Consumer<RunSummary>> duplicate) {
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
    setId("train-notice");
    getStyleClass().addAll("banner", "run-notice");
    setAlignment(Pos.CENTER_LEFT);
    text.setWrapText(true);
    text.setGraphic(Icons.of("fth-alert-triangle"));
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    this.resume.setText(messages.text("train.resume"));
    this.resume.setId("notice-resume");
    this.resume.getStyleClass().add(Styles.ACCENT);
    this.resume.setMinWidth(USE_PREF_SIZE);
    this.resume.setOnAction(event -> act(resume));
    half.setText(messages.text("train.half"));
    half.setId("notice-half");
    half.setMinWidth(USE_PREF_SIZE);
    half.setOnAction(event -> act(halfRates));
    this.duplicate.setText(messages.text("train.duplicate"));
    this.duplicate.setId("notice-duplicate");
    this.duplicate.setMinWidth(USE_PREF_SIZE);
    this.duplicate.setOnAction(event -> duplicate.ifPresent(this::act));
    getChildren().addAll(text, this.resume, half, this.duplicate);
    show(null, new RunCurves(), false);
  }

  private void act(Consumer<RunSummary> action) {
    RunSummary now = run;
    if (now != null) {
      action.accept(now);
    }
  }

  /**
   * Shows what has to be known.
   *
   * @param canDuplicate whether runs can be created
   */
  void show(@Nullable RunSummary shown, RunCurves curves, boolean canDuplicate) {
    run = shown;
    String said = shown == null ? "" : said(shown, curves);
    text.setText(said);
    setVisible(!said.isEmpty());
    setManaged(!said.isEmpty());
    if (shown != null) {
      offer(shown, curves.divergedStep(), canDuplicate);
    }
  }

  private void offer(RunSummary shown, long divergedStep, boolean canDuplicate) {
    boolean diverged = divergedStep > 0;
    getStyleClass().remove("banner-problem");
    if (diverged || shown.state() == RunState.FAILED) {
      getStyleClass().add("banner-problem");
    }
    long saved = shown.progress().checkpointStep();
    boolean canResume = shown.state().canResume();
    offer(resume, canResume && !diverged);
    // A checkpoint that was written later has weights that are not numbers.
    offer(half, canResume && diverged && saved > 0 && saved < divergedStep);
    offer(duplicate, diverged && canDuplicate);
  }

  private static void offer(Button button, boolean offered) {
    button.setVisible(offered);
    button.setManaged(offered);
  }

  private String said(RunSummary shown, RunCurves curves) {
    if (curves.divergedStep() > 0) {
      return messages.text("train.diverged", curves.divergedStep(), curves.epochBeforeDivergence());
    }
    if (shown.problem().isPresent()) {
      return errors.format(shown.problem().get());
    }
    return shown.state() == RunState.FAILED ? messages.text("train.interrupted") : "";
  }
}
