package org.kamcl.explorer.ui.shell;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.archive.ArchiveViewModel;
import org.kamcl.explorer.ui.search.SelectionViewModel;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.words.Messages;

/** The bottom line: archive and model at the left, selection and jobs at the right. */
final class StatusBar extends HBox {
  private final ArchiveViewModel archive;
  private final Messages messages;
  private final Button jobsButton = new Button();

  StatusBar(
      ArchiveViewModel archive,
      SelectionViewModel selection,
      JobsViewModel jobs,
      Messages messages) {
    this.archive = archive;
    this.messages = messages;
    getStyleClass().add("status-bar");
    setAlignment(Pos.CENTER_LEFT);
    Label images = value();
    images
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::archiveText, archive.stateProperty(), archive.summaryProperty()));
    Label model = value();
    model
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::modelText, archive.stateProperty(), archive.summaryProperty()));
    Label selected = new Label();
    selected.getStyleClass().add("muted");
    selected
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> selectedText(selection.selected()), selection.selectedProperty()));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox archiveGroup =
        group(Icons.of("fth-database"), name(messages.text("status.archive")), images);
    HBox modelGroup = group(Icons.of("fth-box"), name(messages.text("status.model")), model);
    getChildren().addAll(archiveGroup, modelGroup, gap, selected, jobs(jobs));
  }

  private static HBox group(Node... nodes) {
    HBox group = new HBox(nodes);
    group.getStyleClass().add("status-group");
    group.setAlignment(Pos.CENTER_LEFT);
    return group;
  }

  private static Label name(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private static Label value() {
    Label label = new Label();
    Tooltip full = new Tooltip();
    full.textProperty().bind(label.textProperty());
    label.setTooltip(full);
    return label;
  }

  private HBox jobs(JobsViewModel jobs) {
    Label what = new Label();
    ProgressBar bar = new ProgressBar();
    bar.getStyleClass().add("status-progress");
    jobsButton.setId("jobs");
    jobsButton.getStyleClass().addAll(Styles.FLAT, "status-button");
    jobsButton.setTooltip(new Tooltip(messages.text("status.jobs.tip")));
    jobsButton.setMinWidth(USE_PREF_SIZE);
    HBox newest = new HBox(what, bar);
    newest.getStyleClass().add("status-group");
    newest.setAlignment(Pos.CENTER_LEFT);
    Runnable show =
        () -> {
          bar.progressProperty().unbind();
          boolean any = !jobs.running().isEmpty();
          newest.setVisible(any);
          newest.setManaged(any);
          jobsButton.setText(messages.text("status.jobs", jobs.running().size()));
          if (any) {
            what.setText(jobs.running().get(0).title());
            bar.progressProperty().bind(jobs.running().get(0).progressProperty());
          }
        };
    jobs.running().addListener((ListChangeListener<JobViewModel>) change -> show.run());
    show.run();
    return group(newest, jobsButton);
  }

  Button jobsButton() {
    return jobsButton;
  }

  private String archiveText() {
    ArchiveSummary summary = archive.summaryProperty().get();
    return switch (archive.stateProperty().get()) {
      case OPENING -> messages.text("status.opening");
      case CLOSED -> messages.text("status.closed");
      case EMPTY -> messages.text("status.empty");
      case READY ->
          summary.withoutPlace() == 0
              ? messages.text("status.images", summary.images())
              : messages.text("status.images.placeless", summary.images(), summary.withoutPlace());
    };
  }

  private String modelText() {
    ArchiveSummary summary = archive.summaryProperty().get();
    return switch (archive.stateProperty().get()) {
      case OPENING -> messages.text("status.opening");
      case CLOSED -> messages.text("status.closed");
      default -> summary.model();
    };
  }

  private String selectedText(SearchHit hit) {
    return hit == null
        ? ""
        : messages.text("status.selected", String.valueOf(hit.image().file().getFileName()));
  }
}
