package org.kamcl.explorer.map;

import javafx.scene.paint.Color;

/** Violates architecture rules on purpose, so that a test can check that violations are found. */
public final class MapOffender {
  private final Color color;

  MapOffender(Color color) {
    this.color = color;
  }

  Color color() {
    return color;
  }
}
