package org.kamcl.explorer.ui.task;

import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.text.Messages;

/** All jobs: running and queued ones with a cancel button, ended ones with their outcome. */
public final class JobsPane extends VBox {
  private final JobsViewModel jobs;
  private final Messages messages;
  private final VBox rows = new VBox();
  private final Hyperlink clear = new Hyperlink();

  /** A field, because the list holds the listener weakly: a closed pane is no longer updated. */
  private final ListChangeListener<JobViewModel> listener = change -> show();

  public JobsPane(JobsViewModel jobs, Messages messages) {
    this.jobs = jobs;
    this.messages = messages;
    getStyleClass().add("jobs");
    setId("jobs-pane");
    Label title = new Label(messages.text("jobs.title"));
    title.getStyleClass().add("bold");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    clear.setText(messages.text("jobs.clear"));
    clear.setOnAction(event -> jobs.clearEnded());
    HBox head = new HBox(title, gap, clear);
    head.getStyleClass().add("popover-head");
    head.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(head, rows);
    jobs.all().addListener(new WeakListChangeListener<>(listener));
    jobs.running().addListener(new WeakListChangeListener<>(listener));
    show();
  }

  private void show() {
    rows.getChildren().clear();
    for (JobViewModel job : jobs.all()) {
      rows.getChildren().add(new JobRow(job, messages));
    }
    if (jobs.all().isEmpty()) {
      Label none = new Label(messages.text("jobs.none"));
      none.getStyleClass().addAll("muted", "job-row");
      none.setWrapText(true);
      rows.getChildren().add(none);
    }
    clear.setVisible(jobs.all().stream().anyMatch(JobViewModel::ended));
  }
}
