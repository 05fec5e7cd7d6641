package org.kamcl.explorer.ui.evaluate;

import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.engine.evaluation.RetrievalMetrics;
import org.kamcl.explorer.api.Evaluations.Partial;
import org.kamcl.explorer.api.Evaluations.PublishedRow;
import org.kamcl.explorer.api.Evaluations.Summary;
import org.kamcl.explorer.evaluation.EvaluationFigures;
import org.kamcl.explorer.ui.text.Messages;

/** Recalls of this model, of published and of earlier ones. */
final class RecallTable extends GridPane {
  private static final int COLUMNS = 8;
  private static final int RECALLS = 3;

  private final EvaluateViewModel model;
  private final Messages messages;
  private final EvaluateTexts texts;
  private int row;

  RecallTable(EvaluateViewModel model, Messages messages) {
    this.model = model;
    this.messages = messages;
    this.texts = new EvaluateTexts(messages);
    setId("recall-table");
    getStyleClass().add("recall-table");
    ColumnConstraints first = new ColumnConstraints();
    first.setHgrow(Priority.ALWAYS);
    first.setMinWidth(0);
    getColumnConstraints().add(first);
    for (int c = 1; c < COLUMNS; c++) {
      ColumnConstraints number = new ColumnConstraints();
      number.setHalignment(HPos.RIGHT);
      number.setMinWidth(Region.USE_PREF_SIZE);
      getColumnConstraints().add(number);
    }
  }

  /** Shows what the view model has. */
  void update() {
    getChildren().clear();
    row = 0;
    heading();
    Partial partial = model.runner().partialProperty().get();
    EvaluationDetails details = model.detailsProperty().get();
    if (model.runner().runningProperty().get() != null) {
      running(partial);
    } else if (details != null) {
      own(messages.text("evaluate.this"), "", details.figures(), true);
      details
          .reranked()
          .ifPresent(
              figures ->
                  own(
                      messages.text("evaluate.reranked"),
                      messages.text("evaluate.reranked.note"),
                      figures,
                      false));
    }
    boolean clip = false;
    for (PublishedRow published : model.rows().published()) {
      if (published.isClip() && !clip) {
        clip = true;
        Label group = filled(new Label(messages.text("evaluate.published.clip")), "recall-cell");
        group.getStyleClass().addAll("recall-name", "muted", "small");
        add(group, 0, row++, COLUMNS, 1);
      }
      Node name = name(EvaluateTexts.name(published), texts.kind(published), texts.tip(published));
      plain(
          name,
          published.recalls().stream().map(RecallTable::format).toList(),
          format(published.meanRecall()));
    }
    for (Summary summary : model.rows().own()) {
      RetrievalMetrics text = summary.imageToText();
      RetrievalMetrics image = summary.textToImage();
      plain(
          name(
              details == null
                  ? summary.setting().model()
                  : texts.name(summary.setting(), details.evaluation()),
              texts.yours(summary),
              ""),
          List.of(
              format(text.r1()),
              format(text.r5()),
              format(text.r10()),
              format(image.r1()),
              format(image.r5()),
              format(image.r10())),
          format(summary.meanRecall()));
    }
  }

  private void heading() {
    Label unit = heading(messages.text("evaluate.recall"), "recall-name");
    Label sentences = heading(messages.text("evaluate.sentences"), "recall-group");
    Label images = heading(messages.text("evaluate.images"), "recall-group");
    add(filled(new Label(), "recall-head"), 0, row);
    add(sentences, 1, row, RECALLS, 1);
    add(images, 1 + RECALLS, row, RECALLS, 1);
    add(filled(new Label(), "recall-head"), COLUMNS - 1, row++);
    add(unit, 0, row);
    for (int c = 0; c < 2 * RECALLS; c++) {
      String name = List.of("R@1", "R@5", "R@10").get(c % RECALLS);
      add(heading(name, c % RECALLS == 0 ? "recall-first" : "recall-number"), c + 1, row);
    }
    add(heading("mR", "recall-first"), COLUMNS - 1, row++);
  }

  private static Label heading(String text, String style) {
    return filled(new Label(text), "recall-head", style, "muted");
  }

  private static Label filled(Label label, String... styles) {
    label.getStyleClass().addAll(styles);
    label.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    return label;
  }

  private void running(Partial partial) {
    Label name =
        new Label(
            partial == null
                ? messages.text("evaluate.running")
                : messages.text("evaluate.running.captions", partial.captions(), partial.of()));
    name.getStyleClass().addAll("recall-cell", "muted");
    name.setMaxWidth(Double.MAX_VALUE);
    add(name, 0, row);
    RetrievalMetrics some = partial == null ? null : partial.textToImage();
    for (int c = 1; c < COLUMNS; c++) {
      String text = "";
      if (some != null && c > RECALLS && c < COLUMNS - 1) {
        text = format(List.of(some.r1(), some.r5(), some.r10()).get(c - 1 - RECALLS));
      }
      Label cell = cell(text, c);
      cell.getStyleClass().add("muted");
      add(cell, c, row);
    }
    row++;
  }

  private void own(String title, String note, EvaluationFigures figures, boolean marked) {
    RetrievalMetrics text = figures.result().imageToText();
    RetrievalMetrics image = figures.result().textToImage();
    List<Double> values =
        List.of(text.r1(), text.r5(), text.r10(), image.r1(), image.r5(), image.r10());
    Node name = name(title, note, "");
    style(name, marked);
    add(name, 0, row);
    for (int c = 0; c <= values.size(); c++) {
      boolean mean = c == values.size();
      BootstrapInterval interval =
          mean
              ? figures.intervals().mean()
              : c < RECALLS
                  ? figures.intervals().imageToText()[c]
                  : figures.intervals().textToImage()[c - RECALLS];
      Label value = new Label(format(mean ? figures.result().meanRecall() : values.get(c)));
      Label half =
          new Label(String.format(Locale.ROOT, "± %.1f", (interval.high() - interval.low()) / 2));
      half.getStyleClass().addAll("muted", "small");
      VBox both = new VBox(value, half);
      both.setAlignment(Pos.CENTER_RIGHT);
      both.getStyleClass().add("recall-cell");
      if (c % RECALLS == 0) {
        both.getStyleClass().add("recall-first");
      }
      if (marked) {
        value.getStyleClass().add("bold");
      }
      style(both, marked);
      String range = messages.text("evaluate.interval", interval.low(), interval.high());
      Tooltip.install(both, new Tooltip(range));
      add(both, c + 1, row);
    }
    row++;
  }

  private static void style(Node cell, boolean marked) {
    if (marked) {
      cell.getStyleClass().add("recall-own");
    }
  }

  private Node name(String title, String note, String tip) {
    Label name = new Label(title);
    name.setMinWidth(0);
    Label small = new Label(note);
    small.getStyleClass().addAll("muted", "small");
    small.setMinWidth(Region.USE_PREF_SIZE);
    HBox both = new HBox(name, small);
    both.setAlignment(Pos.CENTER_LEFT);
    both.getStyleClass().addAll("recall-cell", "recall-name");
    Tooltip.install(both, new Tooltip(tip.isEmpty() ? title + " " + note : title + "\n" + tip));
    return both;
  }

  private void plain(Node name, List<String> recalls, String mean) {
    add(name, 0, row);
    for (int c = 1; c < COLUMNS - 1; c++) {
      add(cell(recalls.isEmpty() ? "" : recalls.get(c - 1), c), c, row);
    }
    add(cell(mean, COLUMNS - 1), COLUMNS - 1, row++);
  }

  private static Label cell(String text, int column) {
    Label cell = filled(new Label(text), "recall-cell", "recall-number");
    if (column % RECALLS == 1) {
      cell.getStyleClass().add("recall-first");
    }
    return cell;
  }

  private static String format(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
