package org.kamcl.explorer.ui.train;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.chart.ChartViewport;
import org.kamcl.explorer.ui.chart.Curve;
import org.kamcl.explorer.ui.chart.CurveChart;
import org.kamcl.explorer.ui.chart.CurveData;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.TextSize;

/** How strong the most frequent concepts are in the images that have them, over the epochs. */
final class ConceptCurves extends VBox {
  private static final int MOST = 8;
  private static final double HEIGHT = 260;

  private final CurveChart chart;

  ConceptCurves(ChartViewport viewport, Messages messages, TextSize textSize) {
    this.chart = new CurveChart(viewport, messages);
    setId("concept-curves");
    getStyleClass().add("concept-curves");
    String title = messages.text("train.concepts");
    PanelHeader header = new PanelHeader(title, messages.text("train.concepts.sub"));
    chart.setTitle(title);
    chart.setLogAllowed(false);
    chart.setEndLabels(true);
    chart.prefHeightProperty().bind(textSize.percentProperty().multiply(HEIGHT / 100));
    chart.minHeightProperty().bind(chart.prefHeightProperty());
    getChildren().addAll(header, chart);
  }

  /** Shows the concepts of a run. */
  void show(RunCurves curves) {
    List<Curve> all = new ArrayList<>();
    List<String> names = curves.concepts(MOST);
    for (int i = 0; i < names.size(); i++) {
      CurveData data = curves.concept(names.get(i));
      if (data != null) {
        all.add(new Curve(data, names.get(i), i + 1, false, false, false, names.get(i)));
      }
    }
    setVisible(!all.isEmpty());
    setManaged(!all.isEmpty());
    chart.setCurves(all);
    chart.setMarks(curves.marks(""));
  }

  /** The chart. */
  CurveChart chart() {
    return chart;
  }
}
