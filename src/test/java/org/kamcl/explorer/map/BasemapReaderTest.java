package org.kamcl.explorer.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.GeoPoint;

class BasemapReaderTest {
  private final Basemap basemap = BasemapReader.read();

  @Test
  void theBasemapHasLandBordersTownsAndCountries() {
    for (Projection projection : Projection.values()) {
      assertTrue(basemap.linesIn(projection).land().size() > 1000);
      assertTrue(basemap.linesIn(projection).borders().size() > 300);
    }
    assertTrue(basemap.places().size() > 7000);
    assertTrue(basemap.countries().size() > 150);
    assertTrue(
        basemap.linesIn(Projection.WEB_MERCATOR).land().stream()
            .anyMatch(land -> land.longerSide() > 0.3));
  }

  @Test
  void everyCountryHasAChineseNameInTheChineseBasemap() {
    Basemap chinese = BasemapReader.read(Locale.SIMPLIFIED_CHINESE);
    for (Basemap.Country country : chinese.countries()) {
      assertTrue(isChinese(country.name()), country.name());
      assertFalse(isChinese(country.englishName()), country.englishName());
    }
    chinese.places().forEach(place -> assertTrue(isChinese(place.country()), place.toString()));
    PlaceFinder finder = new PlaceFinder(chinese, new Gazetteer(chinese.places()));
    for (String typed : List.of("\u610F\u5927\u5229", "ital")) {
      PlaceFinder.Match italy = finder.find(typed, 3).get(0);
      assertEquals("\u610F\u5927\u5229", italy.name());
      assertEquals(42.8, italy.location().lat(), 2);
    }
  }

  private static boolean isChinese(String name) {
    return name.codePoints().anyMatch(Character::isIdeographic);
  }

  @Test
  void nearestFindsATownAndNoneInTheOcean() {
    Gazetteer towns = new Gazetteer(basemap.places());
    assertEquals("Trieste", towns.nearest(new GeoPoint(13.75, 45.62)).orElseThrow().name());
    assertTrue(towns.nearest(new GeoPoint(-140, -40)).isEmpty());
  }

  @Test
  void nearestAgreesWithALinearSearch() {
    Gazetteer towns = new Gazetteer(basemap.places());
    Random random = new Random(4);
    int found = 0;
    for (int i = 0; i < 500; i++) {
      GeoPoint point = new GeoPoint(random.nextDouble(-180, 180), random.nextDouble(-60, 70));
      double shrink = Math.cos(Math.toRadians(point.lat()));
      double least =
          basemap.places().stream()
              .mapToDouble(
                  place -> {
                    double east = Math.abs(place.lon() - point.lon());
                    return 111.2
                        * Math.hypot(
                            place.lat() - point.lat(), Math.min(east, 360 - east) * shrink);
                  })
              .min()
              .orElseThrow();
      Optional<Gazetteer.Town> near = towns.nearest(point);
      assertEquals(least < 150, near.isPresent());
      if (near.isPresent()) {
        assertEquals(least, near.get().kilometers(), 1e-9);
        found++;
      }
    }
    assertTrue(found > 50);
  }

  @Test
  void labelsOfCountriesAcrossTheAntimeridianAreInsideTheCountry() {
    Basemap.Country fiji =
        basemap.countries().stream().filter(c -> c.name().equals("Fiji")).findFirst().orElseThrow();
    assertEquals(180, Math.abs(fiji.lon()), 5);
    assertTrue(fiji.area() < 5);
  }

  @Test
  void aPrefixFindsTheMostImportantTown() {
    Gazetteer towns = new Gazetteer(basemap.places());
    assertEquals("Paris", towns.findByPrefix("pari", 3).get(0).name());
    assertTrue(towns.findByPrefix("  ", 3).isEmpty());
  }

  @Test
  void ringsAreClippedToTheTile() {
    double[] big = {-1e6, -1e6, 1e6, -1e6, 1e6, 1e6, -1e6, 1e6};
    double[] clipped = new SquareClipper(100, 16).clipRing(big);
    for (int i = 0; i < clipped.length; i += 2) {
      assertTrue(clipped[i] >= -16 && clipped[i] <= 116);
      assertTrue(clipped[i + 1] >= -16 && clipped[i + 1] <= 116);
    }
    assertEquals(8, clipped.length);
  }
}
