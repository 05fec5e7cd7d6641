package org.kamcl.explorer.ui.chart;

import java.nio.IntBuffer;
import java.util.List;
import java.util.Locale;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.ui.text.Messages;

/**
 * A chart of curves that may grow while it is shown. The horizontal axis, its visible range, the
 * smoothing and the crosshair belong to a {@link ChartViewport}, which several charts share; the
 * vertical axis always fits what is visible. Drawn at most once per frame.
 */
public final class CurveChart extends Region {
  /** Space around the curves, in heights of the labels. */
  private static final double LEFT = 5.2;

  private static final double BOTTOM = 1.9;
  private static final double TOP = 0.7;
  private static final double RIGHT = 1.2;

  /** Smaller charts are not drawn, pixels. */
  private static final double LEAST = 40;

  private final ChartViewport viewport;
  private final Messages messages;
  private final ChartPalette palette = new ChartPalette(this::requestLayout);
  private final CurvePainter painter = new CurvePainter(palette);
  private final CurveRaster raster = new CurveRaster();
  private final Canvas canvas = new Canvas();
  private final ImageView image = new ImageView();
  private final Canvas ends = new Canvas();
  private final CrosshairOverlay overlay;
  private final InvalidationListener redraw = change -> requestLayout();
  private final InvalidationListener read = change -> drawOverlay();

  /** Not shown; carries the font of the labels from the style sheets. */
  private final Label label = new Label();

  private final Label note = new Label();
  private final Label empty = new Label();
  private String title = "";
  private List<Curve> curves = List.of();
  private List<Mark> marks = List.of();
  private boolean logAllowed = true;
  private double rightMargin = RIGHT;
  private boolean named;
  private double mostValue = Double.POSITIVE_INFINITY;
  private @Nullable ChartFrame frame;
  private @Nullable PixelBuffer<IntBuffer> buffer;
  private int[] pixels = new int[0];

  /**
   * @param viewport shared with other charts
   */
  public CurveChart(ChartViewport viewport, Messages messages) {
    this.viewport = viewport;
    this.messages = messages;
    this.overlay = new CrosshairOverlay(palette, messages);
    getStyleClass().add("curve-chart");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setFocusTraversable(true);
    setCursor(Cursor.CROSSHAIR);
    label.getStyleClass().add("chart-label");
    label.setVisible(false);
    note.getStyleClass().addAll("chart-label", "muted");
    empty.getStyleClass().addAll("muted", "chart-empty");
    empty.setWrapText(true);
    for (javafx.scene.Node node : List.of(canvas, image, ends, overlay, note, empty)) {
      node.setMouseTransparent(true);
    }
    for (javafx.scene.Node node : List.of(canvas, image, ends, overlay, label)) {
      node.setManaged(false);
    }
    getChildren().addAll(palette, label, canvas, image, ends, overlay, note, empty);
    label.fontProperty().addListener(redraw);
    // The viewport outlives charts of runs that are no longer shown.
    WeakInvalidationListener weakRedraw = new WeakInvalidationListener(redraw);
    viewport.axisProperty().addListener(weakRedraw);
    viewport.logarithmicProperty().addListener(weakRedraw);
    viewport.smoothingProperty().addListener(weakRedraw);
    viewport.zoomProperty().addListener(weakRedraw);
    WeakInvalidationListener weakRead = new WeakInvalidationListener(read);
    viewport.crosshairProperty().addListener(weakRead);
    viewport.selectionProperty().addListener(weakRead);
    viewport.addChart(this::extent, this::shownData);
    focusedProperty().addListener(read);
    new ChartGestures(this, viewport).install();
  }

  /** Sets the name of what the values are, for screen readers and exports. */
  public void setTitle(String name) {
    title = name;
    requestLayout();
  }

  /** The name of what the values are. */
  public String title() {
    return title;
  }

  /** Sets the curves; the last one is drawn on top. */
  public void setCurves(List<Curve> all) {
    curves = List.copyOf(all);
    requestLayout();
  }

  /** The curves. */
  public List<Curve> curves() {
    return curves;
  }

  /** Sets the dashed vertical lines. */
  public void setMarks(List<Mark> all) {
    marks = List.copyOf(all);
    requestLayout();
  }

  /** Sets whether a logarithmic axis makes sense for these values. */
  public void setLogAllowed(boolean allowed) {
    logAllowed = allowed;
    requestLayout();
  }

  /** Leaves space at the right for words at the ends of the curves. */
  public void setEndLabels(boolean shown) {
    rightMargin = shown ? 4.5 * RIGHT : RIGHT;
    named = shown;
    requestLayout();
  }

  /** Sets the largest possible value, such as 100 percent: the axis ends there. */
  public void setMost(double most) {
    mostValue = most;
    requestLayout();
  }

  /** Sets the text that is shown while there are no values. */
  public void setEmptyText(String text) {
    empty.setText(text);
  }

  /** Draws points that were added to the curves. */
  public void refresh() {
    requestLayout();
  }

  ChartViewport viewport() {
    return viewport;
  }

  /** Whether the vertical axis is logarithmic. */
  boolean isLogarithmic() {
    return logAllowed && viewport.logarithmicProperty().get();
  }

  /** Where the axes were drawn last; null before. */
  @Nullable ChartFrame frame() {
    return frame;
  }

  private List<CurveData> shownData() {
    return getScene() == null ? List.of() : curves.stream().map(Curve::data).toList();
  }

  private @Nullable Span extent(XAxis axis) {
    // A chart that was removed from the window no longer counts.
    if (getScene() == null) {
      return null;
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Curve curve : curves) {
      CurveData data = curve.data();
      if (!data.isEmpty()) {
        low = Math.min(low, data.x(axis, 0));
        high = Math.max(high, data.x(axis, data.size() - 1));
      }
    }
    if (!(low <= high)) {
      return null;
    }
    return axis == XAxis.TIME ? Span.around(low, high) : Span.whole(low, high);
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
      ends.setWidth(width);
      ends.setHeight(height);
      overlay.setWidth(width);
      overlay.setHeight(height);
    }
    if (width < LEAST || height < LEAST) {
      frame = null;
      return;
    }
    paint();
  }

  private void paint() {
    Font font = label.getFont();
    double em = font.getSize();
    GraphicsContext g = canvas.getGraphicsContext2D();
    // Clearing everything also drops drawing commands that were never rendered.
    g.clearRect(0, 0, getWidth(), getHeight());
    XAxis axis = viewport.axisProperty().get();
    boolean logarithmic = isLogarithmic();
    double smoothing = viewport.smoothingProperty().get();
    Span x = viewport.range();
    ValueRange values = ValueRange.of(curves, axis, x, smoothing, logarithmic);
    ValueScale y =
        values.isEmpty()
            ? new ValueScale(new Span(logarithmic ? 0.1 : 0, 1), logarithmic)
            : ValueScale.of(values.low(), values.high(), mostValue, logarithmic);
    ChartFrame now =
        new ChartFrame(
            LEFT * em,
            TOP * em,
            Math.max(1, getWidth() - (LEFT + rightMargin) * em),
            Math.max(1, getHeight() - (TOP + BOTTOM) * em),
            x,
            y);
    frame = now;
    Locale locale = messages.locale();
    if (!values.isEmpty() || values.notPositive() > 0) {
      painter.drawAxes(g, now, axis, font, locale);
    }
    painter.drawMarks(g, now, marks, axis, font);
    paintCurves(now, axis, smoothing);
    GraphicsContext above = ends.getGraphicsContext2D();
    above.clearRect(0, 0, getWidth(), getHeight());
    for (Curve curve : curves) {
      painter.drawMissing(above, now, curve, axis);
    }
    painter.drawEnds(above, now, curves, axis, smoothing, font);
    showNotes(values);
    drawOverlay();
  }

  private void paintCurves(ChartFrame now, XAxis axis, double smoothing) {
    double scale =
        getScene() == null || getScene().getWindow() == null
            ? 1
            : getScene().getWindow().getOutputScaleX();
    int width = (int) Math.max(1, Math.round(now.width() * scale));
    int height = (int) Math.max(1, Math.round(now.height() * scale));
    PixelBuffer<IntBuffer> target = buffer;
    if (target == null || target.getWidth() != width || target.getHeight() != height) {
      pixels = new int[width * height];
      target =
          new PixelBuffer<>(
              width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
      buffer = target;
      image.setImage(new WritableImage(target));
    }
    image.setX(now.left());
    image.setY(now.top());
    image.setFitWidth(now.width());
    image.setFitHeight(now.height());
    target.updateBuffer(
        all -> {
          raster.clear(width, height, pixels);
          painter.drawCurves(raster, now, curves, axis, smoothing, scale);
          return null;
        });
  }

  private void showNotes(ValueRange values) {
    boolean none = values.isEmpty() && values.notPositive() == 0;
    empty.setVisible(none);
    empty.resizeRelocate(0, 0, getWidth(), getHeight());
    note.setVisible(values.notPositive() > 0);
    note.setText(messages.text("chart.notpositive", values.notPositive()));
    double em = label.getFont().getSize();
    double width = Math.min(note.prefWidth(-1), getWidth() - (LEFT + 1) * em);
    note.resizeRelocate(
        getWidth() - width - RIGHT * em, TOP * em, Math.max(0, width), note.prefHeight(-1));
  }

  private void drawOverlay() {
    ChartFrame now = frame;
    if (now == null) {
      return;
    }
    XAxis axis = viewport.axisProperty().get();
    double x = viewport.crosshairProperty().get();
    List<Readout> values =
        Double.isNaN(x) ? List.of() : readouts(x, viewport.smoothingProperty().get());
    overlay.draw(
        now,
        axis,
        // No line through the text of an empty chart.
        empty.isVisible() ? Double.NaN : Readout.position(values, x),
        values,
        viewport.selectionProperty().get(),
        label.getFont(),
        // The colors of curves of one run are not explained elsewhere.
        named || isHover() || isFocused());
    setAccessibleText(overlay.spoken(title, axis, Readout.position(values, x), values, curves));
  }

  private List<Readout> readouts(double x, double smoothing) {
    XAxis axis = viewport.axisProperty().get();
    double tolerance = viewport.range().length() * 0.01;
    return Readout.at(curves, axis, x, smoothing, tolerance);
  }

  @Override
  protected double computePrefWidth(double height) {
    return 320;
  }

  @Override
  protected double computePrefHeight(double width) {
    return 210;
  }
}
