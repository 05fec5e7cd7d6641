package org.kamcl.explorer.ui.map;

import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import org.kamcl.explorer.map.AreaSketch;

/** What hands do on the map: mouse, wheel, touch pad, keys. */
final class MapGestures {
  private static final double WHEEL_STEP = 0.35;

  /** What one notch of a wheel reports. */
  private static final double NOTCH = 40;

  private static final double DRAG_BEGINS = 4;
  private static final double KEY_PIXELS = 64;
  private static final double KEY_ZOOM = 0.5;

  private final MapCanvas canvas;
  private final MapViewModel model;
  private double pressedX;
  private double pressedY;
  private double lastX;
  private double lastY;
  private boolean dragging;

  MapGestures(MapCanvas canvas, MapViewModel model) {
    this.canvas = canvas;
    this.model = model;
    canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    canvas.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    canvas.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
    canvas.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
    canvas.addEventHandler(MouseEvent.MOUSE_EXITED, event -> model.clearHover());
    canvas.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    canvas.addEventHandler(ZoomEvent.ZOOM, this::pinched);
    canvas.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    model.areaDrawing().toolProperty().addListener((p, before, tool) -> showTool());
  }

  private void showTool() {
    canvas.setCursor(model.areaDrawing().isDrawing() ? Cursor.CROSSHAIR : Cursor.DEFAULT);
  }

  private void pressed(MouseEvent event) {
    canvas.requestFocus();
    pressedX = lastX = event.getX();
    pressedY = lastY = event.getY();
    dragging = false;
    if (event.getButton() == MouseButton.PRIMARY) {
      model.areaDrawing().press(event.getX(), event.getY());
    }
  }

  private void dragged(MouseEvent event) {
    double moved = Math.hypot(event.getX() - pressedX, event.getY() - pressedY);
    boolean rectangle = model.areaDrawing().toolProperty().get() == AreaSketch.Tool.RECTANGLE;
    // Also with a tool the middle button moves the map.
    boolean moves =
        event.getButton() == MouseButton.MIDDLE
            || (event.getButton() == MouseButton.PRIMARY && !rectangle);
    if (event.getButton() == MouseButton.PRIMARY && rectangle) {
      model.areaDrawing().move(event.getX(), event.getY());
    }
    if (!moves || (!dragging && moved < DRAG_BEGINS)) {
      return;
    }
    dragging = true;
    canvas.setCursor(Cursor.CLOSED_HAND);
    model.drag(event.getX() - lastX, event.getY() - lastY);
    lastX = event.getX();
    lastY = event.getY();
  }

  private void released(MouseEvent event) {
    showTool();
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

  private void moved(MouseEvent event) {
    if (model.areaDrawing().isDrawing()) {
      model.areaDrawing().move(event.getX(), event.getY());
      return;
    }
    model.hover(event.getX(), event.getY(), canvas.textScale());
    boolean hit = model.selection().hoveredProperty().get() != null;
    canvas.setCursor(hit ? Cursor.HAND : Cursor.DEFAULT);
  }

  private void scrolled(ScrollEvent event) {
    if (event.getDeltaY() != 0 && !event.isInertia()) {
      double notches = Math.max(-2, Math.min(2, event.getDeltaY() / NOTCH));
      model.zoom(event.getX(), event.getY(), notches * WHEEL_STEP);
      event.consume();
    }
  }

  private void pinched(ZoomEvent event) {
    model.zoom(event.getX(), event.getY(), Math.log(event.getZoomFactor()) / Math.log(2));
    event.consume();
  }

  private void key(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    boolean known = true;
    switch (event.getCode()) {
      case LEFT, KP_LEFT -> model.drag(KEY_PIXELS, 0);
      case RIGHT, KP_RIGHT -> model.drag(-KEY_PIXELS, 0);
      case UP, KP_UP -> model.drag(0, KEY_PIXELS);
      case DOWN, KP_DOWN -> model.drag(0, -KEY_PIXELS);
      case PLUS, EQUALS, ADD -> model.zoom(KEY_ZOOM);
      case MINUS, SUBTRACT -> model.zoom(-KEY_ZOOM);
      case HOME -> model.fit();
      case R -> model.areaDrawing().toolProperty().set(AreaSketch.Tool.RECTANGLE);
      case P -> model.areaDrawing().toolProperty().set(AreaSketch.Tool.POLYGON);
      case ENTER -> known = model.areaDrawing().finish();
      case BACK_SPACE -> model.areaDrawing().removeLastCorner();
      case ESCAPE -> known = model.areaDrawing().cancel();
      default -> known = false;
    }
    if (known) {
      event.consume();
    }
  }
}
