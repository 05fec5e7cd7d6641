package org.kamcl.explorer.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.CrsInfo;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;

class CrsRegistryTest {
  private final CrsRegistry registry = new CrsRegistry();

  private List<Integer> search(String words) {
    return registry.search(words, 1000).stream().map(CrsInfo::epsg).toList();
  }

  @Test
  void aCodeHasANameAndAnAreaOfUse() {
    CrsInfo utm = registry.find(32632).orElseThrow();
    assertEquals("WGS 84 / UTM zone 32N", utm.name());
    assertEquals("EPSG:32632", utm.code());
    assertTrue(utm.areaOfUse().contains("6") && utm.areaOfUse().contains("12"), utm.areaOfUse());
    assertTrue(utm.bounds().orElseThrow().intersects(at(9, 48)));
    assertTrue(!utm.bounds().orElseThrow().intersects(at(13, 48)));
    assertEquals("WGS 84", registry.find(4326).orElseThrow().name());
    assertEquals(Optional.empty(), registry.find(4326).orElseThrow().bounds(), "valid worldwide");
    assertTrue(registry.find(6933).isPresent(), "GeoTools has it under another name");
    CrsInfo fiji = registry.find(3460).orElseThrow();
    assertTrue(fiji.bounds().orElseThrow().intersects(at(179.9, -17)), "across the antimeridian");
    assertTrue(fiji.bounds().orElseThrow().intersects(at(-179.9, -17)), "across the antimeridian");
  }

  private static Footprint at(double lon, double lat) {
    return new Footprint(List.of(new GeoPoint(lon, lat)));
  }

  @Test
  void codesWithoutALongitudeAndLatitudeAreNotFound() {
    assertEquals(Optional.empty(), registry.find(99_999));
    assertEquals(Optional.empty(), registry.find(0));
    assertEquals(Optional.empty(), registry.find(5701), "vertical");
    assertEquals(Optional.empty(), registry.find(4978), "geocentric");
    assertEquals(Optional.empty(), registry.find(5817), "an engineering CRS");
  }

  @Test
  void wordsMatchNamesAndDigitsMatchCodes() {
    assertEquals(32632, registry.search("utm 32n", 1).get(0).epsg(), "older datums come later");
    List<Integer> zones = search("UTM zone 32N");
    assertTrue(zones.containsAll(List.of(32632, 25832, 23032)), zones.toString());
    assertTrue(!zones.contains(32633));
    assertEquals(zones, search("  zone 32n / utm "), "in any order");
    List<Integer> numbers = search("3263");
    assertEquals(List.of(3263, 32630, 32631), numbers.subList(0, 3));
    assertEquals(List.of(32632), search("EPSG:32632"));
    assertEquals(3, registry.search("utm", 3).size());
    assertEquals(List.of(), search("no such name"));
    assertEquals(List.of(), search(" "));
  }

  @Test
  void codesAreParsedInAllCommonForms() {
    for (String typed :
        List.of("32632", "EPSG:32632", " epsg:32632 ", "EPSG 32632", "epsg: 32632")) {
      assertEquals(OptionalInt.of(32632), CrsInfo.parseEpsg(typed), typed);
    }
    for (String typed : List.of("", "326", "utm 32632", "EPSG:32632x", "-32632", "12345678")) {
      assertEquals(OptionalInt.empty(), CrsInfo.parseEpsg(typed), typed);
    }
  }
}
