package org.kamcl.explorer.archive;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.ImageSubset;
import org.kamcl.explorer.domain.SearchFilter;

/**
 * A filter and the condition it stands for, stated without the code that archives use.
 *
 * @param name for messages
 * @param filter the filter
 * @param expected whether an image of {@link SampleImages#varied} matches
 */
public record FilterCase(String name, SearchFilter filter, Predicate<ImageRecord> expected) {
  private static final LocalDate FIRST = LocalDate.of(2019, 6, 1);
  private static final LocalDate LAST = LocalDate.of(2020, 12, 31);

  /**
   * Every kind of filter, and several at once.
   *
   * @param tagged the images with the tag {@code checked}
   */
  public static List<FilterCase> all(Set<Long> tagged) {
    SearchFilter none = SearchFilter.NONE;
    GeoArea across = GeoArea.box(150, -60, -130, 60);
    GeoArea wide = GeoArea.box(-120, -75, 140, 10);
    SearchFilter several =
        none.withArea(Optional.of(across))
            .withDates(Optional.of(FIRST), Optional.empty())
            .withGsd(OptionalDouble.of(1), OptionalDouble.of(9))
            .withCollections(Set.of("collection 1", "collection 2", "collection 3"));
    return List.of(
        new FilterCase("none", none, image -> true),
        new FilterCase(
            "area across the antimeridian",
            none.withArea(Optional.of(across)),
            inBox(150, 80, -60, 60)),
        new FilterCase(
            "area wider than 180 degrees",
            none.withArea(Optional.of(wide)),
            inBox(-120, 260, -75, 10)),
        new FilterCase(
            "triangle",
            none.withArea(Optional.of(triangle())),
            image -> corners(image).map(FilterCase::meetsTriangle).orElse(false)),
        new FilterCase(
            "area with a hole",
            none.withArea(Optional.of(new GeoArea(List.of(holed())))),
            inBox(0, 100, -50, 50).and(enclosed(10, 90, -40, 40).negate())),
        new FilterCase(
            "two polygons",
            none.withArea(
                Optional.of(
                    new GeoArea(
                        List.of(
                            GeoArea.box(170, -20, -170, 60).polygons().get(0),
                            GeoArea.box(-60, -60, -20, 0).polygons().get(0))))),
            inBox(170, 20, -20, 60).or(inBox(-60, 40, -60, 0))),
        new FilterCase(
            "dates",
            none.withDates(Optional.of(FIRST), Optional.of(LAST)),
            image -> image.date().filter(d -> !d.isBefore(FIRST) && !d.isAfter(LAST)).isPresent()),
        new FilterCase(
            "until",
            none.withDates(Optional.empty(), Optional.of(FIRST)),
            image -> image.date().filter(d -> !d.isAfter(FIRST)).isPresent()),
        new FilterCase(
            "resolution",
            none.withGsd(OptionalDouble.of(1.25), OptionalDouble.of(4.75)),
            image ->
                image.gsd().isPresent()
                    && image.gsd().getAsDouble() >= 1.25
                    && image.gsd().getAsDouble() <= 4.75),
        new FilterCase(
            "collections",
            none.withCollections(Set.of("collection 1", "collection 3")),
            image -> Set.of("collection 1", "collection 3").contains(image.collection())),
        new FilterCase(
            "tag", none.withTags(Set.of("checked")), image -> tagged.contains(image.id())),
        new FilterCase(
            "without location",
            none.withLocationMissing(true),
            image -> image.footprint().isEmpty()),
        new FilterCase("without date", none.withDateMissing(true), image -> image.date().isEmpty()),
        new FilterCase(
            "subset",
            none.withSubset(Optional.of(ImageSubset.of(tagged))),
            image -> tagged.contains(image.id())),
        new FilterCase(
            "several",
            several.withTags(Set.of("checked")),
            image ->
                inBox(150, 80, -60, 60).test(image)
                    && image.date().filter(d -> !d.isBefore(FIRST)).isPresent()
                    && image.gsd().isPresent()
                    && image.gsd().getAsDouble() >= 1
                    && image.gsd().getAsDouble() <= 9
                    && !image.collection().equals("collection 0")
                    && tagged.contains(image.id())));
  }

  private static GeoArea triangle() {
    return GeoArea.of(
        List.of(new GeoPoint(-100, -60), new GeoPoint(40, -50), new GeoPoint(-30, 70)));
  }

  private static GeoArea.Polygon holed() {
    return new GeoArea.Polygon(
        List.of(
            new GeoPoint(0, -50),
            new GeoPoint(100, -50),
            new GeoPoint(100, 50),
            new GeoPoint(0, 50)),
        List.of(
            List.of(
                new GeoPoint(10, -40),
                new GeoPoint(90, -40),
                new GeoPoint(90, 40),
                new GeoPoint(10, 40))));
  }

  /** West, south, east and north of a footprint that {@link SampleImages#box} made; east > west. */
  private static Optional<double[]> corners(ImageRecord image) {
    return image
        .footprint()
        .map(
            footprint -> {
              GeoPoint first = footprint.ring().get(0);
              return new double[] {first.lon(), first.lat() - 0.5, first.lon() + 0.5, first.lat()};
            });
  }

  /** Whether the footprint has a point in a box, counted from its west eastward. */
  private static Predicate<ImageRecord> inBox(
      double west, double width, double south, double north) {
    return image ->
        corners(image)
            .filter(
                sides -> {
                  double from = modulo(sides[0] - west);
                  boolean meets = from <= width || from + 0.5 >= 360;
                  return meets && sides[1] <= north && sides[3] >= south;
                })
            .isPresent();
  }

  private static Predicate<ImageRecord> enclosed(
      double west, double east, double south, double north) {
    return image ->
        corners(image)
            .filter(s -> s[0] > west && s[2] < east && s[1] > south && s[3] < north)
            .isPresent();
  }

  private static double modulo(double degrees) {
    return degrees - 360 * Math.floor(degrees / 360);
  }

  /** Whether no line along a side separates a box from the triangle. */
  private static boolean meetsTriangle(double[] box) {
    double[][] triangle = {{-100, -60}, {40, -50}, {-30, 70}};
    double[][] corners = {{box[0], box[1]}, {box[2], box[1]}, {box[2], box[3]}, {box[0], box[3]}};
    double[][] normals = {
      {1, 0}, {0, 1}, normal(triangle, 0), normal(triangle, 1), normal(triangle, 2)
    };
    for (double[] n : normals) {
      if (most(triangle, n) < -most(corners, new double[] {-n[0], -n[1]})
          || most(corners, n) < -most(triangle, new double[] {-n[0], -n[1]})) {
        return false;
      }
    }
    return true;
  }

  private static double[] normal(double[][] polygon, int side) {
    double[] a = polygon[side];
    double[] b = polygon[(side + 1) % polygon.length];
    return new double[] {b[1] - a[1], a[0] - b[0]};
  }

  private static double most(double[][] points, double[] direction) {
    double most = Double.NEGATIVE_INFINITY;
    for (double[] p : points) {
      most = Math.max(most, p[0] * direction[0] + p[1] * direction[1]);
    }
    return most;
  }
}
