package org.kamcl.explorer.ui.control;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** A concept: green with a dot where image and query share it, else grey. */
public final class ConceptChip extends Label {
  /**
   * @param shared whether both sides have it
   */
  public ConceptChip(String name, boolean shared) {
    super(name);
    getStyleClass().addAll("chip", shared ? "chip-shared" : "chip-plain");
    setMinWidth(Region.USE_PREF_SIZE);
    if (shared) {
      Region dot = new Region();
      dot.getStyleClass().add("chip-dot");
      setGraphic(dot);
    }
  }
}
