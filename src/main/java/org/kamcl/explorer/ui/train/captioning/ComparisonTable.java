package org.kamcl.explorer.ui.train.captioning;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.explorer.api.RandomComparisons.Comparison;
import org.kamcl.explorer.api.RandomComparisons.Trial;
import org.kamcl.explorer.ui.text.Messages;

/** What was measured: a row for each seed and one for the mean, with a plot of the differences. */
final class ComparisonTable extends GridPane {
  private static final List<String> HEADINGS =
      List.of(
          "random.seed",
          "random.before",
          "random.chosen",
          "random.random",
          "random.difference",
          "random.interval",
          "random.plot");

  private static final double MARGIN = 1.1;

  /** Smaller differences have no digit that is shown. */
  private static final double LEAST = 0.005;

  private final Messages messages;

  ComparisonTable(Messages messages) {
    this.messages = messages;
    setId("random-table");
    getStyleClass().add("random-table");
    for (int column = 0; column < HEADINGS.size(); column++) {
      boolean number = column > 0 && column < HEADINGS.size() - 1;
      ColumnConstraints constraints = new ColumnConstraints();
      constraints.setHalignment(number ? HPos.RIGHT : HPos.LEFT);
      constraints.setFillWidth(true);
      if (column == HEADINGS.size() - 1) {
        constraints.setHgrow(Priority.ALWAYS);
      } else {
        constraints.setMinWidth(USE_PREF_SIZE);
      }
      getColumnConstraints().add(constraints);
    }
  }

  /** Shows a comparison. */
  void show(Comparison comparison) {
    getChildren().clear();
    for (int column = 0; column < HEADINGS.size(); column++) {
      Label heading = cell(messages.text(HEADINGS.get(column)), column);
      heading.getStyleClass().addAll("muted", "random-head");
      add(heading, column, 0);
    }
    Optional<BootstrapInterval> mean = comparison.interval();
    double reach = reach(comparison, mean);
    int row = 1;
    for (Trial trial : comparison.trials()) {
      row(
          row++,
          String.valueOf(trial.seed()),
          List.of(trial.before(), trial.chosen(), trial.random()),
          trial.gain(),
          trial.difference(),
          reach);
    }
    if (mean.isPresent()) {
      row(
          row,
          messages.text("random.mean"),
          List.of(
              mean(comparison, Trial::before),
              mean(comparison, Trial::chosen),
              mean(comparison, Trial::random)),
          comparison.gain(),
          mean.get(),
          reach);
      getChildren().stream()
          .filter(node -> GridPane.getRowIndex(node) == comparison.trials().size() + 1)
          .forEach(node -> node.getStyleClass().add("random-mean"));
    }
  }

  private static double mean(Comparison comparison, ToDoubleFunction<Trial> value) {
    return comparison.trials().stream().mapToDouble(value).average().orElse(0);
  }

  /** The largest distance of an interval from 0. */
  private static double reach(Comparison comparison, Optional<BootstrapInterval> mean) {
    double most = mean.map(ComparisonTable::distance).orElse(0.0);
    for (Trial trial : comparison.trials()) {
      most = Math.max(most, distance(trial.difference()));
    }
    return Math.max(1, MARGIN * most);
  }

  private static double distance(BootstrapInterval interval) {
    return Math.max(Math.abs(interval.low()), Math.abs(interval.high()));
  }

  private void row(
      int row,
      String name,
      List<Double> recalls,
      double gain,
      BootstrapInterval interval,
      double reach) {
    add(cell(name, 0), 0, row);
    for (int i = 0; i < recalls.size(); i++) {
      add(cell(String.format(Locale.ROOT, "%.2f", recalls.get(i)), i + 1), i + 1, row);
    }
    String range = messages.text("random.range", signed(interval.low()), signed(interval.high()));
    add(cell(signed(gain), recalls.size() + 1), recalls.size() + 1, row);
    add(cell(range, recalls.size() + 2), recalls.size() + 2, row);
    DifferencePlot plot = new DifferencePlot(gain, interval, reach);
    HBox.setHgrow(plot, Priority.ALWAYS);
    Node cell = new HBox(plot);
    cell.getStyleClass().addAll("random-cell", "random-plot");
    add(cell, recalls.size() + 3, row);
  }

  /** A difference with its sign, such as +0.43; 0.00 has none. */
  static String signed(double value) {
    if (Math.abs(value) < LEAST) {
      return "0.00";
    }
    return String.format(Locale.ROOT, "%+.2f", value).replace('-', '\u2212');
  }

  private static Label cell(String text, int column) {
    Label label = new Label(text);
    label.setMinWidth(USE_PREF_SIZE);
    label.setMaxWidth(Double.MAX_VALUE);
    label.getStyleClass().add("random-cell");
    if (column > 0 && column < HEADINGS.size() - 1) {
      label.getStyleClass().add("random-number");
    }
    return label;
  }
}
