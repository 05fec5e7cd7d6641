package org.kamcl.explorer.ui.explore;

import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.controlsfx.control.SegmentedButton;
import org.kamcl.explorer.ui.text.Messages;

/** Tabs for results and map in a narrow window; they float over the panes. */
final class PaneTabs extends HBox {
  private final ToggleButton map;

  /**
   * @param changed called when the other tab is selected
   */
  PaneTabs(Messages messages, Runnable changed) {
    getStyleClass().add("pane-tabs");
    setAlignment(Pos.CENTER);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    ToggleButton results = new ToggleButton(messages.text("panes.results"));
    map = new ToggleButton(messages.text("panes.map"));
    SegmentedButton segments = new SegmentedButton(results, map);
    ToggleGroup group = new ToggleGroup();
    segments.setToggleGroup(group);
    results.setToggleGroup(group);
    map.setToggleGroup(group);
    group.selectToggle(results);
    group
        .selectedToggleProperty()
        .addListener(
            (property, before, chosen) -> {
              if (chosen == null) {
                group.selectToggle(before);
              } else {
                changed.run();
              }
            });
    getChildren().add(segments);
  }

  /** Selects the map. */
  void showMap() {
    map.setSelected(true);
  }

  boolean onMap() {
    return map.isSelected();
  }
}
