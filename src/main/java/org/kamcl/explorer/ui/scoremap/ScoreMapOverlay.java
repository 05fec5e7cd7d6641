package org.kamcl.explorer.ui.scoremap;

import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;

/**
 * A score map over its scene. It takes no part in layout and receives no mouse events: its parent
 * places it exactly over the scene whenever that moves.
 */
public final class ScoreMapOverlay extends Region {
  private final ScoreMapViewModel model;
  private final ImageView view = new ImageView();

  /** Follows a model; visible while its map is on and known. */
  public ScoreMapOverlay(ScoreMapViewModel model) {
    this.model = model;
    getStyleClass().add("score-map");
    setManaged(false);
    setMouseTransparent(true);
    view.setPreserveRatio(false);
    view.setSmooth(true);
    view.opacityProperty().bind(model.opacityProperty());
    getChildren().add(view);
    visibleProperty().bind(model.overImageProperty().and(model.drawnProperty().isNotNull()));
    model.drawnProperty().addListener((property, before, drawn) -> show(drawn));
    show(model.drawnProperty().get());
  }

  private void show(DrawnScores drawn) {
    view.setImage(drawn == null ? null : ScoreImages.of(drawn.overScene()));
    if (getParent() != null) {
      getParent().requestLayout();
    }
  }

  /** Columns of the scene; 0 without a map. */
  public int sceneWidth() {
    DrawnScores drawn = model.drawnProperty().get();
    return drawn == null ? 0 : drawn.map().grid().sceneWidth();
  }

  /** Rows of the scene; 0 without a map. */
  public int sceneHeight() {
    DrawnScores drawn = model.drawnProperty().get();
    return drawn == null ? 0 : drawn.map().grid().sceneHeight();
  }

  /**
   * Covers the scene.
   *
   * @param x left edge of the whole scene in the parent
   * @param y top edge
   */
  public void place(double x, double y, double width, double height) {
    resizeRelocate(x, y, width, height);
    view.setFitWidth(width);
    view.setFitHeight(height);
  }

  /**
   * Points at a position of the parent; the model then knows the score there.
   *
   * @param x column of the parent
   * @param y row of the parent
   */
  public void pointAt(double x, double y) {
    if (isVisible() && getWidth() > 0 && getHeight() > 0) {
      model.pointAtScene(
          (x - getLayoutX()) / getWidth() * sceneWidth(),
          (y - getLayoutY()) / getHeight() * sceneHeight());
    } else {
      model.pointAway();
    }
  }

  /** Points at no position. */
  public void pointAway() {
    model.pointAway();
  }
}
