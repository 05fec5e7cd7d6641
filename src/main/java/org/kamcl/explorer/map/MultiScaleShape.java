package org.kamcl.explorer.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rings or a line in world coordinates, with simplified copies for small zoom levels. */
final class MultiScaleShape {
  /** The largest zoom level of each simplified copy, which is accurate to half a pixel there. */
  private static final double[] SIMPLIFIED_ZOOMS = {2.5, 4.5, 6.5};

  private static final double TILE = 256;

  private final List<List<double[]>> copies = new ArrayList<>();
  private double west = Double.MAX_VALUE;
  private double east = -Double.MAX_VALUE;
  private double north = Double.MAX_VALUE;
  private double south = -Double.MAX_VALUE;

  /**
   * @param parts each x, y, x, y ... in world coordinates
   */
  MultiScaleShape(List<double[]> parts) {
    for (double[] part : parts) {
      for (int i = 0; i < part.length; i += 2) {
        west = Math.min(west, part[i]);
        east = Math.max(east, part[i]);
        north = Math.min(north, part[i + 1]);
        south = Math.max(south, part[i + 1]);
      }
    }
    for (double zoom : SIMPLIFIED_ZOOMS) {
      double tolerance = 0.5 / (TILE * Math.pow(2, zoom));
      copies.add(parts.stream().map(part -> simplify(part, tolerance)).toList());
    }
    copies.add(List.copyOf(parts));
  }

  /**
   * Projects a shape.
   *
   * @param degrees its parts, each longitude, latitude, longitude, latitude ...
   */
  static MultiScaleShape of(List<double[]> degrees, Projection projection) {
    List<double[]> parts = new ArrayList<>();
    for (double[] part : degrees) {
      double[] projected = new double[part.length];
      for (int i = 0; i < part.length; i += 2) {
        projected[i] = projection.x(part[i]);
        projected[i + 1] = projection.y(part[i + 1]);
      }
      parts.add(projected);
    }
    return new MultiScaleShape(parts);
  }

  /** Drops points that are closer to the last kept one than the tolerance on both axes. */
  private static double[] simplify(double[] part, double tolerance) {
    double[] kept = new double[part.length];
    int n = 0;
    for (int i = 0; i < part.length; i += 2) {
      boolean last = i == part.length - 2;
      if (n == 0
          || last
          || Math.abs(part[i] - kept[n - 2]) > tolerance
          || Math.abs(part[i + 1] - kept[n - 1]) > tolerance) {
        kept[n++] = part[i];
        kept[n++] = part[i + 1];
      }
    }
    return Arrays.copyOf(kept, n);
  }

  /** The parts as detailed as a zoom level needs them. */
  List<double[]> parts(double zoom) {
    int copy = 0;
    while (copy < SIMPLIFIED_ZOOMS.length && zoom > SIMPLIFIED_ZOOMS[copy]) {
      copy++;
    }
    return copies.get(copy);
  }

  /** Whether the bounding box meets a box in world coordinates. */
  boolean intersects(double boxWest, double boxNorth, double boxEast, double boxSouth) {
    return east >= boxWest && west <= boxEast && south >= boxNorth && north <= boxSouth;
  }

  /** The longer side of the bounding box, world units. */
  double longerSide() {
    return Math.max(east - west, south - north);
  }
}
