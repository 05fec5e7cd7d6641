package org.kamcl.explorer.ui.concepts;

/** The part of the plane that is seen: equal scales along both axes, y upwards. */
final class PlotViewport {
  /** Largest magnification of the whole plot. */
  private static final double MOST_ZOOM = 400;

  /** Smallest magnification of the whole plot. */
  private static final double LEAST_ZOOM = 0.5;

  /** Free edge around the fitted plot, pixels. */
  private static final double MARGIN = 32;

  private double width;
  private double height;
  private double centerX;
  private double centerY;
  private double scale = 1;
  private double fittedScale = 1;
  private double fittedX;
  private double fittedY;
  private boolean fitted = true;

  /** Sets the size of the view, pixels. */
  void resize(double newWidth, double newHeight) {
    width = newWidth;
    height = newHeight;
  }

  /** Sets the extent of the points; the view follows unless it was moved. */
  void setPoints(float[] x, float[] y) {
    float minX = Float.MAX_VALUE;
    float maxX = -Float.MAX_VALUE;
    float minY = Float.MAX_VALUE;
    float maxY = -Float.MAX_VALUE;
    for (int i = 0; i < x.length; i++) {
      minX = Math.min(minX, x[i]);
      maxX = Math.max(maxX, x[i]);
      minY = Math.min(minY, y[i]);
      maxY = Math.max(maxY, y[i]);
    }
    if (x.length == 0) {
      return;
    }
    fittedX = (minX + maxX) / 2.0;
    fittedY = (minY + maxY) / 2.0;
    double spanX = Math.max(maxX - minX, 1e-12);
    double spanY = Math.max(maxY - minY, 1e-12);
    fittedScale =
        Math.min(Math.max(1, width - 2 * MARGIN) / spanX, Math.max(1, height - 2 * MARGIN) / spanY);
    if (fitted) {
      fit();
    }
  }

  /** Shows all points. */
  void fit() {
    centerX = fittedX;
    centerY = fittedY;
    scale = fittedScale;
    fitted = true;
  }

  /** Moves what is seen, pixels. */
  void pan(double dx, double dy) {
    centerX -= dx / scale;
    centerY += dy / scale;
    fitted = false;
  }

  /** Zooms so that the point under a pixel stays there. */
  void zoom(double factor, double pixelX, double pixelY) {
    double next =
        Math.max(LEAST_ZOOM * fittedScale, Math.min(MOST_ZOOM * fittedScale, scale * factor));
    double x = plotX(pixelX);
    double y = plotY(pixelY);
    scale = next;
    centerX = x - (pixelX - width / 2) / scale;
    centerY = y + (pixelY - height / 2) / scale;
    fitted = false;
  }

  /** Magnification, 1 if the whole plot fits exactly. */
  double magnification() {
    return scale / fittedScale;
  }

  /** The pixel of a coordinate. */
  double pixelX(double x) {
    return (x - centerX) * scale + width / 2;
  }

  /** The pixel of a coordinate. */
  double pixelY(double y) {
    return height / 2 - (y - centerY) * scale;
  }

  private double plotX(double pixel) {
    return (pixel - width / 2) / scale + centerX;
  }

  private double plotY(double pixel) {
    return (height / 2 - pixel) / scale + centerY;
  }
}
