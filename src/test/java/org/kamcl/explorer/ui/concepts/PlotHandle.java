package org.kamcl.explorer.ui.concepts;

import javafx.scene.Scene;

/** Moves the plot of a window, for measurements. */
public final class PlotHandle {
  private final PlotCanvas canvas;

  private PlotHandle(PlotCanvas canvas) {
    this.canvas = canvas;
  }

  /** The plot of a window that shows the Concepts perspective. */
  public static PlotHandle of(Scene scene) {
    return new PlotHandle((PlotCanvas) scene.getRoot().lookup("#plot"));
  }

  /** Number of points. */
  public int points() {
    return canvas.points();
  }

  /** Moves the plot, pixels. */
  public void pan(double dx, double dy) {
    canvas.pan(dx, dy);
  }

  /** Zooms around the middle. */
  public void zoom(double factor) {
    canvas.zoom(factor);
  }
}
