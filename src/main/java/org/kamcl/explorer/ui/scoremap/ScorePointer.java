package org.kamcl.explorer.ui.scoremap;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/** The score at the pointer, over the scene or on the map. */
final class ScorePointer {
  private final ObservableValue<DrawnScores> drawn;
  private final ReadOnlyObjectWrapper<Optional<Float>> score =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /**
   * @param drawn the map; null for none
   */
  ScorePointer(ObservableValue<DrawnScores> drawn) {
    this.drawn = drawn;
  }

  /**
   * Points at a place of the scene.
   *
   * @param x columns of the scene from its left edge
   * @param y rows of the scene from its top edge
   */
  void atScene(double x, double y) {
    DrawnScores shown = drawn.getValue();
    at(shown == null ? Float.NaN : shown.scoreAt(x, y));
  }

  /**
   * Points at a place of the map.
   *
   * @param worldX in world coordinates of the projection
   * @param worldY in world coordinates of the projection
   */
  void atMap(double worldX, double worldY) {
    DrawnScores shown = drawn.getValue();
    at(shown == null ? Float.NaN : shown.scoreOnMap(worldX, worldY));
  }

  private void at(float found) {
    score.set(Float.isNaN(found) ? Optional.empty() : Optional.of(found));
  }

  /** Points at no place. */
  void away() {
    score.set(Optional.empty());
  }

  /** The score; empty where there is none. */
  ReadOnlyObjectProperty<Optional<Float>> scoreProperty() {
    return score.getReadOnlyProperty();
  }
}
