package org.kamcl.explorer.ui.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluation.Skipped;
import org.kamcl.explorer.api.Evaluations.PublishedRow;
import org.kamcl.explorer.api.Evaluations.Summary;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.evaluation.EvaluationComparison;
import org.kamcl.explorer.ui.control.Menus;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The figures: mean recall and ranks, the interval, the table, and what the difference means. */
final class SummaryPane extends VBox {
  private final EvaluateViewModel model;
  private final Messages messages;
  private final Consumer<RunSummary> compareWithRandom;
  private final EvaluateTexts texts;
  private final Label recall = new Label();
  private final Label median = new Label();
  private final Label mean = new Label();
  private final IntervalPlot plot = new IntervalPlot();
  private final RecallTable table;
  private final VBox sentences = new VBox();
  private final MenuButton addRow = new MenuButton();
  private final CheckBox rerank = new CheckBox();

  /**
   * @param compareWithRandom shows what random images would have given in place of those of a run
   */
  SummaryPane(EvaluateViewModel model, Consumer<RunSummary> compareWithRandom, Messages messages) {
    this.compareWithRandom = compareWithRandom;
    this.model = model;
    this.messages = messages;
    this.texts = new EvaluateTexts(messages);
    this.table = new RecallTable(model, messages);
    recall.setId("mean-recall");
    HBox.setHgrow(plot, Priority.ALWAYS);
    HBox figures =
        new HBox(
            figure("evaluate.mr", recall),
            figure("evaluate.median", median),
            figure("evaluate.mean", mean),
            plot);
    figures.getStyleClass().add("evaluate-figures");
    addRow.setText(messages.text("evaluate.add"));
    addRow.setId("add-row");
    addRow.getStyleClass().add("flat");
    addRow.setMinWidth(USE_PREF_SIZE);
    addRow.setOnShowing(event -> fillMenu());
    // A menu without items does not open.
    addRow.getItems().add(new MenuItem(""));
    rerank.setText(messages.text("evaluate.rerank"));
    rerank.setId("rerank");
    rerank.setTooltip(new Tooltip(messages.text("evaluate.rerank.tip")));
    rerank.selectedProperty().bindBidirectional(model.rerankProperty());
    rerank.setMinWidth(USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox tools = new HBox(rerank, gap, addRow);
    tools.setAlignment(Pos.CENTER_LEFT);
    VBox foot = new VBox(sentences, tools);
    foot.getStyleClass().add("evaluate-foot");
    getChildren().addAll(figures, table, foot);
  }

  private VBox figure(String key, Label value) {
    Label name = new Label(messages.text(key));
    name.getStyleClass().add("muted");
    name.setMinWidth(USE_PREF_SIZE);
    value.getStyleClass().addAll("evaluate-figure", "bold");
    value.setMinWidth(USE_PREF_SIZE);
    return new VBox(name, value);
  }

  private void fillMenu() {
    List<MenuItem> items = new ArrayList<>();
    Evaluation shown = model.detailsProperty().get().evaluation();
    for (Summary row : model.rows().otherEvaluations()) {
      items.add(
          item(
              texts.name(row.setting(), shown) + ", " + texts.yours(row),
              () -> model.rows().compareWith(row)));
    }
    for (PublishedRow row : model.rows().otherPublished()) {
      items.add(
          item(
              String.format(
                  Locale.ROOT,
                  "%s (%d), %s, mR %.2f",
                  EvaluateTexts.name(row),
                  row.year(),
                  texts.kind(row),
                  row.meanRecall()),
              () -> model.rows().add(row)));
    }
    if (items.isEmpty()) {
      MenuItem none = new MenuItem(messages.text("evaluate.add.none"));
      none.setDisable(true);
      items.add(none);
    }
    addRow.getItems().setAll(items);
  }

  private static MenuItem item(String text, Runnable action) {
    MenuItem item = new MenuItem(text);
    // A name with an underscore would lose it to a mnemonic.
    item.setMnemonicParsing(false);
    item.setOnAction(event -> action.run());
    return item;
  }

  /** Shows what the view model has. */
  void update() {
    table.update();
    sentences.getChildren().clear();
    EvaluationDetails details = model.detailsProperty().get();
    boolean shown = details != null && model.runner().runningProperty().get() == null;
    plot.setVisible(shown);
    addRow.setDisable(!shown);
    if (!shown) {
      for (Label value : List.of(recall, median, mean)) {
        value.setText("–");
      }
      return;
    }
    double mR = details.figures().result().meanRecall();
    BootstrapInterval interval = details.figures().intervals().mean();
    recall.setText(String.format(Locale.ROOT, "%.2f", mR));
    median.setText(texts.count((long) details.figures().result().textToImage().medianRank()));
    mean.setText(texts.decimal(details.figures().result().textToImage().meanRank()));
    plot.show(messages.text("evaluate.plot.this"), mR, interval, marks());
    plot.setAccessibleText(messages.text("evaluate.interval", interval.low(), interval.high()));
    nearest(mR).ifPresent(row -> sentence(texts.judge(mR, interval, row)));
    texts.hidden(details.published(), details.evaluation()).ifPresent(this::sentence);
    Since since = model.rows().sinceProperty().get();
    if (since != null) {
      sentence(texts.judge(since, details.evaluation()));
      RunSummary run = model.queueRun().runProperty().get();
      if (run != null) {
        link("compare-random", "evaluate.random", which -> compareWithRandom.accept(run));
      }
    }
    details.rerankingEffect().ifPresent(effect -> sentence(effect(details, effect)));
    if (!details.evaluation().skipped().isEmpty()) {
      skipped(details.evaluation().skipped());
    }
    if (details.evaluation().setting().split().equals(EvaluationChoice.TRAINING)) {
      sentence(messages.text("evaluate.split.train"));
    }
  }

  private void skipped(List<Skipped> images) {
    sentence(messages.text("evaluate.skipped", images.size()));
    link(
        "show-skipped",
        "evaluate.skipped.which",
        which -> Menus.showPopOver(which, new SkippedPane(images, messages), HPos.LEFT));
  }

  /** Adds a link to the last sentence. */
  private void link(String id, String key, Consumer<Hyperlink> action) {
    Hyperlink link = new Hyperlink(messages.text(key));
    link.setId(id);
    link.setMinWidth(USE_PREF_SIZE);
    link.setOnAction(event -> action.accept(link));
    Node sentence = sentences.getChildren().remove(sentences.getChildren().size() - 1);
    HBox line = new HBox(sentence, link);
    line.setAlignment(Pos.CENTER_LEFT);
    sentences.getChildren().add(line);
  }

  private String effect(EvaluationDetails details, EvaluationComparison effect) {
    return messages.text(
        "evaluate.rerank.effect",
        String.format(Locale.ROOT, "%+.2f", effect.difference()),
        String.format(Locale.ROOT, "%+.2f", effect.interval().low()),
        String.format(Locale.ROOT, "%+.2f", effect.interval().high()),
        details.evaluation().reranking().orElseThrow().seconds());
  }

  private List<IntervalPlot.Mark> marks() {
    Evaluation shown = model.detailsProperty().get().evaluation();
    List<IntervalPlot.Mark> marks = new ArrayList<>();
    for (PublishedRow row : model.rows().published()) {
      marks.add(
          new IntervalPlot.Mark(
              row.isClip()
                  ? row.method()
                  : row.backbone().replaceFirst(" \\+.*", "").replace("ResNet-", "R"),
              String.format(Locale.ROOT, "%s: %.2f", EvaluateTexts.name(row), row.meanRecall()),
              row.meanRecall()));
    }
    for (Summary row : model.rows().own()) {
      marks.add(
          new IntervalPlot.Mark(
              texts.name(row.setting(), shown),
              String.format(
                  Locale.ROOT, "%s: %.2f", texts.name(row.setting(), shown), row.meanRecall()),
              row.meanRecall()));
    }
    marks.sort(Comparator.comparingDouble(IntervalPlot.Mark::value));
    return marks;
  }

  /** The published row of the table that is nearest. */
  private Optional<PublishedRow> nearest(double mR) {
    return model.rows().published().stream()
        .min(Comparator.comparingDouble(row -> Math.abs(row.meanRecall() - mR)));
  }

  private void sentence(String text) {
    Label sentence = new Label(text, Icons.of("fth-info"));
    sentence.setWrapText(true);
    sentence.getStyleClass().addAll("muted", "evaluate-sentence");
    sentence.setMinHeight(USE_PREF_SIZE);
    sentences.getChildren().add(sentence);
  }
}
