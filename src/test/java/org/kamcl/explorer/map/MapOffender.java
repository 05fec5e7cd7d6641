package org.kamcl.explorer.map;

import javafx.scene.paint.Color;

/** Breaks an architecture rule on purpose, so that a test can check that it is found. */
public final class MapOffender {
  private final Color color;

  MapOffender(Color color) {
    this.color = color;
  }

  Color color() {
    return color;
  }
}
