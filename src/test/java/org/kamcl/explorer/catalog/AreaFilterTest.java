package org.kamcl.explorer.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.SearchFilter;

/** Areas that are wide, cross the antimeridian, or have holes, in the stored archive. */
class AreaFilterTest {
  @TempDir private Path folder;
  private Catalog catalog;

  @BeforeEach
  void fill() {
    catalog = Catalog.open(folder.resolve("catalog.db"));
    save("town", Footprint.box(11, 46, 0.1, 46.1));
    save("dateline", Footprint.box(179.9, -17, 0.2, -16.9));
    save("tropics", Footprint.box(-120, -30, 300, 30));
    save("world", Footprint.box(-180, -90, 360, 90));
    // Stored by earlier versions.
    save(
        "old-world",
        new Footprint(
            List.of(
                new GeoPoint(-180, 90),
                new GeoPoint(180, 90),
                new GeoPoint(180, -90),
                new GeoPoint(-180, -90))));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private void save(String name, Footprint footprint) {
    FileEntry file = CatalogFixtures.file("Trial", name);
    catalog.save(
        CatalogFixtures.MODEL,
        List.of(CatalogFixtures.image(file, Optional.of(footprint), Optional.empty(), 10)));
  }

  private Set<String> found(GeoArea area) {
    Set<String> names = new TreeSet<>();
    for (long id : catalog.imageIds(SearchFilter.NONE.withArea(Optional.of(area)))) {
      catalog.images().stream()
          .filter(image -> image.id() == id)
          .forEach(image -> names.add(image.file().getFileName().toString()));
    }
    return names;
  }

  @Test
  void aBoxFindsWhatItTouchesAndNotTheComplement() {
    assertEquals(Set.of("tropics", "world", "old-world"), found(GeoArea.box(0, -17, 1, -16)));
    assertEquals(
        Set.of("dateline", "tropics", "world", "old-world"),
        found(GeoArea.box(179.95, -17, -179.95, -16)));
    assertEquals(Set.of("world", "old-world"), found(GeoArea.box(-150, 0, -149, 1)));
    assertEquals(Set.of("town", "world", "old-world"), found(GeoArea.box(10, 45, 12, 47)));
  }

  @Test
  void anAreaMayHaveHolesAndManyPolygons() {
    GeoArea ring =
        new GeoArea(
            List.of(
                new GeoArea.Polygon(
                    GeoArea.box(0, 40, 20, 50).simpleOutline(),
                    List.of(GeoArea.box(10, 45, 12, 47).simpleOutline()))));
    assertEquals(Set.of("world", "old-world"), found(ring), "the town is in the hole");
    List<GeoArea.Polygon> many = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      double lon = -60 + i / 100.0;
      many.addAll(GeoArea.box(lon, 60, lon + 0.005, 60.1).polygons());
    }
    many.addAll(GeoArea.box(11, 46, 11.05, 46.05).polygons());
    assertEquals(Set.of("town", "world", "old-world"), found(new GeoArea(many)));
  }
}
