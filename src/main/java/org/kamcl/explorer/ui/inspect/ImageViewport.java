package org.kamcl.explorer.ui.inspect;

import javafx.geometry.Rectangle2D;
import org.kamcl.explorer.domain.TileBounds;

/**
 * Which part of an image a view shows, at which scale. Immutable.
 *
 * <p>Positions in the image are in its pixels, positions in the view in pixels of the screen, so
 * that at scale 1 each pixel of the image is one of the screen.
 *
 * @param imageWidth columns of the image
 * @param imageHeight rows of the image
 * @param width columns of the view
 * @param height rows of the view
 * @param scale pixels of the screen per pixel of the image
 * @param centerX position of the image in the center of the view
 * @param centerY position of the image in the center of the view
 */
record ImageViewport(
    double imageWidth,
    double imageHeight,
    double width,
    double height,
    double scale,
    double centerX,
    double centerY) {
  /** 3,200 %. */
  static final double MAX_SCALE = 32;

  /** A view of nothing. */
  static final ImageViewport EMPTY = new ImageViewport(1, 1, 1, 1, 1, 0.5, 0.5);

  /** The smallest scale: the whole image, or full size if the view is larger than the image. */
  double minScale() {
    return Math.min(1, Math.min(width / imageWidth, height / imageHeight));
  }

  /** The same part of an image of another size. */
  ImageViewport withImage(double columns, double rows) {
    return new ImageViewport(columns, rows, width, height, scale, centerX, centerY).limited();
  }

  /** The same center and scale in a view of another size. */
  ImageViewport withSize(double columns, double rows) {
    return new ImageViewport(
            imageWidth,
            imageHeight,
            Math.max(1, columns),
            Math.max(1, rows),
            scale,
            centerX,
            centerY)
        .limited();
  }

  /**
   * Shows a part of the image as large as possible.
   *
   * @param margin free pixels of the screen on each side
   */
  ImageViewport fittedTo(TileBounds part, double margin) {
    double wide = Math.max(1, width - 2 * margin);
    double high = Math.max(1, height - 2 * margin);
    return new ImageViewport(
            imageWidth,
            imageHeight,
            width,
            height,
            Math.min(MAX_SCALE, Math.min(wide / part.width(), high / part.height())),
            part.x() + part.width() / 2.0,
            part.y() + part.height() / 2.0)
        .limited();
  }

  /**
   * Zooms so that a position stays where it is on the screen, as far as the edges of the image
   * allow.
   *
   * @param x column of the view
   * @param y row of the view
   */
  ImageViewport zoomedTo(double newScale, double x, double y) {
    double limited = Math.max(minScale(), Math.min(MAX_SCALE, newScale));
    double fixedX = centerX + (x - width / 2) / scale;
    double fixedY = centerY + (y - height / 2) / scale;
    return new ImageViewport(
            imageWidth,
            imageHeight,
            width,
            height,
            limited,
            fixedX - (x - width / 2) / limited,
            fixedY - (y - height / 2) / limited)
        .limited();
  }

  /** Zooms around the center. */
  ImageViewport zoomedTo(double newScale) {
    return zoomedTo(newScale, width / 2, height / 2);
  }

  /** Moves the image by pixels of the screen. */
  ImageViewport pannedBy(double columns, double rows) {
    return new ImageViewport(
            imageWidth,
            imageHeight,
            width,
            height,
            scale,
            centerX - columns / scale,
            centerY - rows / scale)
        .limited();
  }

  /** An image that is larger than the view fills it; a smaller one is centered. */
  private ImageViewport limited() {
    return new ImageViewport(
        imageWidth,
        imageHeight,
        width,
        height,
        scale,
        limited(centerX, imageWidth, width / scale),
        limited(centerY, imageHeight, height / scale));
  }

  private static double limited(double center, double image, double seen) {
    return seen >= image ? image / 2 : Math.max(seen / 2, Math.min(image - seen / 2, center));
  }

  /** Column of the view at which a column of the image begins; whole at column 0. */
  double x(double imageX) {
    return Math.rint(width / 2 - centerX * scale) + imageX * scale;
  }

  /** Row of the view at which a row of the image begins; whole at row 0. */
  double y(double imageY) {
    return Math.rint(height / 2 - centerY * scale) + imageY * scale;
  }

  /**
   * Where a part of the image is in the view, rounded as the edges of the image are.
   *
   * @param density pixels of the screen per unit of the result
   */
  Rectangle2D onScreen(double imageX, double imageY, double columns, double rows, double density) {
    double left = Math.rint(x(imageX));
    double top = Math.rint(y(imageY));
    double right = Math.rint(x(imageX + columns));
    double bottom = Math.rint(y(imageY + rows));
    return new Rectangle2D(
        left / density,
        top / density,
        Math.max(1, right - left) / density,
        Math.max(1, bottom - top) / density);
  }

  /** First position of the image in the view. */
  double left() {
    return Math.max(0, centerX - width / 2 / scale);
  }

  /** First position of the image in the view. */
  double top() {
    return Math.max(0, centerY - height / 2 / scale);
  }

  /** Position of the image at which the view ends. */
  double right() {
    return Math.min(imageWidth, centerX + width / 2 / scale);
  }

  /** Position of the image at which the view ends. */
  double bottom() {
    return Math.min(imageHeight, centerY + height / 2 / scale);
  }

  /**
   * How often the resolution can be halved so that the view still has a pixel of the image for each
   * pixel of the screen.
   */
  int level() {
    return scale >= 1 ? 0 : (int) Math.floor(Math.log(1 / scale) / Math.log(2) + 1e-9);
  }
}
