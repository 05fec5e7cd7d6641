package org.kamcl.explorer.ui.explore;

import java.util.function.DoubleConsumer;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;

/** The divider between map and results: the map keeps its width while the window is resized. */
final class MapDivider {
  private final SplitPane split;

  /** Width of the map as designed, pixels. */
  private double designed = -1;

  /** Width of the map as designed or as dragged, pixels. */
  private double width = -1;

  /**
   * @param split map and results, or one of them
   * @param dragged receives the width of the map when the divider was dragged
   */
  MapDivider(SplitPane split, DoubleConsumer dragged) {
    this.split = split;
    split.widthProperty().addListener((property, before, now) -> divide());
    split.addEventFilter(
        MouseEvent.MOUSE_RELEASED,
        event -> {
          if (onDivider(event) && !split.getDividers().isEmpty()) {
            width = split.getDividers().get(0).getPosition() * split.getWidth();
            dragged.accept(width);
          }
        });
  }

  /** Gives the map a width, unless it was dragged since it was given this one. */
  void place(double pixels) {
    if (Math.abs(pixels - designed) > 1) {
      designed = pixels;
      width = pixels;
    }
    divide();
  }

  /** A mouse release that began in the map or on a card also reaches the split pane. */
  private boolean onDivider(MouseEvent event) {
    Node node = event.getTarget() instanceof Node target ? target : null;
    while (node != null && node != split) {
      if (node.getStyleClass().contains("split-pane-divider")) {
        return true;
      }
      node = node.getParent();
    }
    return false;
  }

  private void divide() {
    if (split.getItems().size() > 1 && split.getWidth() > 0) {
      split.setDividerPositions(width / split.getWidth());
    }
  }
}
