package org.kamcl.explorer.map;

import java.util.Arrays;
import java.util.Optional;
import org.kamcl.explorer.domain.GeoMesh;

/**
 * An image on the map: a raster along the axes of a projection that says which point of the image
 * is at each of its pixels. The map only has to move and enlarge it.
 *
 * <p>The raster is made from the triangles between the points of a mesh, so an image may be
 * rotated, sheared or bent, and may cross the antimeridian.
 */
public final class MapWarp {
  /** A pixel on the edge of two triangles belongs to both. */
  private static final double EDGE = -1e-9;

  private final double[] box;
  private final int width;
  private final int height;
  private final float[] imageX;
  private final float[] imageY;

  private MapWarp(double[] box, int width, int height) {
    this.box = box;
    this.width = width;
    this.height = height;
    this.imageX = new float[width * height];
    this.imageY = new float[width * height];
    Arrays.fill(imageX, Float.NaN);
    Arrays.fill(imageY, Float.NaN);
  }

  /**
   * Places an image.
   *
   * @param longerSide longer side of the raster, pixels
   * @return empty if no part of the image has an extent on the map
   */
  public static Optional<MapWarp> of(GeoMesh mesh, Projection projection, int longerSide) {
    double[] x = new double[mesh.lon().length];
    double[] y = new double[x.length];
    double[] box = {
      Double.POSITIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    double near = Double.NaN;
    for (int i = 0; i < x.length; i++) {
      x[i] = projection.x(mesh.lon()[i]);
      // The map ends before the poles.
      y[i] =
          Math.abs(mesh.lat()[i]) > projection.maxLatitude()
              ? Double.NaN
              : projection.y(mesh.lat()[i]);
      if (Double.isNaN(x[i]) || Double.isNaN(y[i])) {
        continue;
      }
      near = Double.isNaN(near) ? x[i] : near;
      x[i] -= Math.rint(x[i] - near);
      box[0] = Math.min(box[0], x[i]);
      box[1] = Math.min(box[1], y[i]);
      box[2] = Math.max(box[2], x[i]);
      box[3] = Math.max(box[3], y[i]);
    }
    double across = box[2] - box[0];
    double down = box[3] - box[1];
    if (!(across > 0 && down > 0)) {
      return Optional.empty();
    }
    double scale = longerSide / Math.max(across, down);
    MapWarp warp =
        new MapWarp(
            box,
            (int) Math.max(1, Math.round(across * scale)),
            (int) Math.max(1, Math.round(down * scale)));
    warp.fill(mesh, x, y);
    return Optional.of(warp);
  }

  private void fill(GeoMesh mesh, double[] x, double[] y) {
    for (int row = 0; row + 1 < mesh.rows(); row++) {
      for (int column = 0; column + 1 < mesh.columns(); column++) {
        int a = row * mesh.columns() + column;
        int below = a + mesh.columns();
        fill(mesh, x, y, a, a + 1, below);
        fill(mesh, x, y, a + 1, below + 1, below);
      }
    }
  }

  private void fill(GeoMesh mesh, double[] x, double[] y, int a, int b, int c) {
    double ax = column(x[a]);
    double ay = row(y[a]);
    double bx = column(x[b]);
    double by = row(y[b]);
    double cx = column(x[c]);
    double cy = row(y[c]);
    double area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    // Neighbors half a world apart are on both sides of the edge of the map.
    double widest = Math.max(ax, Math.max(bx, cx)) - Math.min(ax, Math.min(bx, cx));
    if (!(Math.abs(area) > 0) || widest * (box[2] - box[0]) / width > 0.5) {
      return;
    }
    int left = (int) Math.max(0, Math.floor(Math.min(ax, Math.min(bx, cx)) - 0.5));
    int right = (int) Math.min(width - 1, Math.ceil(Math.max(ax, Math.max(bx, cx)) - 0.5));
    int top = (int) Math.max(0, Math.floor(Math.min(ay, Math.min(by, cy)) - 0.5));
    int bottom = (int) Math.min(height - 1, Math.ceil(Math.max(ay, Math.max(by, cy)) - 0.5));
    for (int r = top; r <= bottom; r++) {
      for (int q = left; q <= right; q++) {
        double px = q + 0.5;
        double py = r + 0.5;
        double toB = ((px - ax) * (cy - ay) - (cx - ax) * (py - ay)) / area;
        double toC = ((bx - ax) * (py - ay) - (px - ax) * (by - ay)) / area;
        if (toB >= EDGE && toC >= EDGE && toB + toC <= 1 - EDGE) {
          double toA = 1 - toB - toC;
          int i = r * width + q;
          imageX[i] = (float) (toA * meshX(mesh, a) + toB * meshX(mesh, b) + toC * meshX(mesh, c));
          imageY[i] = (float) (toA * meshY(mesh, a) + toB * meshY(mesh, b) + toC * meshY(mesh, c));
        }
      }
    }
  }

  private static double meshX(GeoMesh mesh, int i) {
    return (double) (i % mesh.columns()) / (mesh.columns() - 1);
  }

  private static double meshY(GeoMesh mesh, int i) {
    int row = i / mesh.columns();
    return (double) row / (mesh.rows() - 1);
  }

  private double column(double worldX) {
    return (worldX - box[0]) / (box[2] - box[0]) * width;
  }

  private double row(double worldY) {
    return (worldY - box[1]) / (box[3] - box[1]) * height;
  }

  /** West, north, east, south in world coordinates. */
  public double[] box() {
    return box.clone();
  }

  /** Columns of the raster. */
  public int width() {
    return width;
  }

  /** Rows of the raster. */
  public int height() {
    return height;
  }

  /** The column of the image at a pixel, 0..1; not a number where the image is not. */
  public float imageX(int column, int row) {
    return imageX[row * width + column];
  }

  /** The row of the image at a pixel, 0..1; not a number where the image is not. */
  public float imageY(int column, int row) {
    return imageY[row * width + column];
  }
}
