package org.kamcl.explorer.ui.train;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.kamcl.explorer.ui.chart.ChartViewport;
import org.kamcl.explorer.ui.chart.CurveChart;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.TextSize;

/** The panels of the charts, in as many columns as there is space for. */
final class ChartGrid extends GridPane {
  /** Least width of a column, pixels at normal text size. */
  private static final double COLUMN = 270;

  private static final int MOST_COLUMNS = 3;
  private static final double HEIGHT = 234;

  private final List<ChartPanel> panels = new ArrayList<>();
  private final TextSize textSize;
  private List<ChartPanel> placed = List.of();
  private int columns;

  ChartGrid(TrainViewModel model, ChartViewport viewport, Messages messages, TextSize textSize) {
    this.textSize = textSize;
    setId("charts");
    getStyleClass().add("chart-grid");
    for (Panel panel : Panel.values()) {
      panels.add(new ChartPanel(panel, model, viewport, messages));
    }
    viewport.axisProperty().addListener((property, before, now) -> update());
    widthProperty().addListener((property, before, now) -> arrange());
    textSize.percentProperty().addListener((property, before, now) -> arrange());
    arrange();
  }

  /** Shows the curves of the runs that are shown now. */
  void update() {
    panels.forEach(ChartPanel::update);
    arrange();
  }

  private void arrange() {
    List<ChartPanel> needed = panels.stream().filter(ChartPanel::isNeeded).toList();
    double width = COLUMN * textSize.factor();
    int fitting = (int) Math.max(1, Math.min(MOST_COLUMNS, getWidth() / width));
    panels.forEach(panel -> panel.setPrefHeight(HEIGHT * textSize.factor()));
    panels.forEach(panel -> panel.setMinHeight(HEIGHT * textSize.factor()));
    if (fitting == columns && needed.equals(placed)) {
      return;
    }
    columns = fitting;
    placed = needed;
    getColumnConstraints().clear();
    for (int i = 0; i < columns; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(100.0 / columns);
      column.setHgrow(Priority.ALWAYS);
      getColumnConstraints().add(column);
    }
    getChildren().clear();
    for (int i = 0; i < needed.size(); i++) {
      add(needed.get(i), i % columns, i / columns);
    }
  }

  /** Number of columns. */
  int columns() {
    return columns;
  }

  /** The charts that are shown, in order. */
  List<CurveChart> charts() {
    return placed.stream().map(ChartPanel::chart).toList();
  }
}
