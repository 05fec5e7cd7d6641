package org.kamcl.engine.localization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Outlines of the parts of a score map above a level, by marching squares with linear interpolation
 * between the centers of the cells. Where two parts touch at a corner only, they are separate.
 */
public final class ContourTracer {
  private final ScoreGrid grid;
  private final double level;

  /**
   * Places of the sample columns and rows in pixels of the scene: the centers of the cells, between
   * the borders twice, first as the end of the map and then as its continuation to the border.
   */
  private final double[] xs;

  private final double[] ys;

  /** The edge on which the outline continues, by the edge on which a piece of it begins. */
  private final Map<Long, Long> next = new HashMap<>();

  private ContourTracer(ScoreGrid grid, double level) {
    this.grid = grid;
    this.level = level;
    this.xs = places(grid.columns(), grid.sceneWidth());
    this.ys = places(grid.rows(), grid.sceneHeight());
  }

  /**
   * A part of the map.
   *
   * @param outer its outline, not closed, in pixels of the scene
   * @param holes outlines of what it leaves out
   */
  public record Part(List<Region.Vertex> outer, List<List<Region.Vertex>> holes) {}

  /**
   * The parts of a map whose values are at least a level; places without data are in none.
   *
   * @param level in units of the map
   */
  public static List<Part> trace(ScoreGrid grid, double level) {
    return new ContourTracer(grid, level).parts();
  }

  private static double[] places(int cells, int pixels) {
    double[] places = new double[cells + 4];
    for (int i = 0; i < cells; i++) {
      places[i + 2] = (i + 0.5) * pixels / cells;
    }
    places[cells + 2] = pixels;
    places[cells + 3] = pixels;
    return places;
  }

  private double value(int column, int row) {
    boolean inside = column > 0 && column < xs.length - 1 && row > 0 && row < ys.length - 1;
    float value =
        inside ? grid.value(cell(column, grid.columns()), cell(row, grid.rows())) : Float.NaN;
    return Float.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
  }

  private static int cell(int sample, int cells) {
    return Math.max(0, Math.min(cells - 1, sample - 2));
  }

  private boolean above(int column, int row) {
    return value(column, row) >= level;
  }

  /** The edge from a sample to the one on its right. */
  private long across(int column, int row) {
    return 2L * ((long) row * xs.length + column);
  }

  /** The edge from a sample to the one below it. */
  private long down(int column, int row) {
    return across(column, row) + 1;
  }

  private List<Part> parts() {
    for (int row = 0; row + 1 < ys.length; row++) {
      for (int column = 0; column + 1 < xs.length; column++) {
        addPieces(column, row);
      }
    }
    List<List<Region.Vertex>> outers = new ArrayList<>();
    List<List<Region.Vertex>> holes = new ArrayList<>();
    while (!next.isEmpty()) {
      List<Region.Vertex> ring = removeRing();
      if (ring.size() >= 3) {
        (area(ring) > 0 ? outers : holes).add(ring);
      }
    }
    return withHoles(outers, holes);
  }

  /** Adds the pieces of the outline in a square of four samples, the part above on their right. */
  private void addPieces(int c, int r) {
    boolean a = above(c, r);
    boolean b = above(c + 1, r);
    boolean d = above(c, r + 1);
    boolean e = above(c + 1, r + 1);
    long top = across(c, r);
    long bottom = across(c, r + 1);
    long left = down(c, r);
    long right = down(c + 1, r);
    int corners = (a ? 1 : 0) | (b ? 2 : 0) | (e ? 4 : 0) | (d ? 8 : 0);
    switch (corners) {
      case 1 -> next.put(top, left);
      case 2 -> next.put(right, top);
      case 3 -> next.put(right, left);
      case 4 -> next.put(bottom, right);
      case 5 -> {
        next.put(top, left);
        next.put(bottom, right);
      }
      case 6 -> next.put(bottom, top);
      case 7 -> next.put(bottom, left);
      case 8 -> next.put(left, bottom);
      case 9 -> next.put(top, bottom);
      case 10 -> {
        next.put(right, top);
        next.put(left, bottom);
      }
      case 11 -> next.put(right, bottom);
      case 12 -> next.put(left, right);
      case 13 -> next.put(top, right);
      case 14 -> next.put(left, top);
      default -> {
        // All samples are on the same side.
      }
    }
  }

  private List<Region.Vertex> removeRing() {
    long first = next.keySet().iterator().next();
    List<Region.Vertex> ring = new ArrayList<>();
    Long edge = first;
    do {
      Region.Vertex crossing = crossing(edge);
      if (ring.isEmpty() || !ring.get(ring.size() - 1).equals(crossing)) {
        ring.add(crossing);
      }
      edge = next.remove(edge);
    } while (edge != null && edge != first);
    if (ring.size() > 1 && ring.get(0).equals(ring.get(ring.size() - 1))) {
      ring.remove(ring.size() - 1);
    }
    return ring;
  }

  private Region.Vertex crossing(long edge) {
    int column = (int) (edge / 2 % xs.length);
    int row = (int) (edge / 2 / xs.length);
    boolean isDown = (edge & 1) == 1;
    int otherColumn = isDown ? column : column + 1;
    int otherRow = isDown ? row + 1 : row;
    double share = share(value(column, row), value(otherColumn, otherRow));
    return new Region.Vertex(
        xs[column] + share * (xs[otherColumn] - xs[column]),
        ys[row] + share * (ys[otherRow] - ys[row]));
  }

  /** Where between two samples the level is; beside a place without data, at that place. */
  private double share(double from, double to) {
    if (from == Double.NEGATIVE_INFINITY) {
      return 0;
    }
    return to == Double.NEGATIVE_INFINITY ? 1 : (level - from) / (to - from);
  }

  /** Twice the area; positive for outer outlines. */
  private static double area(List<Region.Vertex> ring) {
    double twice = 0;
    for (int i = 0; i < ring.size(); i++) {
      Region.Vertex p = ring.get(i);
      Region.Vertex q = ring.get((i + 1) % ring.size());
      twice += p.x() * q.y() - q.x() * p.y();
    }
    return twice;
  }

  /** Assigns each hole to the smallest part around it. */
  private static List<Part> withHoles(
      List<List<Region.Vertex>> outers, List<List<Region.Vertex>> holes) {
    List<Part> parts = new ArrayList<>();
    double[] areas = new double[outers.size()];
    for (int i = 0; i < outers.size(); i++) {
      parts.add(new Part(outers.get(i), new ArrayList<>()));
      areas[i] = area(outers.get(i));
    }
    for (List<Region.Vertex> hole : holes) {
      int best = -1;
      for (int i = 0; i < areas.length; i++) {
        if (contains(outers.get(i), hole.get(0)) && (best < 0 || areas[i] < areas[best])) {
          best = i;
        }
      }
      if (best >= 0) {
        parts.get(best).holes().add(hole);
      }
    }
    Integer[] order = new Integer[areas.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(areas[j], areas[i]));
    return Arrays.stream(order).map(parts::get).toList();
  }

  private static boolean contains(List<Region.Vertex> ring, Region.Vertex point) {
    boolean inside = false;
    for (int i = 0; i < ring.size(); i++) {
      Region.Vertex p = ring.get(i);
      Region.Vertex q = ring.get((i + 1) % ring.size());
      if (p.y() <= point.y() != q.y() <= point.y()) {
        double x = p.x() + (point.y() - p.y()) * (q.x() - p.x()) / (q.y() - p.y());
        inside ^= x > point.x();
      }
    }
    return inside;
  }
}
