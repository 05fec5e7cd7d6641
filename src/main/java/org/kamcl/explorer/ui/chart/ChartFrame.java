package org.kamcl.explorer.ui.chart;

/**
 * Where the axes of a chart lie.
 *
 * @param left left edge of the area of the curves, pixels
 * @param top upper edge
 * @param width of the area
 * @param height of the area
 * @param x visible range of the horizontal axis
 * @param y the vertical axis
 */
record ChartFrame(double left, double top, double width, double height, Span x, ValueScale y) {
  double right() {
    return left + width;
  }

  double bottom() {
    return top + height;
  }

  double pixelX(double value) {
    return left + (value - x.low()) / x.length() * width;
  }

  double valueX(double pixel) {
    return x.low() + (pixel - left) / width * x.length();
  }

  /** The pixel of a value; NaN for one that the axis does not have. */
  double pixelY(double value) {
    return bottom() - y.position(value) * height;
  }
}
