package org.kamcl.explorer.ui.map;

import java.util.List;
import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.map.FootprintIndex;
import org.kamcl.explorer.map.FootprintThumbnails;
import org.kamcl.explorer.map.Graticule;
import org.kamcl.explorer.map.Viewport;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.GeoFormatter;

/**
 * The map itself: one canvas, drawn again once a pulse when something changed. What takes long is
 * painted into tiles beside; here they are put together, with names and marks on top.
 */
final class MapCanvas extends Region {
  private static final double NORMAL_TYPE = 13;
  private static final double SMALL_TYPE = 11 / NORMAL_TYPE;
  private static final double TINY_TYPE = 10 / NORMAL_TYPE;

  /** Where the cards at the upper edge end. */
  private static final double CARDS = 50;

  private final MapViewModel model;
  private final Canvas canvas = new Canvas();
  private final MapPalette palette = new MapPalette(this::requestLayout);
  private final TextMeasurer textMeasurer = new TextMeasurer();
  private final LabelPainter labels;
  private final MarkerPainter marks;
  private final AreaPainter areas;
  private final GraticulePainter degrees;
  private final Callout callout;
  private final MapTileLayer tiles;
  private final FootprintThumbnailLoader scenes;

  /** Never seen; its font follows the style sheets and the text size. */
  private final Label type = new Label();

  private final ObjectProperty<EarthImagery> earth = new SimpleObjectProperty<>();
  private boolean earthFailed;
  private List<Node> covers = List.of();
  private MapTileStyle.Content content;
  private boolean repainting;

  MapCanvas(
      MapViewModel model,
      ThumbnailLoader thumbnailLoader,
      TaskExecutor taskExecutor,
      GeoFormatter words) {
    this.model = model;
    var gc = canvas.getGraphicsContext2D();
    this.labels = new LabelPainter(gc, palette::of, textMeasurer);
    this.marks = new MarkerPainter(gc, palette::of, textMeasurer);
    this.areas = new AreaPainter(gc, palette::of);
    this.degrees = new GraticulePainter(gc, palette::of, words, textMeasurer);
    this.callout = new Callout(gc, palette::of, thumbnailLoader, this::repaint);
    FootprintThumbnails pixels = new FootprintThumbnails();
    // One processor is for the window, or panning would wait for what it needs.
    int workers = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() - 1));
    this.tiles = new MapTileLayer(new MapTileQueue(taskExecutor, workers), pixels, this::repaint);
    this.scenes = new FootprintThumbnailLoader(thumbnailLoader, pixels, tiles::invalidate);
    getStyleClass().add("map-canvas");
    setMinSize(0, 0);
    setFocusTraversable(true);
    type.setManaged(false);
    type.setVisible(false);
    getChildren().addAll(canvas, palette, type);
    widthProperty().addListener((p, before, now) -> resized());
    heightProperty().addListener((p, before, now) -> resized());
    List.<Observable>of(model.basemapProperty(), earth, model.footprintsProperty())
        .forEach(each -> each.addListener(changed -> content = null));
    List.<Observable>of(
            type.fontProperty(),
            model.viewportProperty(),
            model.basemapProperty(),
            model.footprintsProperty(),
            model.layers().basemapStyleProperty(),
            model.layers().graticuleProperty(),
            model.layers().footprintsProperty(),
            model.selection().selectedProperty(),
            model.selection().hoveredProperty(),
            model.drawnAreaProperty(),
            model.areaDrawing().sketchProperty(),
            model.previewProperty(),
            earth)
        .forEach(each -> each.addListener(changed -> requestLayout()));
    model.selection().hits().addListener((ListChangeListener<SearchHit>) change -> requestLayout());
    model.selection().selectedProperty().addListener((p, before, hit) -> callout.show(hit));
    new MapGestures(this, model);
  }

  /** Names keep clear of what lies over the map. */
  void coveredBy(List<Node> nodes) {
    covers = List.copyOf(nodes);
    covers.forEach(node -> node.boundsInParentProperty().addListener(p -> requestLayout()));
  }

  ObjectProperty<EarthImagery> earthProperty() {
    return earth;
  }

  /** The picture of the earth is not waited for any more. */
  void earthFailed() {
    earthFailed = true;
    requestLayout();
  }

  /** How much larger than normal texts and marks are. */
  double textScale() {
    return type.getFont().getSize() / NORMAL_TYPE;
  }

  /** Whether nothing is on its way. */
  boolean isComplete() {
    return earth.get() != null
        && model.basemapProperty().get().isLoaded()
        && !repainting
        && tiles.isComplete()
        && scenes.isComplete();
  }

  /** Whether a part of the ground was not painted yet when the map was drawn last. */
  boolean hasMissingTiles() {
    return tiles.hasMissingTiles();
  }

  /** Draws again soon; also from within drawing, where asking for a layout would be lost. */
  private void repaint() {
    if (!repainting) {
      repainting = true;
      Platform.runLater(
          () -> {
            repainting = false;
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

  private double density() {
    boolean shown = getScene() != null && getScene().getWindow() != null;
    return shown ? Math.max(1, getScene().getWindow().getOutputScaleX()) : 1;
  }

  private MapTileStyle style(Viewport view) {
    if (content == null) {
      content =
          new MapTileStyle.Content(
              model.basemapProperty().get(), earth.get(), model.footprintsProperty().get());
    }
    MapLayers layers = model.layers();
    double picture =
        MapTileRenderer.imageryOpacity(
            layers.basemapStyleProperty().get(), view.zoom(), earth.get() != null);
    return new MapTileStyle(
        view.projection(),
        view.zoom(),
        (int) Math.round(MapTileStyle.SIZE * density()),
        MapTileStyle.Colors.of(palette),
        picture,
        layers.graticuleProperty().get() ? Graticule.step(view.zoom()) : 0,
        layers.footprintsProperty().get(),
        content);
  }

  /**
   * Whether tiles would look as they will stay. Those painted before there are colours are black,
   * and those without the picture of the earth are seen for a blink only.
   */
  private boolean worthTiles(Viewport view) {
    MapLayers.BasemapStyle basemapStyle = model.layers().basemapStyleProperty().get();
    boolean awaited =
        earth.get() == null
            && !earthFailed
            && MapTileRenderer.imageryOpacity(basemapStyle, view.zoom(), true) == 1;
    return palette.isStyled() && model.basemapProperty().get().isLoaded() && !awaited;
  }

  @Override
  protected void layoutChildren() {
    if (getWidth() <= 0 || getHeight() <= 0) {
      return;
    }
    var gc = canvas.getGraphicsContext2D();
    Viewport view = model.viewport();
    MapTileStyle style = style(view);
    String family = type.getFont().getFamily();
    double size = type.getFont().getSize();
    Font bold = Font.font(family, FontWeight.BOLD, size * SMALL_TYPE);
    boolean onPicture = style.imageryOpacity() > 0.5;
    gc.setGlobalAlpha(1);
    gc.setFill(palette.of(MapPalette.MapColor.SEA));
    gc.fillRect(0, 0, view.width(), view.height());
    if (style.showFootprints()) {
      scenes.show(style.content().footprints(), view, density());
    } else {
      scenes.show(FootprintIndex.empty(view.projection()), view, density());
    }
    if (worthTiles(view)) {
      tiles.draw(gc, view, style);
    }
    model.drawnAreaProperty().get().ifPresent(area -> areas.area(view, area));
    if (model.previewProperty().get() != null) {
      areas.preview(view, model.previewProperty().get(), textScale());
    }
    MarkerLayout found = model.markers();
    marks.setStyle(
        new MarkerSprites.Style(
            textScale(),
            density(),
            palette.argb(MapPalette.MapColor.MARKER_LINE),
            palette.argb(MapPalette.MapColor.PANE)));
    List<Bounds> taken = marks.boxes(view, found);
    covers.stream().filter(Node::isVisible).map(Node::getBoundsInParent).forEach(taken::add);
    callout.box(view, found, textScale()).ifPresent(taken::add);
    if (style.graticuleStep() > 0) {
      degrees.paint(
          view, onPicture, Font.font(family, size * TINY_TYPE), taken, CARDS * textScale());
    }
    labels.font(onPicture ? bold : Font.font(family, size * SMALL_TYPE));
    labels.paint(view, model.basemapProperty().get(), style.imageryOpacity(), taken);
    SearchHit selected = model.selection().selected();
    marks.paint(view, found, selected, model.selection().hoveredProperty().get(), bold);
    callout.paint(view, found, textScale());
    if (model.areaDrawing().sketchProperty().get() != null) {
      areas.sketch(view, model.areaDrawing().sketchProperty().get());
    }
  }
}
