package org.kamcl.explorer.ui.explore;

import java.util.function.Consumer;
import javafx.collections.ObservableList;
import javafx.scene.Node;

/**
 * Gives a list or a table its items only while it is shown. JavaFX creates, fills and measures the
 * rows of hidden ones, too, with all that a row asks for: thumbnails, captions, names of places.
 */
final class ShownItems {
  private ShownItems() {}

  /**
   * Sets the items now and whenever the view is shown or hidden.
   *
   * @param set sets the items of the view
   * @param items while it is shown
   * @param none while it is hidden
   */
  static <T> void install(
      Node view, Consumer<ObservableList<T>> set, ObservableList<T> items, ObservableList<T> none) {
    view.visibleProperty()
        .addListener((property, before, shown) -> set.accept(shown ? items : none));
    set.accept(view.isVisible() ? items : none);
  }
}
