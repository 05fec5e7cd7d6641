package org.kamcl.explorer.ui.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws axes, marks and curves. */
final class CurvePainter {
  /** Opacity of the line of unsmoothed values behind the smoothed one. */
  private static final double RAW_OPACITY = 0.28;

  private static final double SMOOTHED_WIDTH = 2;
  private static final double EXACT_WIDTH = 1.5;
  private static final double DOT = 3.5;
  private static final double MARK = 4;

  private final ChartPalette palette;

  CurvePainter(ChartPalette palette) {
    this.palette = palette;
  }

  /** Draws the grid and the labels of both axes. */
  void drawAxes(GraphicsContext g, ChartFrame frame, XAxis axis, Font font, Locale locale) {
    double em = font.getSize();
    int rows = (int) Math.max(2, frame.height() / (2.6 * em));
    List<Ticks.Tick> vertical =
        frame.y().logarithmic()
            ? Ticks.logarithmic(frame.y().span(), rows, locale)
            : Ticks.linear(frame.y().span(), rows, locale);
    g.setFont(font);
    g.setLineWidth(1);
    g.setLineDashes();
    g.setTextBaseline(VPos.CENTER);
    g.setTextAlign(TextAlignment.RIGHT);
    for (Ticks.Tick tick : vertical) {
      double y = snap(frame.pixelY(tick.value()));
      g.setStroke(palette.named("grid"));
      g.strokeLine(frame.left(), y, frame.right(), y);
      g.setFill(palette.named("muted"));
      g.fillText(tick.label(), frame.left() - 0.6 * em, y);
    }
    int columns = (int) Math.max(2, frame.width() / (6 * em));
    List<Ticks.Tick> horizontal =
        switch (axis) {
          case TIME -> Ticks.time(frame.x(), columns);
          case STEP, EPOCH -> Ticks.whole(frame.x(), columns, locale);
        };
    g.setTextBaseline(VPos.TOP);
    g.setTextAlign(TextAlignment.CENTER);
    for (Ticks.Tick tick : horizontal) {
      double x = snap(frame.pixelX(tick.value()));
      g.setStroke(palette.named("muted"));
      g.strokeLine(x, frame.bottom(), x, frame.bottom() + 3);
      g.fillText(tick.label(), x, frame.bottom() + 0.4 * em);
    }
    g.setStroke(palette.named("muted"));
    g.strokeLine(frame.left(), snap(frame.bottom()), frame.right(), snap(frame.bottom()));
  }

  /** Draws dashed vertical lines with their words; equal words near each other only once. */
  void drawMarks(GraphicsContext g, ChartFrame frame, List<Mark> marks, XAxis axis, Font font) {
    Map<Double, String> labels = new TreeMap<>();
    for (Mark mark : marks) {
      double x = mark.x(axis);
      if (x >= frame.x().low() && x <= frame.x().high()) {
        labels.putIfAbsent(x, mark.label());
      }
    }
    g.setStroke(palette.named("mark"));
    g.setLineWidth(1);
    g.setLineDashes(4, 3);
    g.setFill(palette.named("muted"));
    g.setFont(font);
    g.setTextBaseline(VPos.TOP);
    double free = Double.NEGATIVE_INFINITY;
    for (Map.Entry<Double, String> label : labels.entrySet()) {
      double x = snap(frame.pixelX(label.getKey()));
      g.strokeLine(x, frame.top(), x, frame.bottom());
      double width = 0.62 * font.getSize() * label.getValue().length();
      if (x > free && !label.getValue().isEmpty()) {
        boolean fits = x + width + 4 < frame.right();
        g.setTextAlign(fits ? TextAlignment.LEFT : TextAlignment.RIGHT);
        g.fillText(label.getValue(), fits ? x + 4 : x - 4, frame.top());
        free = x + width;
      }
    }
    g.setLineDashes();
  }

  /** Draws curves into pixels that cover the area of the curves. */
  void drawCurves(
      CurveRaster raster,
      ChartFrame frame,
      List<Curve> curves,
      XAxis axis,
      double smoothing,
      double scale) {
    for (Curve curve : curves) {
      CurveData data = curve.data();
      // One point more on each side, so that the line reaches the edges.
      int from = Math.max(0, data.firstAt(axis, frame.x().low()) - 1);
      int to = Math.min(data.size(), data.firstAt(axis, Math.nextUp(frame.x().high())) + 1);
      int rgb = rgb(palette.category(curve.color()));
      double[] xs = data.xs(axis);
      boolean smooth = curve.smoothing() && smoothing > 0;
      CurveRaster.Line exact =
          smooth
              ? new CurveRaster.Line(rgb, RAW_OPACITY, scale, false)
              : new CurveRaster.Line(rgb, 1, EXACT_WIDTH * scale, curve.dashed());
      raster.draw(xs, data.values(), from, to, frame.x(), frame.y(), exact);
      if (smooth) {
        CurveRaster.Line line =
            new CurveRaster.Line(rgb, 1, SMOOTHED_WIDTH * scale, curve.dashed());
        raster.draw(xs, data.smoothed(smoothing), from, to, frame.x(), frame.y(), line);
      }
    }
  }

  private static int rgb(Color color) {
    return (int) Math.round(color.getRed() * 255) << 16
        | (int) Math.round(color.getGreen() * 255) << 8
        | (int) Math.round(color.getBlue() * 255);
  }

  /**
   * Draws what ends a curve: a dot if more points come or if there is only one, and its word. Words
   * that would overlap are moved apart.
   */
  void drawEnds(
      GraphicsContext g,
      ChartFrame frame,
      List<Curve> curves,
      XAxis axis,
      double smoothing,
      Font font) {
    g.setFont(font);
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.CENTER);
    List<EndLabel> labels = new ArrayList<>();
    for (Curve curve : curves) {
      CurveData data = curve.data();
      int last = data.firstAt(axis, Math.nextUp(frame.x().high())) - 1;
      double[] values = data.smoothed(curve.smoothing() ? smoothing : 0);
      while (last >= 0 && !isDrawn(frame, values[last])) {
        last--;
      }
      if (last < 0 || data.x(axis, last) < frame.x().low()) {
        continue;
      }
      double x = frame.pixelX(data.x(axis, last));
      double y = frame.pixelY(values[last]);
      Color color = palette.category(curve.color());
      if ((curve.live() && last == data.size() - 1) || data.size() == 1) {
        g.setFill(palette.named("ground"));
        g.fillOval(x - DOT - 1, y - DOT - 1, 2 * DOT + 2, 2 * DOT + 2);
        g.setFill(color);
        g.fillOval(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
      }
      if (!curve.endLabel().isEmpty()) {
        labels.add(new EndLabel(curve.endLabel(), color, x + 2 * DOT, y));
      }
    }
    drawEndLabels(g, frame, labels, 1.15 * font.getSize());
  }

  /** Draws labels in the order of their curves' ends, none over another or below the axis. */
  private static void drawEndLabels(
      GraphicsContext g, ChartFrame frame, List<EndLabel> labels, double rowHeight) {
    labels.sort(Comparator.comparingDouble(EndLabel::y));
    double[] rows = new double[labels.size()];
    for (int i = 0; i < rows.length; i++) {
      double y = labels.get(i).y();
      rows[i] = i == 0 ? y : Math.max(y, rows[i - 1] + rowHeight);
    }
    double lowest = frame.bottom();
    for (int i = rows.length - 1; i >= 0 && rows[i] > lowest; i--) {
      rows[i] = lowest;
      lowest -= rowHeight;
    }
    for (int i = 0; i < rows.length; i++) {
      EndLabel label = labels.get(i);
      g.setFill(label.color());
      g.fillText(label.text(), label.x(), rows[i]);
    }
  }

  private record EndLabel(String text, Color color, double x, double y) {}

  private static boolean isDrawn(ChartFrame frame, double value) {
    return Double.isFinite(value) && Double.isFinite(frame.pixelY(value));
  }

  /**
   * Marks what a line cannot show: where values stop being numbers, by a cross at the upper edge
   * and a line; and zeros and negative values of a logarithmic axis, by a triangle at the lower
   * edge. At most one mark per column of pixels.
   */
  void drawMissing(GraphicsContext g, ChartFrame frame, Curve curve, XAxis axis) {
    CurveData data = curve.data();
    int from = data.firstAt(axis, frame.x().low());
    int to = data.firstAt(axis, Math.nextUp(frame.x().high()));
    double[] xs = data.xs(axis);
    double[] values = data.values();
    Color color = palette.category(curve.color());
    double free = Double.NEGATIVE_INFINITY;
    boolean diverged = from > 0 && values[from - 1] == Double.POSITIVE_INFINITY;
    for (int i = from; i < to; i++) {
      boolean starts = values[i] == Double.POSITIVE_INFINITY && !diverged;
      diverged = values[i] == Double.POSITIVE_INFINITY;
      boolean hidden = frame.y().logarithmic() && values[i] <= 0;
      if (!starts && !hidden) {
        continue;
      }
      double x = frame.pixelX(xs[i]);
      if (starts) {
        drawDiverged(g, frame, x);
      } else if (x > free) {
        g.setFill(color);
        g.fillPolygon(
            new double[] {x - MARK, x + MARK, x},
            new double[] {frame.bottom() - MARK - 2, frame.bottom() - MARK - 2, frame.bottom() - 1},
            3);
        free = x + MARK;
      }
    }
  }

  private void drawDiverged(GraphicsContext g, ChartFrame frame, double x) {
    g.setStroke(palette.named("danger"));
    g.setLineWidth(1);
    g.strokeLine(snap(x), frame.top(), snap(x), frame.bottom());
    g.setLineWidth(2);
    double y = frame.top() + MARK + 1;
    g.strokeLine(x - MARK, y - MARK, x + MARK, y + MARK);
    g.strokeLine(x - MARK, y + MARK, x + MARK, y - MARK);
  }

  private static double snap(double pixel) {
    return Math.floor(pixel) + 0.5;
  }
}
