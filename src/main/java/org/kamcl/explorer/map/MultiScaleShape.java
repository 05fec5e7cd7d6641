package org.kamcl.explorer.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rings or a line in world coordinates, with coarser copies for small zooms. */
public final class MultiScaleShape {
  /** Zooms up to which a coarser copy is drawn, and how coarse it is: about half a pixel. */
  private static final double[] COARSE_ZOOMS = {2.5, 4.5, 6.5};

  private static final double TILE = 256;

  private final List<List<double[]>> copies = new ArrayList<>();
  private double west = Double.MAX_VALUE;
  private double east = -Double.MAX_VALUE;
  private double north = Double.MAX_VALUE;
  private double south = -Double.MAX_VALUE;

  /**
   * Projects an outline.
   *
   * @param degrees its parts, each lon, lat, lon, lat ...
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

  /**
   * @param parts each x, y, x, y ...
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
    for (double zoom : COARSE_ZOOMS) {
      double step = 0.5 / (TILE * Math.pow(2, zoom));
      copies.add(parts.stream().map(part -> coarse(part, step)).toList());
    }
    copies.add(List.copyOf(parts));
  }

  private static double[] coarse(double[] part, double step) {
    double[] kept = new double[part.length];
    int n = 0;
    for (int i = 0; i < part.length; i += 2) {
      boolean last = i == part.length - 2;
      if (n == 0
          || last
          || Math.abs(part[i] - kept[n - 2]) > step
          || Math.abs(part[i + 1] - kept[n - 1]) > step) {
        kept[n++] = part[i];
        kept[n++] = part[i + 1];
      }
    }
    return Arrays.copyOf(kept, n);
  }

  /** Its parts, as fine as a zoom needs them. */
  public List<double[]> parts(double zoom) {
    int copy = 0;
    while (copy < COARSE_ZOOMS.length && zoom > COARSE_ZOOMS[copy]) {
      copy++;
    }
    return copies.get(copy);
  }

  /** Whether some of it is in a box of world coordinates. */
  public boolean touches(double boxWest, double boxNorth, double boxEast, double boxSouth) {
    return east >= boxWest && west <= boxEast && south >= boxNorth && north <= boxSouth;
  }

  /** Its larger side, world coordinates. */
  public double extent() {
    return Math.max(east - west, south - north);
  }
}
