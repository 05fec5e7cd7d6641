package org.kamcl.explorer.ui.map;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.map.Extent;
import org.kamcl.explorer.map.PlaceFinder;
import org.kamcl.explorer.map.Projection;
import org.kamcl.explorer.map.Viewport;

/**
 * What part of the world the map shows. It begins with the images that are there when the archive
 * is opened, and later moves only on behalf of the user: changes of the archive do not move it.
 * Until the user pans or zooms, it keeps what it shows in view when its size changes.
 */
final class MapNavigation {
  /** Free pixels around an extent that is shown. */
  private static final double FIT_MARGIN = 56;

  /** A point closer than this to the edge of the map counts as hidden, pixels. */
  private static final double EDGE = 24;

  /** Coasts and towns give context for a previewed footprint. */
  private static final double MAX_PREVIEW_ZOOM = 8;

  /** A single image has some context. */
  private static final double MAX_FIT_ZOOM = 11;

  /** A single image is recognizable. */
  private static final double MAX_FOOTPRINT_ZOOM = 15;

  private static final double MAX_CLUSTER_ZOOM = 17;

  private final ReadOnlyObjectWrapper<Viewport> viewport =
      new ReadOnlyObjectWrapper<>(Viewport.world(Projection.WEB_MERCATOR, 1, 1));
  private final ReadOnlyObjectWrapper<Footprint> preview = new ReadOnlyObjectWrapper<>();
  private final Runnable onUserMove;

  /** Of all images. */
  private Optional<Extent> extent = Optional.empty();

  /** What stays in view when the size of the map changes; empty for the world. */
  private Optional<Extent> shown = Optional.empty();

  private double maxZoom = MAX_FIT_ZOOM;

  /** To return to when the preview ends; null without a preview. */
  private Viewport beforePreview;

  private boolean movedByUser;

  /**
   * @param onUserMove is called before the map moves on behalf of the user
   */
  MapNavigation(Runnable onUserMove) {
    this.onUserMove = onUserMove;
  }

  ReadOnlyObjectProperty<Viewport> viewportProperty() {
    return viewport.getReadOnlyProperty();
  }

  Viewport viewport() {
    return viewport.get();
  }

  /** The previewed footprint, or null. */
  ReadOnlyObjectProperty<Footprint> previewProperty() {
    return preview.getReadOnlyProperty();
  }

  /** Sets the extent of all images; the first one is shown unless the user moved the map. */
  void setExtent(Optional<Extent> wanted) {
    boolean first = extent.isEmpty() && shown.isEmpty();
    extent = wanted;
    if (first && !movedByUser) {
      shown = wanted;
      fitShown();
    }
  }

  void setProjection(Projection projection) {
    viewport.set(viewport.get().withProjection(projection));
  }

  void resize(double width, double height) {
    viewport.set(viewport.get().withSize(width, height));
    fitUnlessMoved();
  }

  private void fitUnlessMoved() {
    if (!movedByUser) {
      fitShown();
    }
  }

  private void fitShown() {
    if (beforePreview == null) {
      viewport.set(viewport.get().fittedTo(shown, FIT_MARGIN, maxZoom));
    }
  }

  /** Shows an extent, or the world without one, and keeps it in view. */
  private void keep(Optional<Extent> wanted, double zoom) {
    movedByUser = false;
    shown = wanted;
    maxZoom = zoom;
    fitShown();
  }

  /** Moves the map on behalf of the user. */
  void moveTo(Viewport wanted) {
    movedByUser = true;
    onUserMove.run();
    viewport.set(wanted);
  }

  /** Shows all images, or the world without images. */
  void fit() {
    keep(extent, MAX_FIT_ZOOM);
  }

  /** Whether the user panned or zoomed after an extent was shown. */
  boolean isMovedByUser() {
    return movedByUser;
  }

  /** Shows the whole world. */
  void showWorld() {
    moveTo(viewport.get().fittedToWorld());
  }

  /** Shows the footprints of hits and keeps them in view. */
  void showHits(List<Footprint> footprints) {
    keep(Extent.around(footprints), MAX_FIT_ZOOM);
  }

  /** Moves the map so that a point is visible, if it is not. */
  void reveal(GeoPoint point) {
    Viewport now = viewport.get();
    double[] pixel = now.pixel(point);
    boolean visible =
        pixel[0] >= EDGE
            && pixel[0] <= now.width() - EDGE
            && pixel[1] >= EDGE
            && pixel[1] <= now.height() - EDGE;
    if (!visible) {
      viewport.set(now.centeredOn(point));
    }
  }

  /** Shows footprints. */
  void show(List<Footprint> footprints) {
    moveTo(viewport.get().fittedTo(Extent.around(footprints), FIT_MARGIN, MAX_FOOTPRINT_ZOOM));
  }

  /** The view that shows the points of a cluster. */
  Viewport clusterView(List<GeoPoint> points) {
    return viewport.get().fittedTo(Extent.of(points), FIT_MARGIN, MAX_CLUSTER_ZOOM);
  }

  /** Shows a place; a country in full, a point at least at its zoom level. */
  void goTo(PlaceFinder.Match place) {
    Viewport now = viewport.get();
    boolean country = place.kind() == PlaceFinder.Match.Kind.COUNTRY;
    // Zoom first: at a small scale, places near the edge of the world could not be centered.
    Viewport zoomed = now.withZoom(country ? place.zoom() : Math.max(place.zoom(), now.zoom()));
    moveTo(zoomed.centeredOn(place.location()));
  }

  /**
   * Previews a footprint.
   *
   * @param footprint null to end the preview and return to the view before
   */
  void preview(Footprint footprint) {
    Viewport now = viewport.get();
    if (footprint != null) {
      beforePreview = beforePreview == null ? now : beforePreview;
      Optional<Extent> there = Extent.around(List.of(footprint));
      viewport.set(now.fittedTo(there, FIT_MARGIN, MAX_PREVIEW_ZOOM));
    } else if (beforePreview != null) {
      viewport.set(
          beforePreview.withProjection(now.projection()).withSize(now.width(), now.height()));
      beforePreview = null;
      fitUnlessMoved();
    }
    preview.set(footprint);
  }

  /** Keeps the view of the preview when the preview ends. */
  void keepPreviewedView() {
    movedByUser = movedByUser || beforePreview != null;
    beforePreview = null;
  }
}
