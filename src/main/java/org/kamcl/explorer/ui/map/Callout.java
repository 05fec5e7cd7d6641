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
import org.kamcl.explorer.map.MarkerLayout;
import org.kamcl.explorer.map.Viewport;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** The thumbnail of the selected hit above its marker, while its footprint has no frame. */
final class Callout {
  private static final double SIDE = 52;
  private static final double STEM = 14;
  private static final double LINE = 2;
  private static final int THUMBNAIL_SIDE = 128;

  private final GraphicsContext gc;
  private final Function<MapPalette.MapColor, Color> palette;
  private final ThumbnailLoader thumbnails;
  private final Runnable onLoaded;
  private TaskExecutor.Cancellable loading = () -> {};
  private SearchHit hit;
  private Image image;

  Callout(
      GraphicsContext gc,
      Function<MapPalette.MapColor, Color> palette,
      ThumbnailLoader thumbnails,
      Runnable onLoaded) {
    this.gc = gc;
    this.palette = palette;
    this.thumbnails = thumbnails;
    this.onLoaded = onLoaded;
  }

  /** Shows a hit as soon as its thumbnail is loaded, or nothing for null. */
  void show(SearchHit wanted) {
    loading.cancel();
    hit = wanted;
    image = null;
    if (wanted != null && wanted.image().footprint().isPresent()) {
      loading =
          thumbnails.load(
              wanted.image(),
              THUMBNAIL_SIDE,
              loaded -> {
                image = loaded;
                onLoaded.run();
              },
              failure -> image = null);
    }
  }

  /** Where the callout is drawn; empty if it is not shown. */
  Optional<Bounds> box(Viewport view, MarkerLayout layout, double textScale) {
    if (hit == null || image == null) {
      return Optional.empty();
    }
    return marker(layout).map(marker -> box(view, marker, textScale));
  }

  private Optional<HitMarker> marker(MarkerLayout layout) {
    return layout.markers().stream()
        .filter(marker -> !marker.isFramed() && marker.hits().contains(hit))
        .findFirst();
  }

  private static Bounds box(Viewport view, HitMarker marker, double textScale) {
    double side = Math.rint(SIDE * textScale);
    double away = (marker.radius() + STEM) * textScale;
    double row = view.row(marker.y());
    // Below the marker if there is no space above.
    boolean above = row - away - side >= LINE;
    double top = above ? row - away - side : row + away;
    return new BoundingBox(
        Math.rint(view.column(marker.x()) - side / 2), Math.rint(top), side, side);
  }

  void paint(Viewport view, MarkerLayout layout, double textScale) {
    if (hit != null && image != null) {
      marker(layout).ifPresent(marker -> paint(view, marker, textScale));
    }
  }

  private void paint(Viewport view, HitMarker marker, double textScale) {
    Bounds box = box(view, marker, textScale);
    double column = Math.rint(view.column(marker.x()));
    double row = Math.rint(view.row(marker.y()));
    boolean above = box.getMinY() < row;
    double from = above ? box.getMaxY() : box.getMinY();
    double edge = (marker.radius() + 3) * textScale;
    gc.setStroke(palette.apply(MapPalette.MapColor.SELECTION));
    gc.setLineWidth(LINE);
    gc.strokeLine(column, from, column, above ? row - edge : row + edge);
    // The central square of the thumbnail.
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
  }
}
