package org.kamcl.explorer.domain;

import java.util.List;
import java.util.function.Predicate;

/**
 * An area in WGS 84: one or more polygons.
 *
 * @param polygons at least one
 */
public record GeoArea(List<Polygon> polygons) {
  private static final int MIN_CORNERS = 3;

  /** Copies the list. */
  public GeoArea {
    polygons = List.copyOf(polygons);
    if (polygons.isEmpty()) {
      throw new IllegalArgumentException("An area has at least one polygon.");
    }
  }

  /**
   * A polygon.
   *
   * @param outline at least three corners in order, the first not repeated; an edge takes the
   *     shorter way around the earth, so a polygon may cross the antimeridian
   * @param holes rings of the same form inside of the outline
   */
  public record Polygon(List<GeoPoint> outline, List<List<GeoPoint>> holes) {
    /** Copies the rings. */
    public Polygon {
      outline = List.copyOf(outline);
      holes = holes.stream().map(List::copyOf).toList();
      if (outline.size() < MIN_CORNERS || holes.stream().anyMatch(h -> h.size() < MIN_CORNERS)) {
        throw new IllegalArgumentException("A ring has at least three corners.");
      }
    }

    private Predicate<Footprint> intersecting() {
      UnwrappedRing outer = new UnwrappedRing(outline);
      List<UnwrappedRing> inner = holes.stream().map(UnwrappedRing::new).toList();
      return footprint -> {
        UnwrappedRing ring = new UnwrappedRing(footprint.ring());
        return ring.intersects(outer) && inner.stream().noneMatch(hole -> hole.encloses(ring));
      };
    }
  }

  /**
   * An area of one polygon without holes.
   *
   * @param outline see {@link Polygon}
   */
  public static GeoArea of(List<GeoPoint> outline) {
    return new GeoArea(List.of(new Polygon(outline, List.of())));
  }

  /** Whether a footprint has a point in common with this area. */
  public boolean intersects(Footprint footprint) {
    return intersecting().test(footprint);
  }

  /** The test of {@link #intersects}, prepared for many footprints. */
  public Predicate<Footprint> intersecting() {
    List<Predicate<Footprint>> tests = polygons.stream().map(Polygon::intersecting).toList();
    return footprint -> tests.stream().anyMatch(test -> test.test(footprint));
  }

  /**
   * The bounding boxes of the polygons: one of each, or two if it crosses the antimeridian.
   *
   * @return each with west, south, east, north in degrees, west &lt;= east
   */
  public List<double[]> boundingBoxes() {
    return polygons.stream()
        .flatMap(polygon -> new UnwrappedRing(polygon.outline()).boundingBoxes().stream())
        .toList();
  }

  /** The outline, if the area is one polygon without holes; otherwise empty. */
  public List<GeoPoint> simpleOutline() {
    boolean simple = polygons.size() == 1 && polygons.get(0).holes().isEmpty();
    return simple ? polygons.get(0).outline() : List.of();
  }

  /**
   * A box.
   *
   * @param west degrees; if larger than {@code east}, the box crosses the antimeridian
   * @param south degrees
   * @param east degrees
   * @param north degrees
   */
  public static GeoArea box(double west, double south, double east, double north) {
    double width = east >= west ? east - west : east + 360 - west;
    double middle = west + width / 2;
    double wrapped = middle > 180 ? middle - 360 : middle;
    // The corners in the middle keep each edge below 180 degrees, so that its shorter way is the
    // intended one.
    return of(
        List.of(
            new GeoPoint(west, south),
            new GeoPoint(wrapped, south),
            new GeoPoint(east, south),
            new GeoPoint(east, north),
            new GeoPoint(wrapped, north),
            new GeoPoint(west, north)));
  }
}
