package org.kamcl.explorer.ui.evaluate;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.shell.PerspectiveContext;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.TextSize;

/** The Evaluate view: choice on top, figures and categories on the left, failures on the right. */
final class EvaluateView extends BorderPane {
  /** Sizes in pixels at normal text size. */
  private static final double CASES = 468;

  private static final double RANKS = 300;
  private static final double WIDE = 1136;
  private static final double TWO_COLUMNS = 620;
  private static final double CASES_BELOW = 460;

  private final EvaluateViewModel model;
  private final Messages messages;
  private final TextSize textSize;
  private final ChoiceBar choice;
  private final SummaryPane summary;
  private final CategoryPane categories;
  private final RankPane ranks;
  private final CasesPane cases;
  private final VBox page = new VBox();
  private final ScrollPane scroll = new ScrollPane(page);
  private final BorderPane body = new BorderPane();
  private final VBox start = new VBox();
  private final Label startText = new Label();
  private final HBox progress = new HBox();
  private final ProgressBar bar = new ProgressBar();
  private final Label notice = new Label();
  private HBox lower = new HBox();

  /**
   * @param chooseCorpus asks for the folder of a corpus
   * @param exportReport asks for a file and writes the report
   * @param open shows a case elsewhere
   * @param compareWithRandom shows what random images would have given in place of those of a run
   */
  EvaluateView(
      EvaluateViewModel model,
      PerspectiveContext context,
      Runnable chooseCorpus,
      Runnable exportReport,
      Consumer<Case> open,
      Consumer<RunSummary> compareWithRandom) {
    this.model = model;
    this.messages = context.messages();
    this.textSize = context.textSize();
    this.choice = new ChoiceBar(model, chooseCorpus, exportReport, messages);
    this.summary = new SummaryPane(model, compareWithRandom, messages);
    this.categories = new CategoryPane(model, messages);
    this.ranks = new RankPane(model, messages);
    this.cases = new CasesPane(model, context.thumbnails(), open, messages);
    setId("evaluate");
    getStyleClass().add("evaluate");
    notice.setId("evaluate-notice");
    notice.setWrapText(true);
    notice.setMinHeight(USE_PREF_SIZE);
    notice.getStyleClass().add("evaluate-notice");
    notice.textProperty().bind(model.noticeProperty());
    notice.visibleProperty().bind(model.noticeProperty().isNotEmpty());
    notice.managedProperty().bind(notice.visibleProperty());
    setTop(new VBox(choice, notice, progress()));
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("evaluate-scroll");
    start.getStyleClass().add("evaluate-start");
    start.setAlignment(Pos.CENTER);
    startText.setWrapText(true);
    startText.setId("evaluate-start");
    startText.getStyleClass().add("muted");
    Button chooser = new Button(messages.text("evaluate.corpus.choose"));
    chooser.setOnAction(event -> chooseCorpus.run());
    start.getChildren().addAll(startText, chooser);
    setCenter(new StackPane(body, start));
    InvalidationListener changed = change -> update();
    model.detailsProperty().addListener(changed);
    model.openingProperty().addListener(changed);
    model.rows().sinceProperty().addListener(changed);
    model.queueRun().runProperty().addListener(changed);
    model.runner().partialProperty().addListener(changed);
    model.runner().runningProperty().addListener(changed);
    model.cases().filterProperty().addListener(changed);
    model.choice().splitProperty().addListener(changed);
    model.choice().corpusProperty().addListener(changed);
    model.rows().published().addListener((ListChangeListener<Object>) change -> summary.update());
    model.rows().own().addListener((ListChangeListener<Object>) change -> summary.update());
    widthProperty().addListener((property, before, width) -> arrange());
    textSize.percentProperty().addListener((property, before, percent) -> arrange());
    arrange();
    update();
  }

  private HBox progress() {
    Label text = new Label();
    text.setMinWidth(0);
    bar.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(bar, Priority.ALWAYS);
    Button cancel = new Button(messages.text("evaluate.cancel"));
    cancel.setId("evaluate-cancel");
    cancel.setMinWidth(USE_PREF_SIZE);
    cancel.setOnAction(
        event -> {
          JobViewModel job = model.runner().runningProperty().get();
          if (job != null) {
            job.cancel();
          }
        });
    progress.getChildren().addAll(text, bar, cancel);
    progress.setAlignment(Pos.CENTER_LEFT);
    progress.getStyleClass().add("evaluate-progress");
    model
        .runner()
        .runningProperty()
        .addListener(
            (property, before, job) -> {
              bar.progressProperty().unbind();
              if (job != null) {
                text.setText(job.title());
                bar.progressProperty().bind(job.progressProperty());
              }
            });
    return progress;
  }

  private void update() {
    boolean running = model.runner().runningProperty().get() != null;
    boolean shown = model.detailsProperty().get() != null;
    progress.setVisible(running);
    progress.setManaged(running);
    boolean chosen = model.choice().corpusProperty().get() != null;
    start.setVisible(!shown && !running);
    body.setVisible(shown || running);
    boolean opening = model.openingProperty().get();
    startText.setText(
        messages.text(
            opening ? "evaluate.start.opening" : chosen ? "evaluate.start.run" : "evaluate.start"));
    start.getChildren().get(1).setVisible(!chosen);
    choice.update();
    summary.update();
    categories.update();
    ranks.update();
    cases.update();
    // What is shown of the last evaluation is not that of the running one.
    lower.setDisable(running);
    cases.setDisable(running);
  }

  private void arrange() {
    double factor = textSize.percentProperty().get() / 100.0;
    double width = getWidth();
    boolean wide = width >= WIDE * factor;
    double left = wide ? width - CASES * factor : width;
    lower.getChildren().clear();
    page.getChildren().clear();
    body.setRight(null);
    body.setCenter(null);
    lower = new HBox();
    lower.setDisable(model.runner().runningProperty().get() != null);
    page.getChildren().add(summary);
    if (left >= TWO_COLUMNS * factor) {
      HBox.setHgrow(categories, Priority.ALWAYS);
      categories.setMinWidth(0);
      ranks.setMinWidth(RANKS * factor);
      ranks.setPrefWidth(RANKS * factor);
      ranks.setMaxWidth(RANKS * factor);
      lower.getChildren().addAll(categories, ranks);
      page.getChildren().add(lower);
    } else {
      ranks.setMinWidth(0);
      ranks.setPrefWidth(USE_COMPUTED_SIZE);
      ranks.setMaxWidth(Double.MAX_VALUE);
      page.getChildren().addAll(categories, ranks);
    }
    VBox.setVgrow(lower, Priority.ALWAYS);
    if (wide) {
      cases.setMinHeight(0);
      cases.setPrefHeight(USE_COMPUTED_SIZE);
      cases.setMinWidth(CASES * factor);
      cases.setPrefWidth(CASES * factor);
      cases.setMaxWidth(CASES * factor);
      body.setRight(cases);
    } else {
      cases.setMinWidth(0);
      cases.setPrefWidth(USE_COMPUTED_SIZE);
      cases.setMaxWidth(Double.MAX_VALUE);
      cases.setMinHeight(CASES_BELOW * factor);
      cases.setPrefHeight(CASES_BELOW * factor);
      page.getChildren().add(cases);
    }
    body.setCenter(scroll);
  }

  /** Panes in the order in which F6 focuses them. */
  List<Node> panes() {
    return List.of(choice, scroll, cases.list());
  }

  /** The choice of model, corpus and split. */
  Node choice() {
    return choice;
  }
}
