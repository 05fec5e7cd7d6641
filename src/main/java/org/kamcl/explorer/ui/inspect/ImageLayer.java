package org.kamcl.explorer.ui.inspect;

import javafx.scene.Node;
import org.kamcl.explorer.domain.TileBounds;

/** Something over the image that follows its zoom and position, such as a heat map. */
interface ImageLayer {
  /** What is drawn; unmanaged, and without mouse events. */
  Node node();

  /**
   * Places the node anew. Called in each layout of the image.
   *
   * @param view the part of the file in view
   * @param image the inspected image within its file, pixels
   * @param density pixels of the screen per unit of the layout
   */
  void place(ImageViewport view, TileBounds image, double density);

  /** The pointer is at a position of the canvas, units of the layout. */
  default void pointAt(double x, double y) {}

  /** The pointer has left the canvas. */
  default void pointAway() {}
}
