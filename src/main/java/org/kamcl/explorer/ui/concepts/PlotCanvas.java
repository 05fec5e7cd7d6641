package org.kamcl.explorer.ui.concepts;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.kamcl.explorer.api.EmbeddingPlots.Plot;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.concepts.PlotViewModel.Combination;
import org.kamcl.explorer.ui.control.ThumbnailLoader;

/** The points of the plot: moved and zoomed by mouse and keys, selected by a lasso. */
final class PlotCanvas extends Region {
  private static final double WHEEL = 1.0015;
  private static final double KEY_ZOOM = 1.25;
  private static final double KEY_PAN = 60;

  /** A shorter way of the mouse is a click, pixels. */
  private static final double CLICK = 4;

  private final PlotViewModel model;
  private final PlotPainter painter = new PlotPainter();
  private final PlotViewport view = new PlotViewport();
  private final PlotPicker picker = new PlotPicker(view);
  private final PlotPalette palette = new PlotPalette(this::recolor);
  private final PlotThumbnails thumbnails;
  private final ImageView raster = new ImageView();
  private final Canvas overlay = new Canvas();
  private final Rectangle clip = new Rectangle();
  private final ReadOnlyIntegerWrapper hovered = new ReadOnlyIntegerWrapper(-1);
  private final List<Point2D> lasso = new ArrayList<>();
  private Consumer<ImageRecord> opened = image -> {};
  private boolean lassoing = true;
  private PixelBuffer<IntBuffer> buffer;
  private int[] pixels = new int[0];
  private int pixelWidth;
  private int[] colors = new int[0];
  private double pressedX;
  private double pressedY;
  private double lastX;
  private double lastY;

  PlotCanvas(PlotViewModel model, ThumbnailLoader loader) {
    this.model = model;
    this.thumbnails = new PlotThumbnails(loader, this::requestLayout);
    setId("plot");
    getStyleClass().add("plot-canvas");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setFocusTraversable(true);
    setMinSize(0, 0);
    setClip(clip);
    raster.setManaged(false);
    overlay.setManaged(false);
    raster.setMouseTransparent(true);
    overlay.setMouseTransparent(true);
    getChildren().addAll(palette, raster, overlay);
    model.methodProperty().addListener((property, before, method) -> fit());
    model.plotProperty().addListener((property, before, plot) -> show(plot));
    model.colorsProperty().addListener((property, before, now) -> recolor());
    model.selectedProperty().addListener((property, before, now) -> requestLayout());
    addEventHandler(ScrollEvent.SCROLL, this::wheel);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
    addEventHandler(MouseEvent.MOUSE_MOVED, event -> hover(event.getX(), event.getY()));
    addEventHandler(MouseEvent.MOUSE_EXITED, event -> hovered.set(-1));
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    setLasso(true);
    show(model.plotProperty().get());
  }

  /** Sets whether dragging draws a lasso instead of moving the plot. */
  void setLasso(boolean on) {
    lassoing = on;
    setCursor(on ? Cursor.CROSSHAIR : Cursor.OPEN_HAND);
  }

  /** Sets what opens an image that was double-clicked. */
  void onOpen(Consumer<ImageRecord> action) {
    opened = action;
  }

  private void show(Plot plot) {
    hovered.set(-1);
    if (plot == null) {
      thumbnails.clear();
    } else {
      view.setPoints(plot.x(), plot.y());
    }
    recolor();
  }

  private void recolor() {
    Plot plot = model.plotProperty().get();
    colors = palette.colors(model.colorsProperty().get(), plot == null ? 0 : plot.size());
    requestLayout();
  }

  /** Shows all points. */
  void fit() {
    view.fit();
    requestLayout();
  }

  /** Zooms around the middle. */
  void zoom(double factor) {
    view.zoom(factor, getWidth() / 2, getHeight() / 2);
    requestLayout();
  }

  /** Zooms around a pixel. */
  void zoom(double factor, double x, double y) {
    view.zoom(factor, x, y);
    requestLayout();
  }

  /** Moves the plot, pixels. */
  void pan(double dx, double dy) {
    view.pan(dx, dy);
    requestLayout();
  }

  /** Number of points. */
  int points() {
    return colors.length;
  }

  private void wheel(ScrollEvent event) {
    zoom(Math.pow(WHEEL, event.getDeltaY()), event.getX(), event.getY());
    event.consume();
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    pressedX = event.getX();
    pressedY = event.getY();
    lastX = pressedX;
    lastY = pressedY;
    lasso.clear();
    if (lassoing && event.getButton() == MouseButton.PRIMARY) {
      lasso.add(new Point2D(pressedX, pressedY));
    } else {
      setCursor(Cursor.CLOSED_HAND);
    }
    hovered.set(-1);
  }

  private void dragged(MouseEvent event) {
    if (!lasso.isEmpty()) {
      lasso.add(new Point2D(event.getX(), event.getY()));
      requestLayout();
    } else {
      pan(event.getX() - lastX, event.getY() - lastY);
    }
    lastX = event.getX();
    lastY = event.getY();
  }

  private void released(MouseEvent event) {
    setLasso(lassoing);
    double way = Math.hypot(event.getX() - pressedX, event.getY() - pressedY);
    Combination combination =
        event.isShiftDown()
            ? Combination.ADD
            : event.isAltDown() ? Combination.REMOVE : Combination.REPLACE;
    boolean drawn = lasso.size() > 2;
    if (drawn) {
      model.select(picker.inside(model.plotProperty().get(), lasso), combination);
    } else if (way < CLICK && event.getButton() == MouseButton.PRIMARY) {
      click(event, combination);
    }
    lasso.clear();
    requestLayout();
  }

  private void click(MouseEvent event, Combination combination) {
    int point = nearest(event.getX(), event.getY());
    if (point < 0) {
      if (combination == Combination.REPLACE) {
        model.clearSelection();
      }
      return;
    }
    if (event.getClickCount() == 2 && model.image(point) != null) {
      opened.accept(model.image(point));
      return;
    }
    BitSet one = new BitSet();
    one.set(point);
    model.select(one, combination);
  }

  private void hover(double x, double y) {
    int point = nearest(x, y);
    if (point != hovered.get()) {
      hovered.set(point);
      requestLayout();
    }
  }

  private int nearest(double x, double y) {
    return picker.nearest(model.plotProperty().get(), x, y);
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case LEFT -> pan(KEY_PAN, 0);
      case RIGHT -> pan(-KEY_PAN, 0);
      case UP -> pan(0, KEY_PAN);
      case DOWN -> pan(0, -KEY_PAN);
      case PLUS, ADD, EQUALS -> zoom(KEY_ZOOM);
      case MINUS, SUBTRACT -> zoom(1 / KEY_ZOOM);
      case DIGIT0, NUMPAD0 -> fit();
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** The point under the pointer; -1 for none. */
  ReadOnlyIntegerProperty hoveredProperty() {
    return hovered.getReadOnlyProperty();
  }

  /** Place of a point within this canvas, pixels. */
  Point2D place(int point) {
    Plot plot = model.plotProperty().get();
    return new Point2D(view.pixelX(plot.x()[point]), view.pixelY(plot.y()[point]));
  }

  /** The colors of groups, for the legend. */
  PlotPalette palette() {
    return palette;
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    clip.setWidth(width);
    clip.setHeight(height);
    if (width < 1 || height < 1) {
      return;
    }
    if (overlay.getWidth() != width || overlay.getHeight() != height) {
      overlay.setWidth(width);
      overlay.setHeight(height);
      view.resize(width, height);
      Plot plot = model.plotProperty().get();
      if (plot != null) {
        view.setPoints(plot.x(), plot.y());
      }
    }
    paint(scale());
  }

  private double scale() {
    return getScene() == null || getScene().getWindow() == null
        ? 1
        : getScene().getWindow().getOutputScaleX();
  }

  private void resizePixels(int width, int height) {
    if (buffer == null || pixelWidth != width || pixels.length != width * height) {
      pixelWidth = width;
      pixels = new int[width * height];
      buffer =
          new PixelBuffer<>(
              width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
      raster.setImage(new WritableImage(buffer));
      raster.setFitWidth(getWidth());
      raster.setFitHeight(getHeight());
    }
  }

  private void paint(double scale) {
    resizePixels(
        (int) Math.max(1, Math.round(getWidth() * scale)),
        (int) Math.max(1, Math.round(getHeight() * scale)));
    GraphicsContext graphics = overlay.getGraphicsContext2D();
    graphics.clearRect(0, 0, getWidth(), getHeight());
    Plot plot = model.plotProperty().get();
    boolean drawn = plot != null && colors.length == plot.size();
    buffer.updateBuffer(
        all -> {
          painter.paint(
              pixels,
              pixelWidth,
              scale,
              view,
              drawn ? plot.x() : new float[0],
              drawn ? plot.y() : new float[0],
              colors,
              model.selectedProperty().get(),
              palette.gray());
          return null;
        });
    if (drawn) {
      drawThumbnails(graphics, plot, scale);
      drawHovered(graphics, plot);
    }
    drawLasso(graphics);
  }

  private void drawThumbnails(GraphicsContext graphics, Plot plot, double scale) {
    BitSet selected = model.selectedProperty().get();
    List<PlotThumbnails.Seen> seen = new ArrayList<>();
    for (int i = 0; i < plot.size(); i++) {
      double x = view.pixelX(plot.x()[i]);
      double y = view.pixelY(plot.y()[i]);
      if (x >= 0 && y >= 0 && x < getWidth() && y < getHeight() && model.image(i) != null) {
        boolean faded = !selected.isEmpty() && !selected.get(i);
        int rgb = faded ? palette.gray() : colors[i];
        PlotThumbnails.Seen point =
            new PlotThumbnails.Seen(
                model.image(i),
                x,
                y,
                Color.rgb(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff),
                faded);
        seen.add(selected.get(i) ? 0 : seen.size(), point);
        if (seen.size() > PlotThumbnails.MOST_POINTS) {
          thumbnails.draw(graphics, List.of(), scale);
          return;
        }
      }
    }
    // All points of a small archive are not near: there is no space for their images.
    boolean near = view.magnification() > 1.2 || plot.size() <= PlotThumbnails.MOST_POINTS / 4;
    thumbnails.draw(graphics, near ? seen : List.of(), scale);
  }

  private void drawHovered(GraphicsContext graphics, Plot plot) {
    int point = hovered.get();
    if (point >= 0 && point < plot.size()) {
      double radius = PlotPainter.radius(plot.size(), view.magnification()) + 3;
      Point2D place = place(point);
      graphics.setStroke(palette.selection());
      graphics.setLineWidth(2);
      graphics.strokeOval(place.getX() - radius, place.getY() - radius, 2 * radius, 2 * radius);
    }
  }

  private void drawLasso(GraphicsContext graphics) {
    if (lasso.size() < 2) {
      return;
    }
    double[] x = lasso.stream().mapToDouble(Point2D::getX).toArray();
    double[] y = lasso.stream().mapToDouble(Point2D::getY).toArray();
    Color color = palette.selection();
    graphics.setFill(color.deriveColor(0, 1, 1, 0.12));
    graphics.fillPolygon(x, y, x.length);
    graphics.setStroke(color);
    graphics.setLineWidth(1.5);
    graphics.strokePolygon(x, y, x.length);
  }
}
