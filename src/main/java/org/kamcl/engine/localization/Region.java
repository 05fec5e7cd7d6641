package org.kamcl.engine.localization;

import java.util.List;

/**
 * A polygon that a person has drawn around what a query describes.
 *
 * @param vertices in pixels of the scene, at least one; fractions and repeated vertices are allowed
 */
public record Region(List<Vertex> vertices) {
  /** Copies the vertices. */
  public Region {
    vertices = List.copyOf(vertices);
    if (vertices.isEmpty()) {
      throw new IllegalArgumentException("A region has vertices.");
    }
  }

  /**
   * A corner of a region.
   *
   * @param x columns
   * @param y rows
   */
  public record Vertex(double x, double y) {}

  /**
   * A circle around a region, within which the metrics look for attention centers.
   *
   * @param x column of its center
   * @param y row of its center
   * @param radius pixels
   */
  public record Circle(int x, int y, int radius) {
    boolean contains(AttentionCenters.Center center) {
      return distance(center) <= radius;
    }

    double distance(AttentionCenters.Center center) {
      return Math.hypot(center.x() - (double) x, center.y() - (double) y);
    }
  }

  /**
   * The circle of the published metrics: around the mean of the vertices, with 1.5 times their mean
   * distance from it.
   */
  public Circle circle() {
    double sumX = 0;
    double sumY = 0;
    for (Vertex vertex : vertices) {
      sumX += vertex.x;
      sumY += vertex.y;
    }
    int x = (int) (sumX / vertices.size());
    int y = (int) (sumY / vertices.size());
    double distances = 0;
    for (Vertex vertex : vertices) {
      distances += Math.hypot(vertex.x - x, vertex.y - y);
    }
    return new Circle(x, y, (int) (1.5 * distances / vertices.size()));
  }
}
