package org.kamcl.explorer.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.kamcl.explorer.archive.SampleImages.MODEL;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;

/** Which footprints every archive finds in an area. */
public abstract class PlacesContract {
  private final SampleImages samples = new SampleImages(5);
  private TestedArchive tested;

  /** An empty archive. */
  protected abstract TestedArchive open();

  @BeforeEach
  void openArchive() {
    tested = open();
  }

  @AfterEach
  void closeArchive() {
    tested.close();
  }

  private static Footprint ring(double... degrees) {
    List<GeoPoint> points = new ArrayList<>();
    for (int i = 0; i < degrees.length; i += 2) {
      points.add(new GeoPoint(degrees[i], degrees[i + 1]));
    }
    return new Footprint(points);
  }

  private static Footprint aroundThePole(double latitude) {
    List<GeoPoint> points = new ArrayList<>();
    for (int lon = -180; lon < 180; lon += 30) {
      points.add(new GeoPoint(lon, latitude));
    }
    return new Footprint(points);
  }

  private void save(Map<String, Footprint> footprints) {
    List<EmbeddedImage> images = new ArrayList<>();
    footprints.forEach(
        (name, footprint) ->
            images.add(
                new EmbeddedImage(
                    SampleImages.file("places", name),
                    SampleImages.image(
                        Optional.empty(),
                        Optional.of(footprint),
                        OptionalDouble.empty(),
                        Optional.empty()),
                    samples.near(images.size()),
                    SampleImages.concepts(1))));
    tested.archive().save(MODEL, images);
  }

  /** Names of the images that a ranking finds in an area; the count is the same. */
  private Set<String> in(GeoArea area) {
    SearchFilter filter = SearchFilter.NONE.withArea(Optional.of(area));
    Map<Long, String> names = new TreeMap<>();
    for (ImageRecord image : tested.archive().images()) {
      names.put(image.id(), image.file().getFileName().toString());
    }
    Set<String> found = new TreeSet<>();
    tested
        .ranking(MODEL, SampleImages.DIMENSION)
        .rank(RankingQuery.of(samples.near(0)), filter, 50)
        .best()
        .forEach(hit -> found.add(names.get(hit.id())));
    assertEquals(found.size(), tested.archive().count(filter));
    return found;
  }

  @Test
  void footprintsOfEveryShapeAreFoundWhereTheyAre() {
    save(
        Map.of(
            "point", ring(10, 50),
            "same point", ring(10, 50, 10, 50, 10, 50),
            "line", ring(10, 40, 30, 60),
            "flat", ring(10, 40, 20, 50, 30, 60, 20, 50),
            "across", ring(179, 5, -179, 5, -179, -5, 179, -5),
            "at the edge", ring(179, 5, 180, 5, 180, -5, 179, -5),
            "world", Footprint.box(-180, -85, 360, 85),
            "wide", Footprint.box(-100, -30, 250, -20),
            "north pole", aroundThePole(75),
            "south pole", aroundThePole(-75)));
    assertEquals(Set.of("point", "same point", "world"), in(GeoArea.box(9, 49, 11, 51)));
    assertEquals(Set.of("line", "flat", "world"), in(GeoArea.box(19, 49, 21, 51)));
    assertEquals(Set.of("world"), in(GeoArea.box(19, 40, 25, 44)));
    assertEquals(Set.of("across", "at the edge", "world"), in(GeoArea.box(179.5, -1, 179.9, 1)));
    assertEquals(Set.of("across", "world"), in(GeoArea.box(-179.9, -1, -179.5, 1)));
    assertEquals(Set.of("across", "at the edge", "world"), in(GeoArea.box(175, -1, -175, 1)));
    assertEquals(Set.of("wide", "world"), in(GeoArea.box(100, -26, 101, -25)));
    assertEquals(Set.of("world"), in(GeoArea.box(-170, -26, -160, -25)));
    assertEquals(Set.of("north pole"), in(GeoArea.box(33, 87, 34, 88)));
    assertEquals(Set.of("south pole"), in(GeoArea.box(-170, -88, 170, -87)));
  }

  @Test
  void outlinesThatAreNotConvexEncloseOnlyWhatIsInside() {
    save(
        Map.of(
            "in the notch", SampleImages.box(4.5, 7),
            "in the left arm", SampleImages.box(1, 7),
            "below", SampleImages.box(4.5, 1),
            "touching", SampleImages.box(2.75, 7)));
    GeoArea letterU =
        GeoArea.of(
            List.of(
                new GeoPoint(0, 0),
                new GeoPoint(10, 0),
                new GeoPoint(10, 10),
                new GeoPoint(7, 10),
                new GeoPoint(7, 3),
                new GeoPoint(3, 3),
                new GeoPoint(3, 10),
                new GeoPoint(0, 10)));
    assertEquals(Set.of("in the left arm", "below", "touching"), in(letterU));
  }

  @Test
  void holesAcrossTheAntimeridianLeaveOutWhatIsInside() {
    save(
        Map.of(
            "in the hole", ring(179, 1, -179, 1, -179, -1, 179, -1),
            "across its edge", ring(174, 1, 176, 1, 176, -1, 174, -1),
            "outside", ring(170, 1, 171, 1, 171, -1, 170, -1)));
    GeoArea holed =
        new GeoArea(
            List.of(
                new GeoArea.Polygon(
                    GeoArea.box(165, -20, -165, 20).simpleOutline(),
                    List.of(GeoArea.box(175, -10, -175, 10).simpleOutline()))));
    assertEquals(Set.of("across its edge", "outside"), in(holed));
  }
}
