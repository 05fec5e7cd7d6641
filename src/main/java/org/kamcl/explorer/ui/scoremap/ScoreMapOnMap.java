package org.kamcl.explorer.ui.scoremap;

import javafx.beans.Observable;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import org.kamcl.explorer.map.Viewport;
import org.kamcl.explorer.ui.map.MapLayer;

/** A score map in its place on the map. */
public final class ScoreMapOnMap implements MapLayer {
  private final ScoreMapViewModel model;
  private DrawnScores shown;
  private Image image;

  /** Follows a model. */
  public ScoreMapOnMap(ScoreMapViewModel model) {
    this.model = model;
  }

  /** What the layer depends on; the map is drawn again after a change. */
  public Observable[] changes() {
    return new Observable[] {model.drawnProperty(), model.onMapProperty(), model.opacityProperty()};
  }

  @Override
  public void draw(GraphicsContext gc, Viewport view) {
    DrawnScores drawn = model.drawnProperty().get();
    if (!isSeen(drawn, view)) {
      shown = null;
      image = null;
      return;
    }
    if (drawn != shown) {
      shown = drawn;
      image = ScoreImages.of(drawn.onMap().orElseThrow());
    }
    double[] box = drawn.box().orElseThrow();
    int[] copies = view.worldCopies(box[0], box[2], 0);
    double top = view.row(box[1]);
    double bottom = view.row(box[3]);
    gc.setGlobalAlpha(model.opacityProperty().get());
    for (int copy = copies[0]; copy <= copies[1]; copy++) {
      double left = view.column(box[0], copy);
      gc.drawImage(image, left, top, view.column(box[2], copy) - left, bottom - top);
    }
    gc.setGlobalAlpha(1);
  }

  private boolean isSeen(DrawnScores drawn, Viewport view) {
    return drawn != null
        && model.onMapProperty().get()
        && drawn.onMap().isPresent()
        && drawn.projection() == view.projection();
  }

  @Override
  public void pointAt(Viewport view, double column, double row) {
    if (isSeen(model.drawnProperty().get(), view)) {
      model.pointAtMap(view.worldX(column), view.worldY(row));
    }
  }

  @Override
  public void pointAway() {
    model.pointAway();
  }
}
