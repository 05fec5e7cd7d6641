package org.kamcl.explorer.ui.map;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.map.BasemapStyle;
import org.kamcl.explorer.map.EarthImagery;
import org.kamcl.explorer.map.FootprintIndex;
import org.kamcl.explorer.map.FootprintThumbnails;
import org.kamcl.explorer.map.Graticule;
import org.kamcl.explorer.map.MapTileQueue;
import org.kamcl.explorer.map.MapTileStyle;
import org.kamcl.explorer.map.MarkerLayout;
import org.kamcl.explorer.map.Viewport;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.GeoFormatter;

/**
 * Draws the map on a canvas, at most once per pulse and only after a change. Tiles are rendered in
 * the background; labels, markers and the search area are drawn over them.
 */
final class MapCanvas extends Region {
  private static final double NORMAL_TEXT = 13;
  private static final double SMALL_TEXT = 11 / NORMAL_TEXT;
  private static final double TINY_TEXT = 10 / NORMAL_TEXT;

  /** Row below the controls at the upper edge, at normal text size. */
  private static final double CONTROLS_BOTTOM = 50;

  private static final int MAX_TILE_WORKERS = 4;

  private final MapViewModel model;
  private final Canvas canvas = new Canvas();
  private final MapPalette palette = new MapPalette(this::requestLayout);
  private final LabelPainter labels;
  private final MarkerPainter markers;
  private final AreaPainter areas;
  private final GraticulePainter graticule;
  private final Callout callout;
  private final MapTileLayer tiles;
  private final FootprintThumbnailLoader thumbnails;

  /** Invisible; its font follows the style sheets and the text size. */
  private final Label fontProbe = new Label();

  /** Over the canvas, which would hide a border of this region. */
  private final Region focusRing = new Region();

  private final ObjectProperty<EarthImagery> imagery = new SimpleObjectProperty<>();
  private boolean imageryFailed;
  private final List<MapLayer> layers = new ArrayList<>();
  private List<Node> overlays = List.of();
  private MapTileStyle.Content content;
  private boolean redrawPending;

  /** Whether there are tiles under the labels, whose colors fit to them. */
  private boolean hasGround;

  MapCanvas(
      MapViewModel model, ThumbnailLoader loader, TaskExecutor executor, GeoFormatter formatter) {
    this.model = model;
    GraphicsContext gc = canvas.getGraphicsContext2D();
    TextMeasurer measurer = new TextMeasurer();
    this.labels = new LabelPainter(gc, palette::of, measurer);
    this.markers = new MarkerPainter(gc, palette::of, measurer);
    this.areas = new AreaPainter(gc, palette::of);
    this.graticule = new GraticulePainter(gc, palette::of, formatter, measurer);
    this.callout = new Callout(gc, palette::of, loader, this::redrawLater);
    FootprintThumbnails loaded = new FootprintThumbnails();
    // One processor is left for the JavaFX thread, which draws the tiles.
    int processors = Runtime.getRuntime().availableProcessors();
    int workers = Math.max(1, Math.min(MAX_TILE_WORKERS, processors - 1));
    this.tiles =
        new MapTileLayer(new MapTileQueue(executor::run, workers), loaded, this::redrawLater);
    this.thumbnails = new FootprintThumbnailLoader(loader, loaded, tiles::invalidate);
    getStyleClass().add("map-canvas");
    setMinSize(0, 0);
    setFocusTraversable(true);
    fontProbe.setManaged(false);
    fontProbe.setVisible(false);
    focusRing.getStyleClass().add("map-focus");
    focusRing.setManaged(false);
    focusRing.setMouseTransparent(true);
    getChildren().addAll(canvas, palette, fontProbe, focusRing);
    redrawOnChanges();
    new MapGestures(this, model);
  }

  private void redrawOnChanges() {
    widthProperty().addListener((p, before, now) -> resized());
    heightProperty().addListener((p, before, now) -> resized());
    List.<Observable>of(model.basemapProperty(), imagery, model.footprintsProperty())
        .forEach(each -> each.addListener(changed -> content = null));
    List.<Observable>of(
            fontProbe.fontProperty(),
            model.viewportProperty(),
            model.basemapProperty(),
            model.footprintsProperty(),
            model.layers().basemapStyleProperty(),
            model.layers().graticuleProperty(),
            model.layers().footprintsProperty(),
            model.selection().selectedProperty(),
            model.selection().hoveredProperty(),
            model.selection().markCountProperty(),
            model.drawnAreaProperty(),
            model.areaDrawing().sketchProperty(),
            model.previewProperty(),
            imagery)
        .forEach(each -> each.addListener(changed -> requestLayout()));
    model.selection().hits().addListener((ListChangeListener<SearchHit>) change -> requestLayout());
    model.selection().selectedProperty().addListener((p, before, hit) -> callout.show(hit));
  }

  /** Draws a layer over the ground from now on, and tells it where the pointer is. */
  void addLayer(MapLayer layer, Observable... changes) {
    layers.add(layer);
    for (Observable change : changes) {
      change.addListener(changed -> requestLayout());
    }
    addEventHandler(
        MouseEvent.MOUSE_MOVED,
        event -> layer.pointAt(model.viewport(), event.getX(), event.getY()));
    addEventHandler(MouseEvent.MOUSE_EXITED, event -> layer.pointAway());
    requestLayout();
  }

  /** Keeps labels away from controls over the map. */
  void setOverlays(List<Node> nodes) {
    overlays = List.copyOf(nodes);
    overlays.forEach(node -> node.boundsInParentProperty().addListener(p -> requestLayout()));
  }

  /** The satellite image of the earth; null until it is loaded. */
  ObjectProperty<EarthImagery> imageryProperty() {
    return imagery;
  }

  /** Draws without imagery from now on. */
  void imageryFailed() {
    imageryFailed = true;
    requestLayout();
  }

  /** Factor by which text and markers are enlarged. */
  double textScale() {
    return fontProbe.getFont().getSize() / NORMAL_TEXT;
  }

  /** Whether everything is loaded and drawn. */
  boolean isComplete() {
    return imagery.get() != null
        && model.basemapProperty().get().isLoaded()
        && !redrawPending
        && tiles.isComplete()
        && thumbnails.isComplete();
  }

  /** Whether a visible tile was missing when the map was last drawn. */
  boolean hasMissingTiles() {
    return tiles.hasMissingTiles();
  }

  /** Requests a layout after the current pulse; requests during a layout pass are lost. */
  private void redrawLater() {
    if (!redrawPending) {
      redrawPending = true;
      Platform.runLater(
          () -> {
            redrawPending = false;
            requestLayout();
          });
    }
  }

  private void resized() {
    if (getWidth() > 0 && getHeight() > 0) {
      canvas.setWidth(getWidth());
      canvas.setHeight(getHeight());
      model.resize(getWidth(), getHeight());
      requestLayout();
    }
  }

  /** Pixel density of the screen. */
  private double density() {
    boolean shown = getScene() != null && getScene().getWindow() != null;
    return shown ? Math.max(1, getScene().getWindow().getOutputScaleX()) : 1;
  }

  private MapTileStyle tileStyle(Viewport view) {
    if (content == null) {
      content =
          new MapTileStyle.Content(
              model.basemapProperty().get(), imagery.get(), model.footprintsProperty().get());
    }
    MapLayers layers = model.layers();
    BasemapStyle basemap = layers.basemapStyleProperty().get();
    return new MapTileStyle(
        view.projection(),
        view.zoom(),
        (int) Math.round(MapTileStyle.SIZE * density()),
        palette.tileColors(),
        imagery.get() == null ? 0 : basemap.imageryOpacity(view.zoom()),
        layers.graticuleProperty().get() ? Graticule.step(view.zoom()) : 0,
        layers.footprintsProperty().get(),
        content);
  }

  /**
   * Whether tiles would be final. Without style sheets they would be black, and without imagery
   * they would be replaced after a moment.
   */
  private boolean isReadyForTiles(Viewport view) {
    BasemapStyle basemap = model.layers().basemapStyleProperty().get();
    boolean awaitsImagery =
        imagery.get() == null && !imageryFailed && basemap.imageryOpacity(view.zoom()) == 1;
    return palette.isStyled() && model.basemapProperty().get().isLoaded() && !awaitsImagery;
  }

  @Override
  protected void layoutChildren() {
    if (getWidth() > 0 && getHeight() > 0) {
      focusRing.resizeRelocate(0, 0, getWidth(), getHeight());
      Viewport view = model.viewport();
      MapTileStyle style = tileStyle(view);
      drawGround(view, style);
      layers.forEach(layer -> layer.draw(canvas.getGraphicsContext2D(), view));
      drawAreas(view);
      drawMarkersAndLabels(view, style);
      if (model.areaDrawing().sketchProperty().get() != null) {
        areas.drawSketch(view, model.areaDrawing().sketchProperty().get());
      }
    }
  }

  private void drawGround(Viewport view, MapTileStyle style) {
    GraphicsContext gc = canvas.getGraphicsContext2D();
    gc.setGlobalAlpha(1);
    gc.setFill(palette.of(MapPalette.MapColor.SEA));
    gc.fillRect(0, 0, view.width(), view.height());
    FootprintIndex footprints =
        style.showFootprints()
            ? style.content().footprints()
            : FootprintIndex.empty(view.projection());
    thumbnails.update(footprints, view, density());
    hasGround = isReadyForTiles(view);
    if (hasGround) {
      tiles.draw(gc, view, style);
      hasGround = tiles.hasDrawnTiles();
    }
    clearBeyondWorld(gc, view);
  }

  /** A map that shows the whole world may be higher than it. */
  private void clearBeyondWorld(GraphicsContext gc, Viewport view) {
    double top = Math.rint(view.row(0));
    double bottom = Math.rint(view.row(view.projection().height()));
    gc.setFill(palette.of(MapPalette.MapColor.PANE));
    if (top > 0) {
      gc.fillRect(0, 0, view.width(), top);
    }
    if (bottom < view.height()) {
      gc.fillRect(0, bottom, view.width(), view.height() - bottom);
    }
  }

  private void drawAreas(Viewport view) {
    model.drawnAreaProperty().get().ifPresent(area -> areas.drawArea(view, area));
    if (model.previewProperty().get() != null) {
      areas.drawPreview(view, model.previewProperty().get(), textScale());
    }
  }

  /** Labels are drawn before markers but avoid them, so the boxes of markers come first. */
  private void drawMarkersAndLabels(Viewport view, MapTileStyle style) {
    String family = fontProbe.getFont().getFamily();
    double size = fontProbe.getFont().getSize();
    Font bold = Font.font(family, FontWeight.BOLD, size * SMALL_TEXT);
    Font normal = Font.font(family, size * SMALL_TEXT);
    boolean onImagery = style.isOnImagery();
    MarkerLayout layout = model.markers();
    markers.setStyle(
        new MarkerSprites.Style(
            textScale(),
            density(),
            palette.argb(MapPalette.MapColor.MARKER_LINE),
            palette.argb(MapPalette.MapColor.PANE),
            palette.argb(MapPalette.MapColor.LISTED)));
    List<Bounds> occupied = markers.boxes(view, layout);
    overlays.stream().filter(Node::isVisible).map(Node::getBoundsInParent).forEach(occupied::add);
    callout.box(view, layout, textScale()).ifPresent(occupied::add);
    if (style.graticuleStep() > 0 && hasGround) {
      graticule.paint(
          view,
          onImagery,
          Font.font(family, size * TINY_TEXT),
          occupied,
          CONTROLS_BOTTOM * textScale());
    }
    if (hasGround) {
      labels.paint(
          view, model.basemapProperty().get(), onImagery, onImagery ? bold : normal, occupied);
    }
    SearchHit selected = model.selection().selected();
    markers.paint(
        view,
        layout,
        selected,
        model.selection().hoveredProperty().get(),
        model.selection()::isMarked,
        bold);
    callout.paint(view, layout, textScale());
  }
}
