package org.kamcl.explorer.ui.map;

import javafx.scene.canvas.GraphicsContext;
import org.kamcl.explorer.map.Viewport;

/** Something over the ground of the map and below its marks and labels, such as a score map. */
public interface MapLayer {
  /**
   * Draws the layer. Called whenever the map is drawn, on the JavaFX thread.
   *
   * @param gc with an opacity of 1, which is restored afterwards
   */
  void draw(GraphicsContext gc, Viewport view);

  /** The pointer is at a pixel of the map. */
  default void pointAt(Viewport view, double column, double row) {}

  /** The pointer has left the map. */
  default void pointAway() {}
}
