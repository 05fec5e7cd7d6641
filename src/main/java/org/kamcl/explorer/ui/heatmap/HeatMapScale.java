package org.kamcl.explorer.ui.heatmap;

import javafx.geometry.Insets;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;

/** The colors of a heat map as a bar. */
public final class HeatMapScale {
  private HeatMapScale() {}

  /** The whole scale from left to right, as transparent as on a picture. */
  public static Region create() {
    Region bar = new Region();
    bar.getStyleClass().add("heat-scale");
    bar.setBackground(
        new Background(
            new BackgroundFill(HeatMapColors.gradient(), CornerRadii.EMPTY, Insets.EMPTY)));
    return bar;
  }
}
