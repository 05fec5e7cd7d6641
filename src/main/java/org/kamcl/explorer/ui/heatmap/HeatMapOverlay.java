package org.kamcl.explorer.ui.heatmap;

import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import org.kamcl.engine.explain.HeatMap;

/**
 * A heat map over a picture. It takes no part in layout and receives no mouse events: its parent
 * places it exactly over the picture whenever that moves.
 */
public final class HeatMapOverlay extends Region {
  private final HeatMapViewModel model;
  private final ImageView view = new ImageView();
  private HeatMap drawn;

  /** Part of the columns of the picture that is seen, around its center, 0..1. */
  private double shareX = 1;

  /** Part of the rows. */
  private double shareY = 1;

  /** Follows a model; visible while its map is on and known. */
  public HeatMapOverlay(HeatMapViewModel model) {
    this.model = model;
    getStyleClass().add("heat-map");
    setManaged(false);
    setMouseTransparent(true);
    view.setPreserveRatio(false);
    view.setSmooth(true);
    view.opacityProperty().bind(model.opacityProperty());
    getChildren().add(view);
    model.mapProperty().addListener((property, before, map) -> show(map));
    show(model.mapProperty().get());
  }

  private void show(HeatMap map) {
    setVisible(map != null);
    if (map == null) {
      view.setImage(null);
    } else if (!map.equals(drawn)) {
      view.setImage(HeatMapColors.image(map));
      crop();
    }
    drawn = map;
  }

  /**
   * Covers a picture.
   *
   * @param x left edge of the whole picture in the parent
   * @param y top edge
   * @param width of the whole picture
   * @param height of the whole picture
   */
  public void place(double x, double y, double width, double height) {
    place(x, y, width, height, 1, 1);
  }

  /**
   * Covers a square that is filled with the central part of a picture, as a thumbnail is.
   *
   * @param side of the square, whose upper left corner is that of the parent
   * @param pictureWidth columns of the picture
   * @param pictureHeight rows of the picture
   */
  public void placeSquare(double side, double pictureWidth, double pictureHeight) {
    double shorter = Math.min(pictureWidth, pictureHeight);
    place(0, 0, side, side, shorter / pictureWidth, shorter / pictureHeight);
  }

  private void place(double x, double y, double width, double height, double wide, double high) {
    resizeRelocate(x, y, width, height);
    view.setFitWidth(width);
    view.setFitHeight(height);
    shareX = wide;
    shareY = high;
    crop();
  }

  private void crop() {
    Image image = view.getImage();
    if (image == null || (shareX == 1 && shareY == 1)) {
      view.setViewport(null);
      return;
    }
    double columns = image.getWidth() * shareX;
    double rows = image.getHeight() * shareY;
    view.setViewport(
        new Rectangle2D(
            (image.getWidth() - columns) / 2, (image.getHeight() - rows) / 2, columns, rows));
  }

  /**
   * Points at a position of the parent; the model then knows the value there.
   *
   * @param x column of the parent
   * @param y row of the parent
   */
  public void pointAt(double x, double y) {
    if (isVisible() && getWidth() > 0 && getHeight() > 0) {
      double column = (x - getLayoutX()) / getWidth();
      double row = (y - getLayoutY()) / getHeight();
      if (column >= 0 && column <= 1 && row >= 0 && row <= 1) {
        model.pointAt(0.5 + (column - 0.5) * shareX, 0.5 + (row - 0.5) * shareY);
        return;
      }
    }
    model.pointAway();
  }

  /** Points at no position. */
  public void pointAway() {
    model.pointAway();
  }
}
