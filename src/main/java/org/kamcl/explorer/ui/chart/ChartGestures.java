package org.kamcl.explorer.ui.chart;

import java.util.TreeSet;
import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/**
 * Mouse and keys of a chart. Dragging shows a range, with Shift or the middle button it moves the
 * curves; a double click shows everything; the wheel with Ctrl zooms at the pointer. Without Ctrl
 * the wheel scrolls the pane that the chart is in. Left and Right move the crosshair from point to
 * point, with Shift the curves; plus and minus zoom, 0 shows everything, Esc removes the crosshair.
 */
final class ChartGestures {
  private static final double WHEEL = 1.0015;
  private static final double KEY_ZOOM = 1.5;
  private static final double KEY_PAN = 0.1;

  /** A shorter way of the mouse is a click, pixels. */
  private static final double CLICK = 4;

  private final CurveChart chart;
  private final ChartViewport viewport;
  private double pressedX;
  private double lastX;
  private boolean panning;
  private boolean dragging;

  ChartGestures(CurveChart chart, ChartViewport viewport) {
    this.chart = chart;
    this.viewport = viewport;
  }

  void install() {
    chart.addEventHandler(ScrollEvent.SCROLL, this::wheel);
    chart.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    chart.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    chart.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
    chart.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
    chart.addEventHandler(
        MouseEvent.MOUSE_EXITED, event -> viewport.crosshairProperty().set(Double.NaN));
    chart.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  private void wheel(ScrollEvent event) {
    ChartFrame frame = chart.frame();
    if (frame == null) {
      return;
    }
    if (event.isShortcutDown()) {
      viewport.zoom(Math.pow(WHEEL, event.getDeltaY()), frame.valueX(event.getX()));
      event.consume();
    } else if (event.getDeltaX() != 0) {
      viewport.pan(-event.getDeltaX() / frame.width());
      event.consume();
    }
  }

  private void pressed(MouseEvent event) {
    chart.requestFocus();
    pressedX = event.getX();
    lastX = pressedX;
    panning = event.isShiftDown() || event.getButton() == MouseButton.MIDDLE;
    dragging = panning || event.getButton() == MouseButton.PRIMARY;
    if (panning) {
      chart.setCursor(Cursor.CLOSED_HAND);
    }
  }

  private void dragged(MouseEvent event) {
    ChartFrame frame = chart.frame();
    if (frame == null || !dragging) {
      return;
    }
    if (panning) {
      viewport.pan((lastX - event.getX()) / frame.width());
    } else {
      viewport.selectionProperty().set(between(frame, pressedX, event.getX()));
    }
    lastX = event.getX();
    moved(event);
  }

  private static @Nullable Span between(ChartFrame frame, double a, double b) {
    double low = Math.max(frame.left(), Math.min(a, b));
    double high = Math.min(frame.right(), Math.max(a, b));
    return high - low < CLICK ? null : new Span(frame.valueX(low), frame.valueX(high));
  }

  private void released(MouseEvent event) {
    Span chosen = viewport.selectionProperty().get();
    viewport.selectionProperty().set(null);
    chart.setCursor(Cursor.CROSSHAIR);
    if (chosen != null) {
      viewport.show(chosen.low(), chosen.high());
    } else if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
      viewport.reset();
    }
    panning = false;
    dragging = false;
  }

  private void moved(MouseEvent event) {
    ChartFrame frame = chart.frame();
    boolean inside = frame != null && event.getX() >= frame.left() && event.getX() <= frame.right();
    viewport
        .crosshairProperty()
        .set(inside && frame != null ? frame.valueX(event.getX()) : Double.NaN);
  }

  private void key(KeyEvent event) {
    Span range = viewport.range();
    double center =
        Double.isNaN(viewport.crosshairProperty().get())
            ? (range.low() + range.high()) / 2
            : viewport.crosshairProperty().get();
    switch (event.getCode()) {
      case LEFT -> left(event.isShiftDown());
      case RIGHT -> right(event.isShiftDown());
      case HOME -> step(Double.NEGATIVE_INFINITY, true);
      case END -> step(Double.POSITIVE_INFINITY, false);
      case PLUS, ADD, EQUALS -> viewport.zoom(KEY_ZOOM, center);
      case MINUS, SUBTRACT -> viewport.zoom(1 / KEY_ZOOM, center);
      case DIGIT0, NUMPAD0 -> viewport.reset();
      case ESCAPE -> {
        if (Double.isNaN(viewport.crosshairProperty().get())) {
          return;
        }
        viewport.crosshairProperty().set(Double.NaN);
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void left(boolean pan) {
    if (pan) {
      viewport.pan(-KEY_PAN);
    } else {
      step(at(Double.POSITIVE_INFINITY), false);
    }
  }

  private void right(boolean pan) {
    if (pan) {
      viewport.pan(KEY_PAN);
    } else {
      step(at(Double.NEGATIVE_INFINITY), true);
    }
  }

  private double at(double otherwise) {
    double now = viewport.crosshairProperty().get();
    return Double.isNaN(now) ? otherwise : now;
  }

  /** Moves the crosshair to the next point of any curve, but at least by a pixel. */
  private void step(double from, boolean forward) {
    XAxis axis = viewport.axisProperty().get();
    Span range = viewport.range();
    ChartFrame frame = chart.frame();
    double least = frame == null ? 0 : range.length() / frame.width();
    TreeSet<Double> next = new TreeSet<>();
    for (Curve curve : chart.curves()) {
      CurveData data = curve.data();
      int index =
          forward
              ? data.firstAt(axis, Math.max(range.low(), from + least))
              : data.firstAt(axis, Math.min(Math.nextUp(range.high()), from - least)) - 1;
      if (index >= 0 && index < data.size()) {
        double x = data.x(axis, index);
        if (x >= range.low() && x <= range.high()) {
          next.add(x);
        }
      }
    }
    if (!next.isEmpty()) {
      viewport.crosshairProperty().set(forward ? next.first() : next.last());
    }
  }
}
