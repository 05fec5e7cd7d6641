package org.kamcl.explorer.ui.map;

import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.map.HitMarker;
import org.kamcl.explorer.map.Viewport;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** The selected hit's picture above its mark, while the image itself is too small to be seen. */
final class Callout {
  private static final double SIDE = 52;
  private static final double STEM = 14;
  private static final double LINE = 2;
  private static final int PIXELS = 128;

  private final GraphicsContext gc;
  private final Function<MapPalette.MapColor, Color> palette;
  private final ThumbnailLoader thumbnailLoader;
  private final Runnable arrived;
  private TaskExecutor.Cancellable cancellable = () -> {};
  private SearchHit hit;
  private Image image;

  Callout(
      GraphicsContext gc,
      Function<MapPalette.MapColor, Color> palette,
      ThumbnailLoader thumbnailLoader,
      Runnable arrived) {
    this.gc = gc;
    this.palette = palette;
    this.thumbnailLoader = thumbnailLoader;
    this.arrived = arrived;
  }

  void show(SearchHit wanted) {
    cancellable.cancel();
    hit = wanted;
    image = null;
    if (wanted != null && wanted.image().footprint().isPresent()) {
      cancellable =
          thumbnailLoader.load(
              wanted.image(),
              PIXELS,
              loaded -> {
                image = loaded;
                arrived.run();
              },
              failure -> image = null);
    }
  }

  /** Where it is drawn; empty if it is not. */
  Optional<Bounds> box(Viewport view, MarkerLayout layout, double grow) {
    if (hit == null || image == null) {
      return Optional.empty();
    }
    return mark(layout).map(mark -> box(view, mark, grow));
  }

  private Optional<HitMarker> mark(MarkerLayout layout) {
    return layout.markers().stream()
        .filter(mark -> !mark.isFramed() && mark.hits().contains(hit))
        .findFirst();
  }

  private static Bounds box(Viewport view, HitMarker mark, double grow) {
    double side = Math.rint(SIDE * grow);
    double away = (mark.radius() + STEM) * grow;
    double row = view.row(mark.y());
    // Below, where there is no room above.
    boolean above = row - away - side >= LINE;
    double top = above ? row - away - side : row + away;
    return new BoundingBox(Math.rint(view.column(mark.x()) - side / 2), Math.rint(top), side, side);
  }

  void paint(Viewport view, MarkerLayout layout, double grow) {
    if (hit == null || image == null) {
      return;
    }
    mark(layout)
        .ifPresent(
            mark -> {
              Bounds box = box(view, mark, grow);
              double column = Math.rint(view.column(mark.x()));
              double row = Math.rint(view.row(mark.y()));
              boolean above = box.getMinY() < row;
              double from = above ? box.getMaxY() : box.getMinY();
              double rim = (mark.radius() + 3) * grow;
              gc.setStroke(palette.apply(MapPalette.MapColor.SELECTION));
              gc.setLineWidth(LINE);
              gc.strokeLine(column, from, column, above ? row - rim : row + rim);
              // The middle of the picture fills the square.
              double side = Math.min(image.getWidth(), image.getHeight());
              gc.drawImage(
                  image,
                  (image.getWidth() - side) / 2,
                  (image.getHeight() - side) / 2,
                  side,
                  side,
                  box.getMinX(),
                  box.getMinY(),
                  box.getWidth(),
                  box.getHeight());
              gc.strokeRect(box.getMinX(), box.getMinY(), box.getWidth(), box.getHeight());
            });
  }
}
