package org.kamcl.explorer.ui.map;

import java.util.Locale;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.kamcl.explorer.map.AreaSketch;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.Tips;

/** Buttons that select what dragging on the map does: pan, draw a rectangle or a polygon. */
final class AreaToolStrip extends HBox {
  private final AreaDrawingViewModel model;
  private final Messages messages;
  private final Runnable onSelect;

  /**
   * @param onSelect is called after a button was clicked
   */
  AreaToolStrip(AreaDrawingViewModel model, Messages messages, Runnable onSelect) {
    this.model = model;
    this.messages = messages;
    this.onSelect = onSelect;
    ToggleGroup group = new ToggleGroup();
    for (AreaSketch.Tool tool : AreaSketch.Tool.values()) {
      ToggleButton button = button(tool);
      button.setToggleGroup(group);
      getChildren().add(button);
    }
    // One button is always selected; without a tool it is the first one.
    ToggleButton pan = (ToggleButton) getChildren().get(0);
    pan.selectedProperty()
        .addListener(
            (property, before, selected) -> pan.setSelected(selected || !model.isDrawing()));
    getStyleClass().addAll("map-card", "map-strip");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
  }

  private ToggleButton button(AreaSketch.Tool tool) {
    ToggleButton button = new ToggleButton(null, Icons.of(icon(tool)));
    String text = messages.text(key(tool));
    button.setId("tool-" + tool.name().toLowerCase(Locale.ROOT));
    Tips.set(button, text);
    button.setAccessibleText(text);
    button.getStyleClass().add("map-tool");
    button.setOnAction(
        event -> {
          // A second click puts the tool away.
          model.toolProperty().set(button.isSelected() ? tool : AreaSketch.Tool.PAN);
          onSelect.run();
        });
    button.setSelected(tool == model.toolProperty().get());
    model.toolProperty().addListener((property, before, now) -> button.setSelected(now == tool));
    return button;
  }

  private static String icon(AreaSketch.Tool tool) {
    return switch (tool) {
      case PAN -> "fth-move";
      case RECTANGLE -> "mdi2v-vector-rectangle";
      case POLYGON -> "mdi2v-vector-polygon";
    };
  }

  private static String key(AreaSketch.Tool tool) {
    return switch (tool) {
      case PAN -> "map.tool.pan";
      case RECTANGLE -> "map.tool.rectangle";
      case POLYGON -> "map.tool.polygon";
    };
  }
}
