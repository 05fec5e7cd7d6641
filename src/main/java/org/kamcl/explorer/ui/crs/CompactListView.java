package org.kamcl.explorer.ui.crs;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.collections.ObservableList;
import javafx.scene.control.ListView;

/** A list that is as high as its items, up to a maximum. */
final class CompactListView<T> extends ListView<T> {
  private static final int MIN_ROWS = 2;
  private static final double BORDERS = 2;

  /**
   * @param maxRows largest number of rows without scrolling
   */
  CompactListView(ObservableList<T> items, int maxRows) {
    super(items);
    getStyleClass().add("crs-list");
    prefHeightProperty().bind(height(maxRows));
    minHeightProperty().bind(height(MIN_ROWS));
  }

  private DoubleBinding height(int maxRows) {
    return Bindings.createDoubleBinding(
        () -> Math.min(maxRows, Math.max(1, getItems().size())) * getFixedCellSize() + BORDERS,
        getItems(),
        fixedCellSizeProperty());
  }
}
