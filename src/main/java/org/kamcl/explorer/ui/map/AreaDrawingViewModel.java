package org.kamcl.explorer.ui.map;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.map.AreaSketch;
import org.kamcl.explorer.map.Viewport;

/** Drawing a search area on the map. Positions are pixels of the viewport. */
final class AreaDrawingViewModel {
  /** A click within this many pixels of the first corner closes the polygon. */
  private static final double CLOSE_DISTANCE = 8;

  /** A smaller area was a click, pixels. */
  private static final double MIN_SIDE = 4;

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

  /** What dragging does; a change discards the sketch. */
  ObjectProperty<AreaSketch.Tool> toolProperty() {
    return tool;
  }

  /** The area being drawn, or null. */
  ReadOnlyObjectProperty<AreaSketch> sketchProperty() {
    return sketch.getReadOnlyProperty();
  }

  /** The finished area. */
  ObjectProperty<Optional<GeoArea>> drawnProperty() {
    return drawn;
  }

  /** Whether a drawing tool is active. */
  boolean isDrawing() {
    return tool.get() != AreaSketch.Tool.PAN;
  }

  /** Begins a rectangle. */
  void press(double column, double row) {
    if (tool.get() == AreaSketch.Tool.RECTANGLE) {
      Viewport view = viewport.get();
      sketch.set(AreaSketch.begin(tool.get(), view.worldX(column), view.worldY(row)));
    }
  }

  /** Moves the pointer, with or without a pressed button. */
  void move(double column, double row) {
    if (sketch.get() != null) {
      Viewport view = viewport.get();
      sketch.set(sketch.get().movedTo(view.worldX(column), view.worldY(row)));
    }
  }

  /** Finishes a rectangle or adds a corner to a polygon. */
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
      } else if (closesPolygon(x, y)) {
        finish();
      } else {
        sketch.set(sketch.get().withCorner(x, y, MIN_SIDE / view.scale()));
      }
    }
  }

  private boolean closesPolygon(double x, double y) {
    double[] first = sketch.get().corners().get(0);
    return sketch.get().corners().size() > 2
        && Math.hypot(first[0] - x, first[1] - y) * viewport.get().scale() < CLOSE_DISTANCE;
  }

  /**
   * Finishes the area; a polygon without an interior stays a sketch.
   *
   * @return whether an area was finished
   */
  boolean finish() {
    if (sketch.get() == null) {
      return false;
    }
    Viewport view = viewport.get();
    Optional<GeoArea> area = sketch.get().area(view.projection(), MIN_SIDE / view.scale());
    if (area.isPresent()) {
      drawn.set(area);
      tool.set(AreaSketch.Tool.PAN);
    } else if (tool.get() == AreaSketch.Tool.RECTANGLE) {
      sketch.set(null);
    }
    return area.isPresent();
  }

  /** Removes the last corner of the sketch. */
  void removeLastCorner() {
    if (sketch.get() != null) {
      sketch.set(sketch.get().withoutLastCorner().orElse(null));
    }
  }

  /**
   * Discards the sketch; without a sketch, puts the tool away.
   *
   * @return whether there was a sketch or a tool
   */
  boolean cancel() {
    if (sketch.get() != null) {
      sketch.set(null);
      return true;
    }
    boolean active = isDrawing();
    tool.set(AreaSketch.Tool.PAN);
    return active;
  }

  /** Removes the finished area. */
  void removeArea() {
    drawn.set(Optional.empty());
  }
}
