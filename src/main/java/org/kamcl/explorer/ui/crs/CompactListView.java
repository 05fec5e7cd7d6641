package org.kamcl.explorer.ui.crs;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.collections.ObservableList;
import javafx.scene.control.ListView;

/** A list that is as high as its items, up to some. */
final class CompactListView<T> extends ListView<T> {
  private static final int FEWEST = 2;
  private static final double EDGES = 2;

  /**
   * @param most items that are seen at once
   */
  CompactListView(ObservableList<T> items, int most) {
    super(items);
    getStyleClass().add("placing-list");
    prefHeightProperty().bind(height(most));
    minHeightProperty().bind(height(FEWEST));
  }

  private DoubleBinding height(int most) {
    return Bindings.createDoubleBinding(
        () -> Math.min(most, Math.max(1, getItems().size())) * getFixedCellSize() + EDGES,
        getItems(),
        fixedCellSizeProperty());
  }
}
