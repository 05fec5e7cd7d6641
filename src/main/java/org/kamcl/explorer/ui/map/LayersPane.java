package org.kamcl.explorer.ui.map;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.controlsfx.control.PopOver;
import org.kamcl.explorer.map.Projection;
import org.kamcl.explorer.ui.control.PopOverFactory;
import org.kamcl.explorer.ui.text.Messages;

/** The choice of what the map shows, in a popover beside its button. */
final class LayersPane extends VBox {
  private static final Duration FADE = Duration.millis(120);
  private static final double GAP = 8;

  private final Messages messages;

  LayersPane(MapLayers layers, Messages messages) {
    this.messages = messages;
    getStyleClass().addAll("popover-content", "map-layers");
    getChildren().add(title("map.ground"));
    choices(MapLayers.BasemapStyle.values(), layers.basemapStyleProperty());
    getChildren().add(title("map.shown"));
    check("map.graticule", layers.graticuleProperty());
    check("map.footprints", layers.footprintsProperty());
    getChildren().add(title("map.projection"));
    choices(Projection.values(), layers.projectionProperty());
  }

  private Label title(String key) {
    Label title = new Label(messages.text(key));
    title.getStyleClass().addAll("small", "muted");
    return title;
  }

  private <T extends Enum<T>> void choices(T[] values, ObjectProperty<T> property) {
    ToggleGroup group = new ToggleGroup();
    for (T value : values) {
      RadioButton choice = new RadioButton(name(value));
      choice.setToggleGroup(group);
      choice.setSelected(value == property.get());
      choice.setOnAction(event -> property.set(value));
      getChildren().add(choice);
    }
  }

  private String name(Object value) {
    if (value instanceof Projection projection) {
      return switch (projection) {
        case WEB_MERCATOR -> messages.text("map.projection.mercator");
        case PLATE_CARREE -> messages.text("map.projection.plate");
      };
    }
    return switch ((MapLayers.BasemapStyle) value) {
      case AUTOMATIC -> messages.text("map.ground.automatic");
      case LINES -> messages.text("map.ground.plain");
      case IMAGERY -> messages.text("map.ground.picture");
    };
  }

  private void check(String key, BooleanProperty property) {
    CheckBox box = new CheckBox(messages.text(key));
    box.selectedProperty().bindBidirectional(property);
    getChildren().add(box);
  }

  /** Opens it to the left of a button; the next click anywhere closes it. */
  PopOver open(Node button) {
    PopOver popover = PopOverFactory.create(this);
    popover.setArrowLocation(PopOver.ArrowLocation.RIGHT_BOTTOM);
    popover.setFadeInDuration(FADE);
    popover.setFadeOutDuration(FADE);
    popover.show(button, GAP);
    // A popover is a window of its own, and takes its colours from the one below.
    popover.getScene().setUserAgentStylesheet(button.getScene().getUserAgentStylesheet());
    popover.getScene().getStylesheets().setAll(button.getScene().getStylesheets());
    popover.getRoot().setStyle(button.getScene().getRoot().getStyle());
    return popover;
  }
}
