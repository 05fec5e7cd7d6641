package org.kamcl.explorer.ui.scoremap;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.transform.Scale;
import org.kamcl.engine.localization.Region.Vertex;

/**
 * A score map over its scene. It takes no part in layout and receives no mouse events: its parent
 * places it exactly over the scene whenever that moves.
 */
public final class ScoreMapOverlay extends Region {
  /** Widths on the screen, pixels. */
  private static final double EDGE = 3.2;

  private static final double LINE = 1.4;

  private final ScoreMapViewModel model;
  private final ImageView view = new ImageView();

  /** The contours twice, since a line of one color is lost over some picture. */
  private final Path edge = new Path();

  private final Path contour = new Path();

  /** From pixels of the scene. */
  private final Scale toView = new Scale();

  /** Follows a model; visible while its map is on and known. */
  public ScoreMapOverlay(ScoreMapViewModel model) {
    this.model = model;
    getStyleClass().add("score-map");
    setManaged(false);
    setMouseTransparent(true);
    view.setPreserveRatio(false);
    view.setSmooth(true);
    view.opacityProperty().bind(model.opacityProperty());
    for (Path line : List.of(edge, contour)) {
      line.getTransforms().add(toView);
      line.setStrokeLineJoin(StrokeLineJoin.ROUND);
    }
    edge.getStyleClass().add("score-contour-edge");
    contour.getStyleClass().add("score-contour");
    getChildren().addAll(view, edge, contour);
    model.contours().linesProperty().addListener((property, before, lines) -> showContours());
    showContours();
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

  private void showContours() {
    for (Path path : List.of(edge, contour)) {
      List<PathElement> elements = new ArrayList<>();
      for (List<Vertex> line : model.contours().linesProperty().get()) {
        for (int i = 0; i < line.size(); i++) {
          double x = line.get(i).x();
          double y = line.get(i).y();
          elements.add(i == 0 ? new MoveTo(x, y) : new LineTo(x, y));
        }
        elements.add(new ClosePath());
      }
      path.getElements().setAll(elements);
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
    if (sceneWidth() > 0 && sceneHeight() > 0) {
      toView.setX(width / sceneWidth());
      toView.setY(height / sceneHeight());
      // Lines keep their width on the screen.
      edge.setStrokeWidth(EDGE / toView.getX());
      contour.setStrokeWidth(LINE / toView.getX());
    }
  }

  /**
   * Points at a position of the parent; the model then knows the score there.
   *
   * @param x column of the parent
   * @param y row of the parent
   */
  public void pointAt(double x, double y) {
    if (isVisible() && getWidth() > 0 && getHeight() > 0) {
      model
          .pointer()
          .atScene(
              (x - getLayoutX()) / getWidth() * sceneWidth(),
              (y - getLayoutY()) / getHeight() * sceneHeight());
    } else {
      model.pointer().away();
    }
  }

  /** Points at no position. */
  public void pointAway() {
    model.pointer().away();
  }
}
