package org.kamcl.explorer.ui.heatmap;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.engine.explain.HeatMap;
import org.kamcl.engine.explain.ScoreMap;
import org.kamcl.explorer.ui.heatmap.HeatMapViewModel.Pointed;
import org.kamcl.explorer.ui.text.Messages;

/**
 * What the colors of a heat map mean: its scale with numbers, the value under the pointer, its
 * opacity. While there is no map it says why.
 */
public final class HeatMapLegend extends VBox {
  /** Height of the scale, pixels. */
  private static final double SCALE = 8;

  private final HeatMapViewModel model;
  private final HeatMapFormatter formatter;
  private final Messages messages;
  private final Label title = new Label();
  private final Label unit = new Label();
  private final Label low = new Label();
  private final Label high = new Label();
  private final Label value = new Label();
  private final Label state = new Label();
  private final VBox scale;
  private final HBox opacity;

  /** Follows a model. */
  public HeatMapLegend(HeatMapViewModel model, Messages messages) {
    this.model = model;
    this.messages = messages;
    this.formatter = new HeatMapFormatter(messages);
    setId("heat-legend");
    getStyleClass().add("heat-legend");
    title.getStyleClass().add("bold");
    title.setWrapText(true);
    for (Label small : new Label[] {unit, low, high, value, state}) {
      small.getStyleClass().addAll("small", "muted");
    }
    value.setId("heat-value");
    state.setId("heat-state");
    state.setWrapText(true);
    unit.setWrapText(true);
    value.setWrapText(true);
    low.setMinWidth(USE_PREF_SIZE);
    high.setMinWidth(USE_PREF_SIZE);
    scale = scale();
    opacity =
        new OpacitySlider(
            "heat-opacity", HeatMapViewModel.OPACITY, model.opacityProperty(), messages);
    getChildren().addAll(title, state, scale, opacity);
    model.mapProperty().addListener((property, before, map) -> show());
    model.focusProperty().addListener((property, before, now) -> show());
    model.branchProperty().addListener((property, before, now) -> show());
    model.pendingProperty().addListener((property, before, now) -> show());
    model.problemProperty().addListener((property, before, now) -> show());
    model.shownProperty().addListener((property, before, now) -> show());
    model.pointedProperty().addListener((property, before, now) -> showValue(now));
    show();
  }

  private VBox scale() {
    Region bar = HeatMapScale.create();
    bar.setMinHeight(SCALE);
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    VBox box = new VBox(bar, new HBox(low, between, high), unit, value);
    box.getStyleClass().add("heat-scale-box");
    return box;
  }

  private void show() {
    HeatMap map = model.mapProperty().get();
    title.setText(formatter.title(model.focusProperty().get()));
    toggle(scale, map != null);
    toggle(opacity, map != null);
    String reason =
        !model.problemProperty().get().isEmpty()
            ? model.problemProperty().get()
            : model.pendingProperty().get()
                ? messages.text(map == null ? "heat.pending" : "heat.refining")
                : map == null && !model.hasSubject() ? messages.text("heat.nothing") : "";
    state.setText(reason);
    toggle(state, !reason.isEmpty());
    if (map != null) {
      ScoreMap where = model.whereProperty().get();
      boolean branch = model.drawnBranch().isPresent();
      low.setText(formatter.end(map.min(), where, branch));
      high.setText(formatter.end(map.max(), where, branch));
      unit.setText(formatter.unit(map, where, branch));
    }
    showValue(model.pointedProperty().get());
  }

  private void showValue(Optional<Pointed> pointed) {
    value.setText(
        pointed
            .map(at -> formatter.pointed(at, model.whereProperty().get()))
            .orElseGet(() -> messages.text("heat.pointed.none")));
  }

  private static void toggle(Region part, boolean shown) {
    part.setVisible(shown);
    part.setManaged(shown);
  }
}
