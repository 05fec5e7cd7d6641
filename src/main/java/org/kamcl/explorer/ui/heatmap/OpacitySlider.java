package org.kamcl.explorer.ui.heatmap;

import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kamcl.explorer.ui.text.Messages;

/** Chooses how opaque a map is over its image. */
public final class OpacitySlider extends HBox {
  /**
   * @param id of the slider
   * @param usual where it stands at first, 0 to 1
   * @param opacity follows the slider, and the slider follows it
   */
  public OpacitySlider(String id, double usual, DoubleProperty opacity, Messages messages) {
    Label name = new Label(messages.text("heat.opacity"));
    name.getStyleClass().add("small");
    name.setMinWidth(USE_PREF_SIZE);
    Slider slider = new Slider(0, 1, usual);
    slider.setId(id);
    slider.setBlockIncrement(0.1);
    slider.setAccessibleText(messages.text("heat.opacity"));
    slider.valueProperty().bindBidirectional(opacity);
    slider.setMinWidth(0);
    HBox.setHgrow(slider, Priority.ALWAYS);
    Label percent = new Label();
    percent.getStyleClass().addAll("small", "muted", "heat-percent");
    percent.setMinWidth(USE_PREF_SIZE);
    percent.setAlignment(Pos.CENTER_RIGHT);
    percent
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> messages.text("settings.percent", Math.round(100 * opacity.get())), opacity));
    getChildren().addAll(name, slider, percent);
    getStyleClass().add("heat-opacity");
    setAlignment(Pos.CENTER_LEFT);
  }
}
