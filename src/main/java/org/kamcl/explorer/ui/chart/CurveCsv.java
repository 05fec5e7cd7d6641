package org.kamcl.explorer.ui.chart;

import java.util.List;

/**
 * The visible points of charts as CSV: all points of the visible range, not only those that a
 * column of pixels has space for, with the smoothed value that is drawn.
 */
public final class CurveCsv {
  private CurveCsv() {}

  /**
   * The table: chart, curve, step, epoch, seconds, value, smoothed. Gaps are left out; a value that
   * is not a number is {@code NaN}.
   *
   * @param charts in the order of the rows; they share a viewport
   */
  public static String of(List<CurveChart> charts) {
    StringBuilder csv = new StringBuilder("chart,curve,step,epoch,seconds,value,smoothed\r\n");
    for (CurveChart chart : charts) {
      ChartViewport viewport = chart.viewport();
      XAxis axis = viewport.axisProperty().get();
      Span range = viewport.range();
      for (Curve curve : chart.curves()) {
        CurveData data = curve.data();
        double[] smoothed =
            data.smoothed(curve.smoothing() ? viewport.smoothingProperty().get() : 0);
        int to = data.firstAt(axis, Math.nextUp(range.high()));
        for (int i = data.firstAt(axis, range.low()); i < to; i++) {
          if (!Double.isNaN(data.value(i))) {
            append(csv, chart.title(), curve, i, smoothed[i]);
          }
        }
      }
    }
    return csv.toString();
  }

  private static void append(
      StringBuilder csv, String title, Curve curve, int index, double smoothed) {
    CurveData data = curve.data();
    csv.append(quoted(title)).append(',').append(quoted(curve.name())).append(',');
    csv.append((long) data.x(XAxis.STEP, index)).append(',');
    csv.append(data.x(XAxis.EPOCH, index)).append(',');
    csv.append(data.x(XAxis.TIME, index)).append(',');
    csv.append(number(data.value(index))).append(',').append(number(smoothed)).append("\r\n");
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.valueOf(value) : "NaN";
  }

  /** A text that a spreadsheet would run as a formula gets an apostrophe in front. */
  private static String quoted(String name) {
    boolean formula = !name.isEmpty() && "=+-@\t\r\n".indexOf(name.charAt(0)) >= 0;
    String text = formula ? "'" + name : name;
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
