package org.kamcl.explorer.ui.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import org.kamcl.explorer.api.ImagePixels;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.ui.task.TaskExecutor;

/**
 * Shows an image that can be zoomed and moved. Until its pixels are read it shows a preview. At 100
 * % and above, each pixel of the image is drawn as it is in the file.
 */
final class ImageCanvas extends Region {
  /** Zoom of one step of the wheel or of a key. */
  static final double STEP = 1.25;

  /** Height of a wheel step as JavaFX reports it, pixels. */
  private static final double WHEEL = 40;

  /** Free space around the fitted image, pixels at normal text size. */
  private static final double MARGIN = 12;

  /** Distance that an arrow key moves the image, pixels. */
  private static final double ARROW = 80;

  /** From this scale, pixels of the image are seen as squares. */
  private static final double SQUARES = 4;

  /** Pixels that a scene may have beyond a tile while it is not open. */
  private static final double UNKNOWN = 1e6;

  /** Outlines of more tiles than this would cover the image. */
  private static final int MAX_OUTLINES = 400;

  private final Canvas canvas = new Canvas();
  private final Path outlines = new Path();
  private final Rectangle frame = new Rectangle();
  private final Rectangle clip = new Rectangle();
  private final PixelTiles tiles;
  private final List<ImageLayer> layers = new ArrayList<>();
  private final ReadOnlyDoubleWrapper scale = new ReadOnlyDoubleWrapper(1);
  private ImageViewport view = ImageViewport.EMPTY;

  /** The image itself within the file. */
  private TileBounds area = new TileBounds(0, 0, 1, 1);

  private List<TileBounds> neighbors = List.of();
  private Image preview;
  private boolean showing;
  private boolean fitted = true;
  private boolean wholeScene;

  /** Whether the size of the file is known. */
  private boolean opened;

  private double dragX;
  private double dragY;

  ImageCanvas(TaskExecutor executor, Consumer<Throwable> onFailed) {
    this.tiles = new PixelTiles(executor, this::requestLayout, onFailed);
    setId("image");
    getStyleClass().add("image-canvas");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setFocusTraversable(true);
    setMinSize(0, 0);
    setClip(clip);
    setCursor(Cursor.OPEN_HAND);
    outlines.getStyleClass().add("image-outlines");
    frame.getStyleClass().add("image-frame");
    for (Node overlay : List.of(outlines, frame)) {
      overlay.setManaged(false);
      overlay.setMouseTransparent(true);
    }
    getChildren().addAll(canvas, outlines, frame);
    addEventHandler(ScrollEvent.SCROLL, this::wheel);
    addEventHandler(
        ZoomEvent.ZOOM,
        event -> {
          zoomBy(event.getZoomFactor(), event.getX(), event.getY());
          event.consume();
        });
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    addEventHandler(MouseEvent.MOUSE_RELEASED, event -> setCursor(Cursor.OPEN_HAND));
    addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    addEventHandler(
        MouseEvent.MOUSE_MOVED,
        event -> layers.forEach(layer -> layer.pointAt(event.getX(), event.getY())));
    addEventHandler(MouseEvent.MOUSE_EXITED, event -> layers.forEach(layer -> layer.pointAway()));
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  /**
   * Shows another image, fitted into the view.
   *
   * @param image the image within its file, pixels
   * @param part whether it is a part of a file whose size is not known yet
   */
  void show(TileBounds image, boolean part) {
    tiles.show(null);
    preview = null;
    neighbors = List.of();
    area = image;
    showing = true;
    double beyond = part ? UNKNOWN : 0;
    view = view.withImage(image.x() + image.width() + beyond, image.y() + image.height() + beyond);
    opened = false;
    fitted = true;
    set(view.fittedTo(area, MARGIN * density()));
  }

  /** Shows nothing and frees the memory. */
  void clear() {
    tiles.show(null);
    preview = null;
    neighbors = List.of();
    showing = false;
    requestLayout();
  }

  /** Sets a small version of the image, shown until its pixels are read. */
  void setPreview(Image image) {
    preview = image;
    requestLayout();
  }

  /** Reads the pixels from now on. */
  void setSource(ImagePixels.Source source) {
    tiles.show(source);
    area = source.frame();
    view = view.withImage(source.width(), source.height());
    opened = true;
    if (fitted) {
      set(view.fittedTo(fittedArea(), MARGIN * density()));
    }
    requestLayout();
  }

  /** Sets the other images of the same file, which are outlined. */
  void setNeighbors(List<TileBounds> others) {
    neighbors = others.size() > MAX_OUTLINES ? List.of() : List.copyOf(others);
    requestLayout();
  }

  /** Adds something over the image, below the outlines; above the layers added before. */
  void addLayer(ImageLayer layer) {
    layers.add(layer);
    getChildren().add(layers.size(), layer.node());
    requestLayout();
  }

  /** Whether pixels in view are being read. */
  boolean isLoading() {
    return tiles.isLoading();
  }

  /** Number of pixels of the cache. */
  long cachedPixels() {
    return tiles.cachedPixels();
  }

  /** The part of the image in view. */
  ImageViewport viewport() {
    return view;
  }

  /** Pixels of the screen per pixel of the image. */
  ReadOnlyDoubleProperty scaleProperty() {
    return scale.getReadOnlyProperty();
  }

  /** Pixels of the screen per unit of the layout. */
  private double density() {
    Scene scene = getScene();
    return scene == null || scene.getWindow() == null ? 1 : scene.getWindow().getOutputScaleX();
  }

  private void set(ImageViewport now) {
    view = now;
    scale.set(now.scale());
    requestLayout();
  }

  /** Shows the whole image, as large as the view allows. */
  void fit() {
    fitted = true;
    wholeScene = false;
    set(view.fittedTo(area, MARGIN * density()));
  }

  /**
   * Whether a fitted view shows the whole scene that the image is a part of, not the image alone. A
   * view that the user chose stays.
   */
  void setWholeScene(boolean whole) {
    wholeScene = whole;
    if (fitted) {
      set(view.fittedTo(fittedArea(), MARGIN * density()));
    }
  }

  private TileBounds fittedArea() {
    return wholeScene && opened
        ? new TileBounds(
            0, 0, (int) Math.round(view.imageWidth()), (int) Math.round(view.imageHeight()))
        : area;
  }

  /** Shows a pixel of the image as a pixel of the screen. */
  void showFullSize() {
    fitted = false;
    set(view.zoomedTo(1));
  }

  /** Zooms around the center. */
  void zoomBy(double factor) {
    fitted = false;
    set(view.zoomedTo(view.scale() * factor));
  }

  /** Zooms around a position of this node. */
  private void zoomBy(double factor, double x, double y) {
    fitted = false;
    set(view.zoomedTo(view.scale() * factor, x * density(), y * density()));
  }

  private void panBy(double columns, double rows) {
    fitted = false;
    set(view.pannedBy(columns * density(), rows * density()));
  }

  private void wheel(ScrollEvent event) {
    double steps = event.getDeltaY() / WHEEL;
    if (steps != 0) {
      zoomBy(Math.pow(STEP, steps), event.getX(), event.getY());
    }
    event.consume();
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    dragX = event.getX();
    dragY = event.getY();
  }

  private void dragged(MouseEvent event) {
    if (event.getButton() == MouseButton.SECONDARY) {
      return;
    }
    setCursor(Cursor.CLOSED_HAND);
    panBy(event.getX() - dragX, event.getY() - dragY);
    dragX = event.getX();
    dragY = event.getY();
  }

  /** A double click switches between the whole image and full size at the pointer. */
  private void clicked(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY
        || event.getClickCount() != 2
        || !event.isStillSincePress()) {
      return;
    }
    if (fitted) {
      zoomBy(1 / view.scale(), event.getX(), event.getY());
    } else {
      fit();
    }
  }

  private void key(KeyEvent event) {
    if (event.isAltDown() || event.isShortcutDown()) {
      return;
    }
    switch (event.getCode()) {
      case LEFT -> panBy(ARROW, 0);
      case RIGHT -> panBy(-ARROW, 0);
      case UP -> panBy(0, ARROW);
      case DOWN -> panBy(0, -ARROW);
      default -> {
        return;
      }
    }
    event.consume();
  }

  @Override
  protected void layoutChildren() {
    double density = density();
    clip.setWidth(getWidth());
    clip.setHeight(getHeight());
    if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
      canvas.setWidth(getWidth());
      canvas.setHeight(getHeight());
    }
    double columns = Math.max(1, getWidth() * density);
    double rows = Math.max(1, getHeight() * density);
    if (view.width() != columns || view.height() != rows) {
      view = view.withSize(columns, rows);
      if (fitted) {
        view = view.fittedTo(fittedArea(), MARGIN * density);
      }
      scale.set(view.scale());
    }
    draw(density);
    layers.forEach(layer -> layer.place(view, area, density));
    outline(density);
  }

  private void draw(double density) {
    GraphicsContext gc = canvas.getGraphicsContext2D();
    gc.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    if (!showing) {
      return;
    }
    gc.save();
    gc.scale(1 / density, 1 / density);
    List<PixelTiles.Tile> shown = tiles.inView(view);
    // Smoothed images fade at their edges, so that lines between the squares would be seen.
    gc.setImageSmoothing(false);
    draw(gc, shown);
    if (view.scale() < SQUARES && view.scale() != 1) {
      gc.setImageSmoothing(true);
      draw(gc, shown);
    }
    gc.restore();
  }

  private void draw(GraphicsContext gc, List<PixelTiles.Tile> shown) {
    if (preview != null) {
      draw(gc, preview, area);
    }
    shown.forEach(tile -> draw(gc, tile.image(), tile.bounds()));
  }

  /** Edges are whole pixels of the screen, so that there are no lines between the squares. */
  private void draw(GraphicsContext gc, Image image, TileBounds bounds) {
    double left = Math.rint(view.x(bounds.x()));
    double top = Math.rint(view.y(bounds.y()));
    double right = Math.rint(view.x(bounds.x() + bounds.width()));
    double bottom = Math.rint(view.y(bounds.y() + bounds.height()));
    gc.drawImage(image, left, top, Math.max(1, right - left), Math.max(1, bottom - top));
  }

  /** Frames the image within its scene, and outlines the other images of the scene. */
  private void outline(double density) {
    boolean part =
        showing
            && (area.x() > 0
                || area.y() > 0
                || area.width() < view.imageWidth()
                || area.height() < view.imageHeight());
    frame.setVisible(part);
    outlines.setVisible(part);
    outlines.getElements().clear();
    if (!part) {
      return;
    }
    frame.setX(view.x(area.x()) / density);
    frame.setY(view.y(area.y()) / density);
    frame.setWidth(area.width() * view.scale() / density);
    frame.setHeight(area.height() * view.scale() / density);
    for (TileBounds other : neighbors) {
      double left = Math.rint(view.x(other.x()) / density) + 0.5;
      double top = Math.rint(view.y(other.y()) / density) + 0.5;
      double right = Math.rint(view.x(other.x() + other.width()) / density) + 0.5;
      double bottom = Math.rint(view.y(other.y() + other.height()) / density) + 0.5;
      if (right >= 0 && bottom >= 0 && left <= getWidth() && top <= getHeight()) {
        outlines
            .getElements()
            .addAll(
                new MoveTo(left, top),
                new LineTo(right, top),
                new LineTo(right, bottom),
                new LineTo(left, bottom),
                new LineTo(left, top));
      }
    }
  }
}
