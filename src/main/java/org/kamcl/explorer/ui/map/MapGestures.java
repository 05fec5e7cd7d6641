package org.kamcl.explorer.ui.map;

import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import org.kamcl.explorer.map.AreaSketch;

/** Turns mouse, wheel, touchpad and key events into map operations. */
final class MapGestures {
  /** Zoom levels per wheel notch. */
  private static final double WHEEL_LEVELS = 0.35;

  /** Scroll delta of one wheel notch. */
  private static final double NOTCH = 40;

  /** A drag begins after this many pixels; less is a click. */
  private static final double DRAG_THRESHOLD = 4;

  private static final double KEY_PIXELS = 64;
  private static final double KEY_LEVELS = 0.5;

  private final MapCanvas canvas;
  private final MapViewModel model;
  private double pressedX;
  private double pressedY;
  private double lastX;
  private double lastY;
  private boolean dragging;

  /** Adds the event handlers to a canvas. */
  MapGestures(MapCanvas canvas, MapViewModel model) {
    this.canvas = canvas;
    this.model = model;
    canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, this::onPressed);
    canvas.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onDragged);
    canvas.addEventHandler(MouseEvent.MOUSE_RELEASED, this::onReleased);
    canvas.addEventHandler(MouseEvent.MOUSE_MOVED, this::onMoved);
    canvas.addEventHandler(MouseEvent.MOUSE_EXITED, event -> model.clearHover());
    canvas.addEventHandler(ScrollEvent.SCROLL, this::onScroll);
    canvas.addEventHandler(ZoomEvent.ZOOM, this::onZoom);
    canvas.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    model.areaDrawing().toolProperty().addListener((p, before, tool) -> showToolCursor());
  }

  private void showToolCursor() {
    canvas.setCursor(model.areaDrawing().isDrawing() ? Cursor.CROSSHAIR : Cursor.DEFAULT);
  }

  private void onPressed(MouseEvent event) {
    canvas.requestFocus();
    pressedX = lastX = event.getX();
    pressedY = lastY = event.getY();
    dragging = false;
    if (event.getButton() == MouseButton.PRIMARY) {
      model.areaDrawing().press(event.getX(), event.getY());
    }
  }

  private void onDragged(MouseEvent event) {
    double distance = Math.hypot(event.getX() - pressedX, event.getY() - pressedY);
    boolean rectangle = model.areaDrawing().toolProperty().get() == AreaSketch.Tool.RECTANGLE;
    // The middle button moves the map with any tool.
    boolean pans =
        event.getButton() == MouseButton.MIDDLE
            || (event.getButton() == MouseButton.PRIMARY && !rectangle);
    if (event.getButton() == MouseButton.PRIMARY && rectangle) {
      model.areaDrawing().move(event.getX(), event.getY());
    }
    if (!pans || (!dragging && distance < DRAG_THRESHOLD)) {
      return;
    }
    dragging = true;
    canvas.setCursor(Cursor.CLOSED_HAND);
    model.drag(event.getX() - lastX, event.getY() - lastY);
    lastX = event.getX();
    lastY = event.getY();
  }

  private void onReleased(MouseEvent event) {
    showToolCursor();
    if (dragging || event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    if (model.areaDrawing().isDrawing()) {
      model.areaDrawing().release(event.getX(), event.getY());
      if (event.getClickCount() == 2) {
        model.areaDrawing().finish();
      }
    } else if (event.getClickCount() == 2
        && model.markerAt(event.getX(), event.getY(), canvas.textScale()).isEmpty()) {
      model.zoom(event.getX(), event.getY(), 1);
    } else {
      model.click(event.getX(), event.getY(), canvas.textScale());
    }
  }

  private void onMoved(MouseEvent event) {
    if (model.areaDrawing().isDrawing()) {
      model.areaDrawing().move(event.getX(), event.getY());
      return;
    }
    model.hover(event.getX(), event.getY(), canvas.textScale());
    boolean hit = model.selection().hoveredProperty().get() != null;
    canvas.setCursor(hit ? Cursor.HAND : Cursor.DEFAULT);
  }

  private void onScroll(ScrollEvent event) {
    if (event.getDeltaY() != 0 && !event.isInertia()) {
      double notches = Math.max(-2, Math.min(2, event.getDeltaY() / NOTCH));
      model.zoom(event.getX(), event.getY(), notches * WHEEL_LEVELS);
      event.consume();
    }
  }

  private void onZoom(ZoomEvent event) {
    model.zoom(event.getX(), event.getY(), Math.log(event.getZoomFactor()) / Math.log(2));
    event.consume();
  }

  private void onKey(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    boolean handled = true;
    switch (event.getCode()) {
      case LEFT, KP_LEFT -> model.drag(KEY_PIXELS, 0);
      case RIGHT, KP_RIGHT -> model.drag(-KEY_PIXELS, 0);
      case UP, KP_UP -> model.drag(0, KEY_PIXELS);
      case DOWN, KP_DOWN -> model.drag(0, -KEY_PIXELS);
      case PLUS, EQUALS, ADD -> model.zoom(KEY_LEVELS);
      case MINUS, SUBTRACT -> model.zoom(-KEY_LEVELS);
      case HOME -> model.fit();
      case W -> model.showWorld();
      case R -> model.areaDrawing().toolProperty().set(AreaSketch.Tool.RECTANGLE);
      case P -> model.areaDrawing().toolProperty().set(AreaSketch.Tool.POLYGON);
      case ENTER -> handled = model.areaDrawing().finish();
      case BACK_SPACE -> model.areaDrawing().removeLastCorner();
      case ESCAPE -> handled = model.areaDrawing().cancel();
      default -> handled = false;
    }
    if (handled) {
      event.consume();
    }
  }
}
