package org.kamcl.explorer.ui.shell;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.FirstShown;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.DurationFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.Tips;

/** The status bar: archive and model on the left, selection and jobs on the right. */
final class StatusBar extends HBox {
  /** Below this width, in pixels at 100 % text size, names and the progress bar are hidden. */
  private static final double NARROW = 1000;

  private final ArchiveViewModel archive;
  private final Messages messages;
  private final JobsViewModel jobs;
  private final Button archiveButton = new Button();
  private final Button modelButton = new Button();
  private final Button jobsButton = new Button();
  private final HBox newest = new HBox();
  private final Label what = new Label();
  private final Label left = new Label();
  private final ProgressBar bar = new ProgressBar();
  private final BooleanProperty wide = new SimpleBooleanProperty(true);

  /**
   * A field, because the list holds the listener weakly: the bar of a closed window is no longer
   * updated.
   */
  private final ListChangeListener<JobViewModel> listener = change -> showJobs();

  StatusBar(
      ArchiveViewModel archive,
      SelectionViewModel selection,
      JobsViewModel jobs,
      Messages messages) {
    this.archive = archive;
    this.jobs = jobs;
    this.messages = messages;
    getStyleClass().add("status-bar");
    setAlignment(Pos.CENTER_LEFT);
    opens(archiveButton, "archive", messages.text("status.archive.tip"));
    archiveButton
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::archiveText, archive.stateProperty(), archive.summaryProperty()));
    archiveButton.setMinWidth(USE_PREF_SIZE);
    opens(modelButton, "model", messages.text("status.model.tip"));
    modelButton
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::modelText, archive.stateProperty(), archive.modelProperty()));
    Label selected = new Label();
    selected.getStyleClass().add("muted");
    selected
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> selectedText(selection.selected()), selection.selectedProperty()));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Label archiveName = name(messages.text("status.archive"));
    Label modelName = name(messages.text("status.model"));
    HBox archiveGroup = group(named("fth-database", archiveName, archiveButton), archiveButton);
    HBox modelGroup = group(named("fth-box", modelName, modelButton), modelButton);
    Label offline = name(messages.text("status.offline"));
    offline.setId("offline");
    offline.setGraphic(Icons.of("fth-wifi-off"));
    Tips.set(offline, messages.text("status.offline.tip"));
    offline
        .visibleProperty()
        .bind(archive.stateProperty().isEqualTo(ArchiveViewModel.State.EMPTY).and(wide));
    offline.managedProperty().bind(offline.visibleProperty());
    for (Node node : List.of(archiveName, modelName, selected, bar)) {
      node.visibleProperty().bind(wide);
      node.managedProperty().bind(wide);
    }
    getChildren().addAll(archiveGroup, modelGroup, gap, offline, selected, jobs());
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

  /** Icon and name before a button; a click on them is a click on the button. */
  private static HBox named(String icon, Label name, Button button) {
    HBox named = group(Icons.of(icon), name);
    named.getStyleClass().add("status-name");
    named.setOnMouseClicked(event -> button.fire());
    return named;
  }

  private static void opens(Button button, String id, String tip) {
    button.setId(id);
    button.getStyleClass().addAll(Styles.FLAT, "status-button");
    Tips.set(button, tip);
    button.setGraphic(Icons.of("fth-chevron-up"));
    button.setContentDisplay(ContentDisplay.RIGHT);
  }

  /** The newest running job with its remaining time, and a button that lists all jobs. */
  private HBox jobs() {
    opens(jobsButton, "jobs", messages.text("status.jobs.tip"));
    jobsButton.setMinWidth(USE_PREF_SIZE);
    left.getStyleClass().add("muted");
    left.setMinWidth(USE_PREF_SIZE);
    bar.getStyleClass().add("status-progress");
    bar.setMinWidth(USE_PREF_SIZE);
    newest.getChildren().addAll(Icons.of("fth-loader"), what, left, bar);
    newest.getStyleClass().add("status-group");
    newest.setAlignment(Pos.CENTER_LEFT);
    what.setTooltip(new Tooltip());
    what.getTooltip().textProperty().bind(what.textProperty());
    jobs.running().addListener(new WeakListChangeListener<>(listener));
    showJobs();
    HBox group = group(newest, jobsButton);
    FirstShown.defer(group);
    return group;
  }

  private void showJobs() {
    bar.progressProperty().unbind();
    left.textProperty().unbind();
    boolean any = !jobs.running().isEmpty();
    newest.setVisible(any);
    newest.setManaged(any);
    jobsButton.setText(messages.text("status.jobs", jobs.running().size()));
    if (any) {
      JobViewModel job = shown();
      what.setText(job.title());
      DurationFormatter formatter = new DurationFormatter(messages);
      left.textProperty()
          .bind(job.remainingProperty().map(time -> time.map(formatter::remaining).orElse("")));
      bar.progressProperty().bind(job.progressProperty());
    }
  }

  /** The newest running job; queued ones have no progress. */
  private JobViewModel shown() {
    return jobs.running().stream()
        .filter(job -> job.stateProperty().get() == JobViewModel.State.RUNNING)
        .findFirst()
        .orElse(jobs.running().get(0));
  }

  /**
   * Hides optional parts in a narrow window.
   *
   * @param width width of the window in pixels at 100 % text size
   */
  void fitTo(double width) {
    wide.set(width >= NARROW);
  }

  Button archiveButton() {
    return archiveButton;
  }

  Button modelButton() {
    return modelButton;
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
          summary.withoutLocation() == 0
              ? messages.text("status.images", summary.images())
              : messages.text(
                  "status.images.unlocated", summary.images(), summary.withoutLocation());
    };
  }

  private String modelText() {
    return switch (archive.stateProperty().get()) {
      case OPENING -> messages.text("status.opening");
      case CLOSED -> messages.text("status.closed");
      case EMPTY, READY ->
          archive
              .modelProperty()
              .get()
              .map(model -> ModelPane.title(model) + " · " + ModelPane.device(model, messages))
              .orElse(messages.text("status.closed"));
    };
  }

  private String selectedText(SearchHit hit) {
    return hit == null
        ? ""
        : messages.text("status.selected", String.valueOf(hit.image().file().getFileName()));
  }
}
