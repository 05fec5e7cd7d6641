package org.kamcl.explorer.ui.scoremap;

import java.util.List;
import javafx.beans.Observable;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import org.kamcl.engine.localization.Region.Vertex;
import org.kamcl.explorer.map.Viewport;
import org.kamcl.explorer.ui.map.MapLayer;

/** A score map in its place on the map. */
public final class ScoreMapOnMap implements MapLayer {
  /** Widths of contours, pixels. */
  private static final double EDGE = 3.2;

  private static final double LINE = 1.4;

  private final ScoreMapViewModel model;
  private DrawnScores shown;
  private Image image;

  /** Follows a model. */
  public ScoreMapOnMap(ScoreMapViewModel model) {
    this.model = model;
  }

  /** What the layer depends on; the map is drawn again after a change. */
  public Observable[] changes() {
    return new Observable[] {
      model.drawnProperty(),
      model.onMapProperty(),
      model.opacityProperty(),
      model.contours().linesProperty()
    };
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
    for (int copy = copies[0]; copy <= copies[1]; copy++) {
      drawContours(gc, view, drawn, copy);
    }
  }

  private void drawContours(GraphicsContext gc, Viewport view, DrawnScores drawn, int copy) {
    List<List<Vertex>> lines = model.contours().linesProperty().get();
    if (lines.isEmpty()) {
      return;
    }
    gc.beginPath();
    for (List<Vertex> line : lines) {
      boolean begun = false;
      for (Vertex vertex : line) {
        double[] world = drawn.world(vertex.x(), vertex.y());
        if (!Double.isNaN(world[0])) {
          double x = view.column(world[0], copy);
          double y = view.row(world[1]);
          if (begun) {
            gc.lineTo(x, y);
          } else {
            gc.moveTo(x, y);
            begun = true;
          }
        }
      }
      if (begun) {
        gc.closePath();
      }
    }
    // Twice, since a line of one color is lost over some picture.
    gc.setLineWidth(EDGE);
    gc.setStroke(Color.gray(0, 0.7));
    gc.stroke();
    gc.setLineWidth(LINE);
    gc.setStroke(Color.WHITE);
    gc.stroke();
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
      model.pointer().atMap(view.worldX(column), view.worldY(row));
    }
  }

  @Override
  public void pointAway() {
    model.pointer().away();
  }
}
