package org.kamcl.explorer.ui.inspect;

import javafx.beans.property.BooleanProperty;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kamcl.explorer.ui.heatmap.HeatMapViewModel;
import org.kamcl.explorer.ui.scoremap.ScoreMapViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The switches of what is drawn over the image: one at a time, or nothing. */
final class LayerSwitches extends HBox {
  private final ToggleButton seenHere;
  private final ToggleButton scoreMap;

  LayerSwitches(HeatMapViewModel heat, ScoreMapViewModel scores, Messages messages) {
    getStyleClass().add("inspect-layers");
    seenHere =
        button(
            messages.text("inspect.seen"),
            messages.text("inspect.seen.tip"),
            "mdi2b-blur",
            heat.shownProperty());
    seenHere.setId("seen-here-switch");
    scoreMap =
        button(
            messages.text("inspect.scores"),
            messages.text("inspect.scores.tip"),
            "fth-grid",
            scores.overImageProperty());
    scoreMap.setId("score-map-switch");
    getChildren().setAll(seenHere, scoreMap);
    exclude(heat.shownProperty(), scores.overImageProperty());
    exclude(scores.overImageProperty(), heat.shownProperty());
  }

  private static ToggleButton button(String name, String tip, String icon, BooleanProperty shown) {
    ToggleButton button = new ToggleButton(name, Icons.of(icon));
    button.getStyleClass().add("inspect-layer");
    button.setTooltip(new Tooltip(tip));
    button.setAccessibleText(tip);
    button.setMinWidth(USE_PREF_SIZE);
    button.selectedProperty().bindBidirectional(shown);
    return button;
  }

  /** The colors of two maps over each other would say nothing. */
  private static void exclude(BooleanProperty one, BooleanProperty other) {
    one.addListener(
        (property, before, now) -> {
          if (now) {
            other.set(false);
          }
        });
  }

  /**
   * Shows the switches as they fit.
   *
   * @param named whether there is space for their names
   * @param image whether there is an image
   */
  void arrange(boolean named, boolean image) {
    for (ToggleButton button : new ToggleButton[] {seenHere, scoreMap}) {
      button.setDisable(!image);
      button.setContentDisplay(named ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY);
    }
  }
}
