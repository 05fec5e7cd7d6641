package org.kamcl.explorer.ui.map;

import java.util.function.Function;
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
import org.kamcl.explorer.map.BasemapStyle;
import org.kamcl.explorer.map.Projection;
import org.kamcl.explorer.ui.control.PopOverFactory;
import org.kamcl.explorer.ui.text.Messages;

/** Settings of the map layers, shown in a popover. */
final class LayersPane extends VBox {
  private static final Duration FADE = Duration.millis(120);
  private static final double GAP = 8;

  private final Messages messages;

  LayersPane(MapLayers layers, Messages messages) {
    this.messages = messages;
    getStyleClass().addAll("popover-content", "map-layers");
    addTitle("map.basemap");
    addChoices(BasemapStyle.values(), layers.basemapStyleProperty(), this::name);
    addTitle("map.overlays");
    addCheckBox("map.graticule", layers.graticuleProperty());
    addCheckBox("map.footprints", layers.footprintsProperty());
    addCheckBox("map.scores", layers.scoreMapProperty());
    addTitle("map.projection");
    addChoices(Projection.values(), layers.projectionProperty(), this::name);
  }

  private void addTitle(String key) {
    Label title = new Label(messages.text(key));
    title.getStyleClass().addAll("small", "muted");
    getChildren().add(title);
  }

  private <T> void addChoices(T[] values, ObjectProperty<T> property, Function<T, String> name) {
    ToggleGroup group = new ToggleGroup();
    for (T value : values) {
      RadioButton choice = new RadioButton(name.apply(value));
      choice.setToggleGroup(group);
      choice.setSelected(value == property.get());
      choice.setOnAction(event -> property.set(value));
      getChildren().add(choice);
    }
  }

  private String name(BasemapStyle style) {
    return switch (style) {
      case AUTOMATIC -> messages.text("map.basemap.automatic");
      case LINES -> messages.text("map.basemap.lines");
      case IMAGERY -> messages.text("map.basemap.imagery");
    };
  }

  private String name(Projection projection) {
    return switch (projection) {
      case WEB_MERCATOR -> messages.text("map.projection.mercator");
      case PLATE_CARREE -> messages.text("map.projection.equirectangular");
    };
  }

  private void addCheckBox(String key, BooleanProperty property) {
    CheckBox box = new CheckBox(messages.text(key));
    box.selectedProperty().bindBidirectional(property);
    getChildren().add(box);
  }

  /** Opens the popover to the left of a button; a click outside closes it. */
  PopOver open(Node button) {
    PopOver popover = PopOverFactory.create(this);
    popover.setArrowLocation(PopOver.ArrowLocation.RIGHT_BOTTOM);
    popover.setFadeInDuration(FADE);
    popover.setFadeOutDuration(FADE);
    popover.show(button, GAP);
    // A popover is a window of its own, so the style sheets of the owner are copied.
    popover.getScene().setUserAgentStylesheet(button.getScene().getUserAgentStylesheet());
    popover.getScene().getStylesheets().setAll(button.getScene().getStylesheets());
    popover.getRoot().setStyle(button.getScene().getRoot().getStyle());
    return popover;
  }
}
