package org.kamcl.explorer.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * What charts beside each other share: the horizontal axis and its visible range, the kind of the
 * vertical axis, the smoothing, and the position under the pointer. A range that was chosen stays
 * while data arrives; without one, all data is shown.
 */
public final class ChartViewport {
  /** The strongest smoothing; with 1, new values would never count. */
  public static final double MAX_SMOOTHING = 0.999;

  /** Data that starts at a smaller share of its end starts at zero. */
  private static final double NEAR_ZERO = 0.1;

  /** Farthest zoom, as a share of all data. */
  private static final double SMALLEST = 1e-7;

  private final ObjectProperty<XAxis> axis = new SimpleObjectProperty<>(XAxis.EPOCH);
  private final BooleanProperty logarithmic = new SimpleBooleanProperty();
  private final DoubleProperty smoothing = new SimpleDoubleProperty(0.6);
  private final ReadOnlyObjectWrapper<@Nullable Span> zoom = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<@Nullable Span> selection = new SimpleObjectProperty<>();
  private final DoubleProperty crosshair = new SimpleDoubleProperty(Double.NaN);
  private final List<Function<XAxis, @Nullable Span>> extents = new ArrayList<>();
  private final List<Supplier<List<CurveData>>> curves = new ArrayList<>();

  /** The axis; a chosen range shows the same points after a change. */
  public ObjectProperty<XAxis> axisProperty() {
    return axis;
  }

  /** Keeps the visible points when the axis changes, whose numbers mean something else. */
  public ChartViewport() {
    axis.addListener(
        (property, before, now) -> {
          Span chosen = zoom.get();
          zoom.set(chosen == null ? null : converted(chosen, before, now));
          crosshair.set(Double.NaN);
        });
  }

  /**
   * The range on another axis; null if no curve says where it is there. The curve that covers most
   * of the range counts.
   */
  private @Nullable Span converted(Span range, XAxis before, XAxis now) {
    CurveData best = null;
    double most = 0;
    for (Supplier<List<CurveData>> chart : curves) {
      for (CurveData curve : chart.get()) {
        double covered = curve.covered(before, range);
        if (covered > 0 && covered >= most) {
          most = covered;
          best = curve;
        }
      }
    }
    if (best == null) {
      return null;
    }
    double low = best.convert(before, now, range.low());
    double high = best.convert(before, now, range.high());
    return high > low ? new Span(low, high) : null;
  }

  /** Whether the vertical axes are logarithmic. */
  public BooleanProperty logarithmicProperty() {
    return logarithmic;
  }

  /** Weight of the past, 0 to {@value #MAX_SMOOTHING}; see {@link DebiasedAverage}. */
  public DoubleProperty smoothingProperty() {
    return smoothing;
  }

  /** The chosen range; null if all data is shown. */
  public ReadOnlyObjectProperty<@Nullable Span> zoomProperty() {
    return zoom.getReadOnlyProperty();
  }

  /** The range that is being chosen by dragging; null if none is. */
  ObjectProperty<@Nullable Span> selectionProperty() {
    return selection;
  }

  /** The position whose values are read; NaN for none. */
  public DoubleProperty crosshairProperty() {
    return crosshair;
  }

  /**
   * Adds a chart.
   *
   * @param extent the range of its data, null if it has none
   * @param shown its curves
   */
  void addChart(Function<XAxis, @Nullable Span> extent, Supplier<List<CurveData>> shown) {
    extents.add(extent);
    curves.add(shown);
  }

  /** The range of the data of all charts. */
  public Span extent() {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Function<XAxis, @Nullable Span> extent : extents) {
      Span span = extent.apply(axis.get());
      if (span != null) {
        low = Math.min(low, span.low());
        high = Math.max(high, span.high());
      }
    }
    if (low > high) {
      return new Span(0, 1);
    }
    // The axis starts at zero if the data starts near it.
    return Span.around(low > 0 && low < NEAR_ZERO * high ? 0 : low, high);
  }

  /** The visible range. */
  public Span range() {
    Span chosen = zoom.get();
    return chosen == null ? extent() : chosen;
  }

  /** Shows a range. */
  public void show(double low, double high) {
    if (high - low >= extent().length() * SMALLEST) {
      zoom.set(new Span(low, high));
    }
  }

  /** Shows all data. */
  public void reset() {
    zoom.set(null);
  }

  /**
   * Zooms.
   *
   * @param factor greater than 1 to see less
   * @param center stays at its place
   */
  public void zoom(double factor, double center) {
    Span now = range();
    double low = center - (center - now.low()) / factor;
    double high = center + (now.high() - center) / factor;
    Span all = extent();
    if (low <= all.low() && high >= all.high()) {
      reset();
    } else {
      show(low, high);
    }
  }

  /**
   * Moves the visible range; not beyond the data.
   *
   * @param share of the visible range; positive toward higher values
   */
  public void pan(double share) {
    Span now = range();
    Span all = extent();
    double shift = share * now.length();
    shift = Math.min(shift, Math.max(0, all.high() - now.high()));
    shift = Math.max(shift, Math.min(0, all.low() - now.low()));
    if (shift != 0) {
      show(now.low() + shift, now.high() + shift);
    }
  }
}
