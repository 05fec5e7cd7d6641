package org.kamcl.explorer.ui.models;

import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.ui.task.JobFormatter;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.text.Messages;

/**
 * What shows the progress of a job.
 *
 * @param job that is running
 * @param bar as wide as there is room
 * @param text how much is done
 */
record JobProgress(JobViewModel job, ProgressBar bar, Label text) {

  /**
   * Shows the progress of a job in a pane, which is hidden without one.
   *
   * @param job null for none
   * @param arrange the children of the pane
   */
  static void show(
      Pane pane,
      @Nullable JobViewModel job,
      Messages messages,
      Function<JobProgress, List<Node>> arrange) {
    pane.setVisible(job != null);
    pane.setManaged(job != null);
    pane.getChildren().setAll(job == null ? List.of() : arrange.apply(of(job, messages)));
  }

  private static JobProgress of(JobViewModel job, Messages messages) {
    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setAccessibleText(job.title());
    bar.progressProperty().bind(job.progressProperty());
    Label text = new Label();
    text.getStyleClass().addAll("small", "muted");
    text.textProperty().bind(new JobFormatter(messages).itemCount(job));
    return new JobProgress(job, bar, text);
  }
}
