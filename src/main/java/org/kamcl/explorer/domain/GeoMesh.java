package org.kamcl.explorer.domain;

import java.util.Optional;

/**
 * Where an image is on the earth: the positions of a regular mesh of its points, from its upper
 * left to its lower right corner, row by row. Between its points an image is taken to be straight.
 *
 * @param columns points per row, at least 2
 * @param rows number of rows, at least 2
 * @param lon longitudes, degrees east, -180..180; not a number for points that are not on the earth
 * @param lat latitudes, degrees north
 */
public record GeoMesh(int columns, int rows, double[] lon, double[] lat) {
  /** Checks the size; callers do not change the arrays. */
  public GeoMesh {
    if (columns < 2 || rows < 2 || lon.length != columns * rows || lat.length != lon.length) {
      throw new IllegalArgumentException(columns + " x " + rows + ": " + lon.length);
    }
  }

  /** Gives the position of a point of an image. */
  @FunctionalInterface
  public interface Position {
    /**
     * The position of a point.
     *
     * @param x 0 at the left edge of the image, 1 at the right edge
     * @param y 0 at the top edge, 1 at the bottom edge
     * @return empty if it is not on the earth
     */
    Optional<GeoPoint> at(double x, double y);
  }

  /**
   * The mesh of an image.
   *
   * @return empty if no point is on the earth
   */
  public static Optional<GeoMesh> of(int columns, int rows, Position position) {
    double[] lon = new double[columns * rows];
    double[] lat = new double[columns * rows];
    boolean any = false;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        Optional<GeoPoint> point =
            position.at((double) column / (columns - 1), (double) row / (rows - 1));
        int i = row * columns + column;
        lon[i] = point.map(GeoPoint::lon).orElse(Double.NaN);
        lat[i] = point.map(GeoPoint::lat).orElse(Double.NaN);
        any |= point.isPresent();
      }
    }
    return any ? Optional.of(new GeoMesh(columns, rows, lon, lat)) : Optional.empty();
  }
}
