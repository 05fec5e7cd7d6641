package org.kamcl.explorer.ui.chart;

/**
 * A curve of a chart.
 *
 * @param data its points
 * @param name of what it shows, such as a run
 * @param color number of its color, 1 to {@value ChartPalette#CATEGORIES}
 * @param dashed whether the line is dashed
 * @param live whether more points come: a dot marks the newest
 * @param smoothing whether the smoothing of the chart applies
 * @param endLabel a word at the last point; empty for none
 */
public record Curve(
    CurveData data,
    String name,
    int color,
    boolean dashed,
    boolean live,
    boolean smoothing,
    String endLabel) {
  /** A smoothed solid line. */
  public static Curve of(CurveData data, String name, int color, boolean live) {
    return new Curve(data, name, color, false, live, true, "");
  }

  /** The same line without smoothing, for values of which there are few. */
  public Curve exact() {
    return new Curve(data, name, color, dashed, live, false, endLabel);
  }
}
