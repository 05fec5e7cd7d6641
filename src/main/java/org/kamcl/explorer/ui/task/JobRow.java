package org.kamcl.explorer.ui.task;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** One job: its progress and cancel button, or its outcome with skipped files. */
final class JobRow extends HBox {
  /** Maximum number of lines shown; the clipboard gets all of them. */
  private static final int LINES = 200;

  private final JobViewModel job;
  private final Messages messages;

  JobRow(JobViewModel job, Messages messages) {
    this.job = job;
    this.messages = messages;
    getStyleClass().add("job-row");
    show();
    job.stateProperty().addListener((property, before, now) -> show());
    job.outcomeProperty().addListener((property, before, now) -> show());
    job.retryProperty().addListener((property, before, now) -> show());
  }

  private void show() {
    Label title = new Label(job.title());
    title.getStyleClass().add("bold");
    title.setTooltip(new Tooltip(job.title()));
    VBox text = new VBox(title);
    text.getStyleClass().add("job-text");
    HBox.setHgrow(text, Priority.ALWAYS);
    getChildren().setAll(icon(), text);
    switch (job.stateProperty().get()) {
      case QUEUED -> text.getChildren().add(small(messages.text("jobs.queued")));
      case RUNNING -> text.getChildren().addAll(bar(), progress());
      default -> outcome(text);
    }
    if (!job.ended()) {
      Button cancel = Icons.button("fth-x", messages.text("jobs.cancel"), job::cancel);
      cancel.getStyleClass().add(Styles.FLAT);
      getChildren().add(cancel);
    }
  }

  private Node icon() {
    String code =
        switch (job.stateProperty().get()) {
          case QUEUED -> "fth-clock";
          case RUNNING -> "fth-database";
          case SUCCEEDED ->
              job.outcomeProperty().get().skipped().isEmpty() ? "fth-check" : "fth-alert-triangle";
          case CANCELLED -> "fth-square";
          case FAILED -> "fth-alert-circle";
        };
    Node icon = Icons.of(code);
    icon.getStyleClass()
        .add(
            switch (code) {
              case "fth-check" -> "icon-ok";
              case "fth-alert-triangle" -> "icon-warn";
              case "fth-alert-circle" -> "icon-danger";
              default -> "icon-plain";
            });
    return icon;
  }

  private static Label small(String text) {
    Label label = new Label(text);
    label.getStyleClass().addAll("small", "muted");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private ProgressBar bar() {
    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.progressProperty().bind(job.progressProperty());
    bar.setAccessibleText(job.title());
    return bar;
  }

  /** "1,204 of 3,310 · harbor.tif" on the left, the remaining time on the right. */
  private HBox progress() {
    Label what = small("");
    what.setWrapText(false);
    JobFormatter formatter = new JobFormatter(messages);
    what.textProperty().bind(formatter.itemCount(job));
    what.setTooltip(new Tooltip());
    what.getTooltip().textProperty().bind(what.textProperty());
    Label left = small("");
    left.setWrapText(false);
    left.setMinWidth(USE_PREF_SIZE);
    left.textProperty().bind(formatter.remaining(job));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox line = new HBox(what, gap, left);
    line.getStyleClass().add("job-line");
    return line;
  }

  private void outcome(VBox text) {
    JobViewModel.Outcome outcome = job.outcomeProperty().get();
    String sentence =
        job.stateProperty().get() == JobViewModel.State.CANCELLED && outcome.summary().isEmpty()
            ? messages.text("jobs.canceled")
            : outcome.summary();
    text.getChildren().add(small(sentence));
    FlowPane links = new FlowPane();
    links.getStyleClass().add("job-links");
    List<String> lines = lines(outcome);
    if (!lines.isEmpty()) {
      Label list = small(lines.stream().limit(LINES).collect(Collectors.joining("\n")));
      list.getStyleClass().add("job-list");
      list.setVisible(false);
      list.managedProperty().bind(list.visibleProperty());
      Hyperlink see = new Hyperlink();
      see.textProperty()
          .bind(
              Bindings.when(list.visibleProperty())
                  .then(messages.text("jobs.list.hide"))
                  .otherwise(
                      outcome.skipped().isEmpty()
                          ? messages.text("jobs.list.warnings", lines.size())
                          : messages.text("jobs.list.skipped", outcome.skipped().size())));
      see.setOnAction(event -> list.setVisible(!list.isVisible()));
      Hyperlink copy = new Hyperlink(messages.text("jobs.list.copy"));
      copy.setOnAction(event -> copy(lines));
      links.getChildren().addAll(see, copy);
      text.getChildren().add(list);
    }
    job.retryProperty()
        .get()
        .ifPresent(
            again -> {
              Hyperlink link =
                  new Hyperlink(
                      switch (job.stateProperty().get()) {
                        case CANCELLED -> messages.text("jobs.resume");
                        case FAILED -> messages.text("jobs.retry");
                        default -> messages.text("jobs.read.again");
                      });
              link.setOnAction(event -> again.run());
              // A job without skipped files does not have to be repeated.
              boolean sensible =
                  job.stateProperty().get() != JobViewModel.State.SUCCEEDED
                      || !outcome.skipped().isEmpty();
              if (sensible) {
                links.getChildren().add(link);
              }
            });
    if (!links.getChildren().isEmpty()) {
      text.getChildren().add(text.getChildren().size() - (lines.isEmpty() ? 0 : 1), links);
    }
  }

  private static List<String> lines(JobViewModel.Outcome outcome) {
    List<String> lines = new ArrayList<>();
    for (JobViewModel.Skipped skipped : outcome.skipped()) {
      // Most reasons name the file; it is prepended where they do not.
      String name = String.valueOf(Path.of(skipped.item()).getFileName());
      lines.add(
          skipped.reason().contains(name) ? skipped.reason() : name + ": " + skipped.reason());
    }
    return Stream.concat(lines.stream(), outcome.notes().stream()).toList();
  }

  private static void copy(List<String> lines) {
    ClipboardContent content = new ClipboardContent();
    content.putString(String.join("\n", lines) + "\n");
    Clipboard.getSystemClipboard().setContent(content);
  }
}
