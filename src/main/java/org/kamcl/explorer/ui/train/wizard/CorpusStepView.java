package org.kamcl.explorer.ui.train.wizard;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.engine.corpus.check.CorpusReport;
import org.kamcl.engine.corpus.check.CorpusReport.CaptionCounts;
import org.kamcl.explorer.api.TrainingCorpora.CheckedCorpus;
import org.kamcl.explorer.ui.control.DisplayConverter;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The first step: which corpus, and what its check has found. */
final class CorpusStepView extends VBox {
  private final CorpusViewModel model;
  private final Messages messages;
  private final VBox content = new VBox();
  private final ComboBox<Path> corpora = new ComboBox<>();
  private boolean updating;

  /**
   * @param folder asks for a folder
   */
  CorpusStepView(CorpusViewModel model, Supplier<Optional<Path>> folder, Messages messages) {
    this.model = model;
    this.messages = messages;
    setId("wizard-corpus");
    getStyleClass().add("wizard-page");
    content.getStyleClass().add("findings");
    getChildren().addAll(choice(folder), content);
    model.checkedProperty().addListener((property, before, now) -> show());
    model.jobProperty().addListener((property, before, now) -> show());
    model.problemProperty().addListener((property, before, now) -> show());
    model.placeProperty().addListener((property, before, now) -> select());
    // Another list of items clears the selection.
    model.known().addListener((InvalidationListener) change -> select());
    setOnDragOver(this::dragOver);
    setOnDragDropped(this::dropped);
    select();
    show();
  }

  private Node choice(Supplier<Optional<Path>> folder) {
    corpora.setId("wizard-corpora");
    corpora.setItems(model.known());
    corpora.setPromptText(messages.text("wizard.corpus.prompt"));
    corpora.setConverter(new DisplayConverter<>(path -> String.valueOf(path.getFileName())));
    corpora
        .valueProperty()
        .addListener(
            (property, before, path) -> {
              if (!updating && path != null) {
                model.choose(path);
              }
            });
    Label where = new Label();
    where.getStyleClass().add("muted");
    where.setMinWidth(0);
    where
        .textProperty()
        .bind(model.placeProperty().map(path -> path == null ? "" : path.toString()).orElse(""));
    HBox.setHgrow(where, Priority.ALWAYS);
    where.setMaxWidth(Double.MAX_VALUE);
    Button choose = new Button(messages.text("wizard.corpus.folder"), Icons.of("fth-folder"));
    choose.setId("wizard-folder");
    choose.setMinWidth(USE_PREF_SIZE);
    choose.setOnAction(event -> folder.get().ifPresent(model::choose));
    Button again = new Button(messages.text("wizard.check.again"), Icons.of("fth-refresh-cw"));
    again.setId("wizard-check");
    again.setMinWidth(USE_PREF_SIZE);
    again
        .disableProperty()
        .bind(model.placeProperty().isNull().or(model.jobProperty().isNotNull()));
    again.setOnAction(event -> model.check());
    HBox bar = new HBox(corpora, where, choose, again);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("wizard-bar");
    return bar;
  }

  private void select() {
    updating = true;
    corpora.setValue(model.placeProperty().get());
    updating = false;
  }

  private void dragOver(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
      event.consume();
    }
  }

  private void dropped(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      File first = event.getDragboard().getFiles().get(0);
      model.choose(first.toPath());
      event.setDropCompleted(true);
      event.consume();
    }
  }

  private void show() {
    content.getChildren().clear();
    JobViewModel job = model.jobProperty().get();
    CheckedCorpus checked = model.checkedProperty().get();
    if (job != null) {
      content.getChildren().add(running(job));
    } else if (!model.problemProperty().get().isEmpty()) {
      content.getChildren().add(notice("wizard-error", model.problemProperty().get(), true));
      Path above = model.aboveProperty().get();
      if (above != null) {
        Button use =
            new Button(messages.text("wizard.corpus.above"), Icons.of("fth-corner-left-up"));
        use.setId("wizard-above");
        use.setTooltip(new Tooltip(above.toString()));
        use.setOnAction(event -> model.choose(above));
        content.getChildren().add(use);
      }
    } else if (checked == null) {
      Label hint = new Label(messages.text("wizard.corpus.hint"));
      hint.setWrapText(true);
      hint.getStyleClass().addAll("muted", "wizard-hint");
      content.getChildren().add(hint);
    } else {
      show(checked);
    }
  }

  private Node running(JobViewModel job) {
    ProgressBar bar = new ProgressBar();
    bar.progressProperty().bind(job.progressProperty());
    bar.setMaxWidth(Double.MAX_VALUE);
    Label text = new Label(job.title());
    Label count = new Label();
    count.getStyleClass().add("muted");
    job.progressProperty()
        .addListener(
            (property, before, now) ->
                count.setText(messages.text("wizard.check.count", job.done(), job.total())));
    Button cancel = new Button(messages.text("wizard.check.cancel"));
    cancel.setOnAction(event -> model.cancel());
    HBox row = new HBox(text, count, gap(), cancel);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("wizard-bar");
    VBox box = new VBox(row, bar);
    box.getStyleClass().add("wizard-running");
    return box;
  }

  private static Region gap() {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    return gap;
  }

  /** A sentence on a tinted ground. */
  static Label notice(String id, String text, boolean problem) {
    Label label = new Label(text, Icons.of(problem ? "fth-alert-circle" : "fth-alert-triangle"));
    label.setId(id);
    label.setWrapText(true);
    label.setMaxWidth(Double.MAX_VALUE);
    label.getStyleClass().addAll("wizard-notice", problem ? "notice-problem" : "notice-warning");
    return label;
  }

  private void show(CheckedCorpus checked) {
    CorpusReport report = checked.report();
    if (model.trainingImages() == 0) {
      content.getChildren().add(notice("wizard-error", messages.text("wizard.no.training"), true));
    } else if (CorpusFindings.decisions(report) > 0) {
      content
          .getChildren()
          .add(
              notice(
                  "wizard-decisions",
                  messages.text("wizard.decisions", CorpusFindings.decisions(report)),
                  false));
    }
    content.getChildren().addAll(new CorpusFindings(model, checked, messages).rows());
    content.getChildren().add(counts(report));
  }

  private Node counts(CorpusReport report) {
    CaptionCounts captions = report.captions();
    VBox splits =
        section("wizard.splits", new SplitBar(report.splits(), messages), Optional.empty());
    VBox perImage =
        section(
            "wizard.per.image",
            new CountBars(
                captions.perImage(),
                n ->
                    messages.text(
                        "wizard.per.image.tip", captions.perImage().getOrDefault(n, 0), n)),
            Optional.of(
                messages.text("wizard.per.image.text", captions.captions(), captions.repeating())));
    VBox words =
        section(
            "wizard.lengths",
            new CountBars(
                captions.words(),
                n -> messages.text("wizard.lengths.tip", captions.words().getOrDefault(n, 0), n)),
            Optional.of(
                messages.text(
                    "wizard.lengths.text",
                    captions.meanWords(),
                    captions.words().firstKey(),
                    captions.words().lastKey())));
    GridPane grid = new GridPane();
    grid.getStyleClass().add("wizard-counts");
    for (int i = 0; i < 3; i++) {
      ColumnConstraints third = new ColumnConstraints();
      third.setPercentWidth(100.0 / 3);
      grid.getColumnConstraints().add(third);
    }
    grid.addRow(0, splits, perImage, words);
    return grid;
  }

  private VBox section(String key, Node node, Optional<String> below) {
    Label title = new Label(messages.text(key));
    title.getStyleClass().add("bold");
    VBox section = new VBox(title, node);
    section.getStyleClass().add("wizard-count");
    below.ifPresent(
        text -> {
          Label label = new Label(text);
          label.setWrapText(true);
          label.getStyleClass().addAll("small", "muted");
          section.getChildren().add(label);
        });
    return section;
  }
}
