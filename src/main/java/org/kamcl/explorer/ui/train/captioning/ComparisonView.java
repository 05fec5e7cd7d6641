package org.kamcl.explorer.ui.train.captioning;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.explorer.api.RandomComparisons;
import org.kamcl.explorer.api.RandomComparisons.Comparison;
import org.kamcl.explorer.api.RandomComparisons.Outlook;
import org.kamcl.explorer.api.RandomComparisons.Source;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.text.DurationFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** What random images would have given: where it is measured, the result and what it means. */
final class ComparisonView extends BorderPane {
  private final ComparisonViewModel model;
  private final Messages messages;
  private final DurationFormatter durations;
  private final Supplier<Optional<Path>> askCorpus;
  private final Label title = new Label();
  private final Label intro = paragraph("random-intro");
  private final Label method = paragraph("random-method");
  private final Label problem = paragraph("random-problem");
  private final Label expected = paragraph("random-expected");
  private final Label verdict = paragraph("random-verdict");
  private final ComboBox<Source> sources = new ComboBox<>();
  private final Button compare = new Button();
  private final Button choose = new Button();
  private final Button cancel = new Button();
  private final ProgressBar bar = new ProgressBar();
  private final Label left = new Label();
  private final ComparisonTable table;
  private final TextField command = new TextField();
  private final HBox progress;
  private final HBox choice;
  private final VBox page = new VBox();
  private boolean filling;
  private boolean focusWanted;

  /**
   * @param leave shows what was shown before
   * @param askCorpus asks for the folder of a corpus
   */
  ComparisonView(
      ComparisonViewModel model,
      Runnable leave,
      Supplier<Optional<Path>> askCorpus,
      Messages messages) {
    this.model = model;
    this.messages = messages;
    this.durations = new DurationFormatter(messages);
    this.askCorpus = askCorpus;
    this.table = new ComparisonTable(messages);
    setId("random");
    getStyleClass().add("captioning");
    problem.getStyleClass().setAll("label", "random-problem");
    problem.textProperty().bind(model.problemProperty());
    verdict.getStyleClass().setAll("label", "evaluate-sentence");
    verdict.setGraphic(Icons.of("fth-info"));
    choice = choice();
    progress = progress();
    page.getStyleClass().add("random-page");
    ScrollPane scroll = new ScrollPane(page);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("evaluate-scroll");
    setTop(header(leave));
    setCenter(scroll);
    model.versionProperty().addListener((property, before, now) -> update());
    model.runningProperty().addListener((property, before, job) -> follow(job));
    update();
  }

  private static Label paragraph(@Nullable String id) {
    Label label = new Label();
    label.setId(id);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.getStyleClass().add("muted");
    return label;
  }

  private Node header(Runnable leave) {
    Button back = Icons.button("fth-chevron-left", messages.text("captioning.leave"), leave);
    back.setId("random-leave");
    title.getStyleClass().addAll("bold", "captioning-title");
    HBox header = new HBox(back, title);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("captioning-header");
    return header;
  }

  private HBox choice() {
    sources.setId("random-sources");
    sources.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Source source) {
            return source == null ? "" : name(source);
          }

          @Override
          public @Nullable Source fromString(String text) {
            return null;
          }
        });
    sources
        .valueProperty()
        .addListener(
            (property, before, now) -> {
              if (!filling && now != null) {
                model.choose(now);
              }
            });
    Label on = new Label(messages.text("random.on"));
    on.setLabelFor(sources);
    on.setMinWidth(USE_PREF_SIZE);
    choose.setText(messages.text("random.choose"));
    choose.setId("random-choose");
    choose.setMinWidth(USE_PREF_SIZE);
    choose.setOnAction(event -> askCorpus.get().ifPresent(model::add));
    compare.setText(messages.text("random.compare"));
    compare.setId("random-compare");
    compare.setMinWidth(USE_PREF_SIZE);
    compare.getStyleClass().add(Styles.ACCENT);
    compare.setOnAction(event -> model.compare());
    HBox row = new HBox(on, sources, choose, compare);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("random-row");
    return row;
  }

  private HBox progress() {
    bar.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(bar, Priority.ALWAYS);
    left.setMinWidth(USE_PREF_SIZE);
    left.getStyleClass().add("muted");
    cancel.setText(messages.text("evaluate.cancel"));
    cancel.setId("random-cancel");
    cancel.setMinWidth(USE_PREF_SIZE);
    cancel.setOnAction(event -> model.cancel());
    HBox row = new HBox(bar, left, cancel);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("random-row");
    return row;
  }

  private void follow(@Nullable JobViewModel job) {
    bar.progressProperty().unbind();
    left.textProperty().unbind();
    if (job != null) {
      bar.progressProperty().bind(job.progressProperty());
      left.textProperty()
          .bind(job.remainingProperty().map(time -> time.map(durations::remaining).orElse("")));
    }
    update();
  }

  private String name(Source source) {
    return source.corpus().isEmpty()
        ? messages.text("random.archive", source.images())
        : messages.text("random.corpus", source.name(), source.split(), source.images());
  }

  private void update() {
    title.setText(messages.text("random.title", model.run().map(run -> run.title()).orElse("")));
    Optional<Outlook> outlook = model.outlook();
    List<Node> shown = new ArrayList<>();
    if (!model.problemProperty().get().isEmpty()) {
      shown.add(problem);
    }
    outlook.ifPresent(now -> describe(now, shown));
    page.getChildren().setAll(shown);
    if (focusWanted && outlook.isPresent()) {
      focus();
    }
  }

  private void describe(Outlook outlook, List<Node> shown) {
    boolean running = model.runningProperty().get() != null;
    intro.setText(messages.text("random.intro", outlook.count()));
    shown.add(intro);
    fill();
    if (model.chosen().isPresent()) {
      method.setText(messages.text("random.method", outlook.count(), RandomComparisons.SEEDS));
      shown.add(method);
      shown.add(choice);
      sources.setDisable(running);
      choose.setDisable(running);
      compare.setDisable(running);
      expected.setText(expected(model.chosen().get()));
      shown.add(running ? progress : expected);
    } else {
      method.setText(
          messages.text(
              "random.impossible", outlook.uncaptioned(), outlook.needed(), outlook.captioned()));
      shown.add(method);
      shown.add(choose);
    }
    model.comparison().ifPresent(measured -> result(measured, shown));
    shown.add(section("random.rsicd"));
    shown.add(section("random.command"));
    shown.add(commandRow());
  }

  /** The sources; a node has one parent, so that the button is in the row or below the text. */
  private void fill() {
    filling = true;
    sources.getItems().setAll(model.sources());
    sources.setValue(model.chosen().orElse(null));
    filling = false;
    if (model.chosen().isPresent() && !choice.getChildren().contains(choose)) {
      choice.getChildren().add(2, choose);
    }
  }

  private String expected(Source source) {
    return source.seconds().isPresent()
        ? messages.text(
            "random.expected",
            durations.format(Duration.ofSeconds((long) source.seconds().getAsDouble())))
        : messages.text("random.expected.unknown");
  }

  private void result(Comparison measured, List<Node> shown) {
    Label on =
        section(
            measured.name().isEmpty() ? "random.measured.archive" : "random.measured",
            measured.count(),
            measured.name(),
            measured.split(),
            measured.model());
    on.setId("random-measured");
    shown.add(on);
    table.show(measured);
    shown.add(table);
    if (measured.interval().isPresent() && model.runningProperty().get() == null) {
      verdict.setText(verdict(measured, measured.interval().get()));
      shown.add(verdict);
    }
  }

  private String verdict(Comparison measured, BootstrapInterval interval) {
    String key =
        !measured.isCertain()
            ? "random.verdict.none"
            : measured.gain() > 0 ? "random.verdict.more" : "random.verdict.less";
    return messages.text(
        key,
        ComparisonTable.signed(measured.gain()),
        ComparisonTable.signed(interval.low()),
        ComparisonTable.signed(interval.high()));
  }

  private Label section(String key, Object... values) {
    Label label = paragraph(null);
    label.setText(messages.text(key, values));
    return label;
  }

  private Node commandRow() {
    command.setText(model.command());
    command.setId("random-command");
    command.setEditable(false);
    command.setAccessibleText(messages.text("random.command"));
    HBox.setHgrow(command, Priority.ALWAYS);
    Button copy =
        Icons.button(
            "fth-copy",
            messages.text("random.copy"),
            () -> {
              ClipboardContent content = new ClipboardContent();
              content.putString(command.getText());
              Clipboard.getSystemClipboard().setContent(content);
            });
    HBox row = new HBox(command, copy);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("random-row");
    return row;
  }

  /** Gives the focus to what comes next, as soon as it is known. */
  void focus() {
    focusWanted = model.outlook().isEmpty();
    if (model.chosen().isPresent()) {
      compare.requestFocus();
    } else {
      choose.requestFocus();
    }
  }
}
