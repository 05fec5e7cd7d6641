package org.kamcl.explorer.ui.shell;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The workspaces, at the left. */
final class Rail extends VBox {
  private final Button settings;

  Rail(Messages messages, Runnable switchTheme) {
    getStyleClass().add("rail");
    ToggleButton explore =
        new ToggleButton(messages.text("rail.explore"), Icons.of("fth-map", Icons.LARGE));
    explore.setSelected(true);
    // The only workspace so far; a click does not leave it.
    explore.setOnAction(event -> explore.setSelected(true));
    explore.setTooltip(new Tooltip(messages.text("rail.explore.tip")));
    Region gap = new Region();
    VBox.setVgrow(gap, Priority.ALWAYS);
    Button theme = new Button(messages.text("rail.theme"), Icons.of("fth-moon", Icons.LARGE));
    theme.setId("theme");
    theme.setTooltip(new Tooltip(messages.text("rail.theme.tip")));
    theme.setOnAction(event -> switchTheme.run());
    settings = new Button(messages.text("rail.settings"), Icons.of("fth-settings", Icons.LARGE));
    settings.setTooltip(new Tooltip(messages.text("rail.settings.tip")));
    for (var entry : List.of(explore, theme, settings)) {
      entry.setContentDisplay(ContentDisplay.TOP);
      entry.getStyleClass().add("rail-entry");
      entry.setMaxWidth(Double.MAX_VALUE);
    }
    getChildren().addAll(explore, gap, theme, settings);
  }

  Button settings() {
    return settings;
  }
}
