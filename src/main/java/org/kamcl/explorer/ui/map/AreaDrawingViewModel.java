package org.kamcl.explorer.ui.map;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.map.AreaSketch;
import org.kamcl.explorer.map.Viewport;

/** Drawing an area on the map, in pixels of its viewport. */
final class AreaDrawingViewModel {
  /** Closer to the first corner, a click closes the polygon. */
  private static final double CLOSES = 8;

  /** What is smaller was a click. */
  private static final double LEAST = 4;

  private final ReadOnlyObjectProperty<Viewport> viewport;
  private final ObjectProperty<AreaSketch.Tool> tool =
      new SimpleObjectProperty<>(AreaSketch.Tool.PAN);
  private final ReadOnlyObjectWrapper<AreaSketch> sketch = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<Optional<GeoArea>> drawn =
      new SimpleObjectProperty<>(Optional.empty());

  AreaDrawingViewModel(ReadOnlyObjectProperty<Viewport> viewport) {
    this.viewport = viewport;
    tool.addListener((property, before, now) -> sketch.set(null));
  }

  /** What dragging does; an area that is drawn is given up when it changes. */
  ObjectProperty<AreaSketch.Tool> toolProperty() {
    return tool;
  }

  /** What is being drawn, or null. */
  ReadOnlyObjectProperty<AreaSketch> sketchProperty() {
    return sketch.getReadOnlyProperty();
  }

  /** What was drawn. */
  ObjectProperty<Optional<GeoArea>> drawnProperty() {
    return drawn;
  }

  boolean isDrawing() {
    return tool.get() != AreaSketch.Tool.PAN;
  }

  /** A rectangle begins. */
  void press(double column, double row) {
    if (tool.get() == AreaSketch.Tool.RECTANGLE) {
      Viewport view = viewport.get();
      sketch.set(AreaSketch.begin(tool.get(), view.worldX(column), view.worldY(row)));
    }
  }

  /** The pointer moves, with or without its button. */
  void move(double column, double row) {
    if (sketch.get() != null) {
      Viewport view = viewport.get();
      sketch.set(sketch.get().movedTo(view.worldX(column), view.worldY(row)));
    }
  }

  /** A rectangle ends, or a polygon gets a corner. */
  void release(double column, double row) {
    Viewport view = viewport.get();
    if (tool.get() == AreaSketch.Tool.RECTANGLE && sketch.get() != null) {
      move(column, row);
      finish();
    } else if (tool.get() == AreaSketch.Tool.POLYGON) {
      double x = view.worldX(column);
      double y = view.worldY(row);
      if (sketch.get() == null) {
        sketch.set(AreaSketch.begin(tool.get(), x, y));
      } else if (closes(x, y)) {
        finish();
      } else {
        sketch.set(sketch.get().withCorner(x, y, LEAST / view.scale()));
      }
    }
  }

  private boolean closes(double x, double y) {
    double[] first = sketch.get().corners().get(0);
    return sketch.get().corners().size() > 2
        && Math.hypot(first[0] - x, first[1] - y) * viewport.get().scale() < CLOSES;
  }

  /** Closes a polygon; what has no inside yet goes on. Returns whether anything was closed. */
  boolean finish() {
    if (sketch.get() == null) {
      return false;
    }
    Viewport view = viewport.get();
    Optional<GeoArea> area = sketch.get().area(view.projection(), LEAST / view.scale());
    if (area.isPresent()) {
      drawn.set(area);
      tool.set(AreaSketch.Tool.PAN);
    } else if (tool.get() == AreaSketch.Tool.RECTANGLE) {
      sketch.set(null);
    }
    return area.isPresent();
  }

  /** Takes back the last corner. */
  void removeLastCorner() {
    if (sketch.get() != null) {
      sketch.set(sketch.get().withoutLastCorner().orElse(null));
    }
  }

  /** Gives up what is drawn, then the tool. Returns whether there was anything to give up. */
  boolean cancel() {
    if (sketch.get() != null) {
      sketch.set(null);
      return true;
    }
    boolean had = isDrawing();
    tool.set(AreaSketch.Tool.PAN);
    return had;
  }

  /** Takes the area away. */
  void removeArea() {
    drawn.set(Optional.empty());
  }
}
