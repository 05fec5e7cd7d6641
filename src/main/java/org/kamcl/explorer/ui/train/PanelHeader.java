package org.kamcl.explorer.ui.train;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** The line above charts and probes: a name and a note about it. */
final class PanelHeader extends HBox {
  PanelHeader(String title, String note) {
    Label name = new Label(title);
    name.getStyleClass().add("bold");
    name.setMinWidth(USE_PREF_SIZE);
    Label text = new Label(note);
    text.getStyleClass().add("muted");
    text.setMinWidth(0);
    setAlignment(Pos.BASELINE_LEFT);
    getStyleClass().add("chart-panel-header");
    getChildren().addAll(name, text);
  }
}
