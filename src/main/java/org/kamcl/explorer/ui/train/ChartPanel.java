package org.kamcl.explorer.ui.train;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.chart.ChartViewport;
import org.kamcl.explorer.ui.chart.Curve;
import org.kamcl.explorer.ui.chart.CurveChart;
import org.kamcl.explorer.ui.chart.CurveData;
import org.kamcl.explorer.ui.chart.Mark;
import org.kamcl.explorer.ui.chart.XAxis;
import org.kamcl.explorer.ui.text.Messages;

/** A chart with its name and the newest value of the selected run. */
final class ChartPanel extends BorderPane {
  /** Colors of recall at 1, 5 and 10. */
  private static final int[] RECALL_COLORS = {5, 3, 6};

  private static final List<String> RECALL_NAMES = List.of("R@1", "R@5", "R@10");

  /** Colors of the learning rates of heads, images and texts. */
  private static final int[] RATE_COLORS = {1, 6, 3};

  private static final List<String> RATE_KEYS =
      List.of("train.rate.head", "train.rate.image", "train.rate.text");

  private static final int DIGITS = 4;

  private final Panel panel;
  private final TrainViewModel model;
  private final ChartViewport viewport;
  private final Messages messages;
  private final CurveChart chart;
  private final Label latest = new Label();

  ChartPanel(Panel panel, TrainViewModel model, ChartViewport viewport, Messages messages) {
    this.panel = panel;
    this.model = model;
    this.viewport = viewport;
    this.messages = messages;
    this.chart = new CurveChart(viewport, messages);
    getStyleClass().add("chart-panel");
    setId("panel-" + panel.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    Label title = new Label(messages.text(panel.key()));
    title.getStyleClass().add("bold");
    title.setMinWidth(USE_PREF_SIZE);
    Label sub = new Label(messages.text(panel.noteKey()));
    sub.getStyleClass().addAll("muted", "text-small");
    sub.setMinWidth(0);
    sub.setTooltip(new Tooltip(sub.getText()));
    latest.setMinWidth(USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox header = new HBox(title, sub, gap, latest);
    header.setAlignment(Pos.BASELINE_LEFT);
    header.getStyleClass().add("chart-panel-header");
    chart.setTitle(title.getText());
    chart.setLogAllowed(panel.isLogAllowed());
    if (panel == Panel.MEAN_RECALL || panel == Panel.RECALL) {
      chart.setMost(100);
    }
    chart.setEmptyText(messages.text(panel.emptyKey()));
    chart.setEndLabels(panel.kind() == Panel.Kind.RECALL || panel.kind() == Panel.Kind.RATES);
    setTop(header);
    setCenter(chart);
  }

  Panel panel() {
    return panel;
  }

  CurveChart chart() {
    return chart;
  }

  /** Whether the panel is shown even without values, or has some. */
  boolean isNeeded() {
    return panel.kind() != Panel.Kind.OPTIONAL_STEPS
        || model.shown().stream().anyMatch(run -> !data(run, panel.series().get(0)).isEmpty());
  }

  private CurveData data(RunSummary run, String series) {
    return model.curves(run.name()).curve(series);
  }

  /** Shows the curves of the runs that are shown now. */
  void update() {
    List<Curve> curves = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    RunSummary selected = model.selectedProperty().get();
    chart.setEmptyText(messages.text(emptyKey(selected)));
    for (RunSummary run : model.shown()) {
      RunCurves all = model.curves(run.name());
      boolean own = selected != null && run.name().equals(selected.name());
      if (viewport.axisProperty().get() == XAxis.TIME && all.isUntimed()) {
        continue;
      }
      boolean added =
          switch (panel.kind()) {
            case STEPS, OPTIONAL_STEPS -> add(curves, run, true);
            case EPOCHS -> add(curves, run, false);
            case RECALL -> own && addRecall(curves, all);
            case RATES -> own && addRates(curves, all);
          };
      if (added) {
        marks.addAll(all.marks(panel.isMarkNamed() ? messages.text("train.phase.two") : ""));
      }
    }
    chart.setCurves(curves);
    chart.setMarks(marks);
    showLatest(selected);
  }

  /** Message key of why there are no values. */
  private String emptyKey(@Nullable RunSummary run) {
    boolean validated = panel.kind() == Panel.Kind.EPOCHS || panel.kind() == Panel.Kind.RECALL;
    boolean none =
        run != null && run.origin().splits().filter(all -> all.validation() == 0).isPresent();
    if (validated && none) {
      return "train.panel.novalidation";
    }
    return run != null && run.state().isOver() ? "train.panel.none" : panel.emptyKey();
  }

  private boolean add(List<Curve> curves, RunSummary run, boolean smoothing) {
    CurveData data = data(run, panel.series().get(0));
    if (data.isEmpty()) {
      return false;
    }
    boolean live = run.state() == RunState.RUNNING;
    Curve curve = Curve.of(data, run.title(), model.overlays().color(run.name()), live);
    curves.add(smoothing ? curve : curve.exact());
    return true;
  }

  private boolean addRecall(List<Curve> curves, RunCurves all) {
    for (int i = 0; i < RunCurves.RECALL.size(); i++) {
      CurveData data = all.curve(RunCurves.RECALL.get(i));
      if (!data.isEmpty()) {
        boolean dashed = i >= RECALL_NAMES.size();
        String at = RECALL_NAMES.get(i % RECALL_NAMES.size());
        String name = messages.text(dashed ? "train.recall.captions" : "train.recall.images", at);
        curves.add(
            new Curve(
                data,
                name,
                RECALL_COLORS[i % RECALL_NAMES.size()],
                dashed,
                false,
                false,
                dashed ? "" : at));
      }
    }
    return !curves.isEmpty();
  }

  private boolean addRates(List<Curve> curves, RunCurves all) {
    for (int i = 0; i < panel.series().size(); i++) {
      CurveData data = all.curve(panel.series().get(i));
      if (!data.isEmpty()) {
        String name = messages.text(RATE_KEYS.get(i));
        curves.add(new Curve(data, name, RATE_COLORS[i], false, false, false, name));
      }
    }
    return !curves.isEmpty();
  }

  private void showLatest(@Nullable RunSummary run) {
    latest.getStyleClass().removeIf(style -> style.startsWith("run-text-"));
    boolean single = panel.kind() != Panel.Kind.RECALL && panel.kind() != Panel.Kind.RATES;
    double value = run == null || !single ? Double.NaN : data(run, panel.series().get(0)).latest();
    if (run == null || Double.isNaN(value)) {
      latest.setText("");
      return;
    }
    latest.getStyleClass().add("run-text-" + model.overlays().color(run.name()));
    latest.setText(messages.text("train.number", rounded(value)));
  }

  private static double rounded(double value) {
    return value == 0
        ? 0
        : new java.math.BigDecimal(value).round(new java.math.MathContext(DIGITS)).doubleValue();
  }
}
