package org.kamcl.explorer.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.GeoPoint;

class BasemapReaderTest {
  private final Basemap basemap = new BasemapReader().read();

  @Test
  void thereIsLandWithBordersTownsAndCountries() {
    for (Projection projection : Projection.values()) {
      assertTrue(basemap.linesIn(projection).land().size() > 1000);
      assertTrue(basemap.linesIn(projection).borders().size() > 300);
    }
    assertTrue(basemap.places().size() > 7000);
    assertTrue(basemap.countries().size() > 150);
    assertTrue(
        basemap.linesIn(Projection.WEB_MERCATOR).land().stream()
            .anyMatch(land -> land.extent() > 0.3));
  }

  @Test
  void aPlaceIsNamedByTheTownNearIt() {
    Gazetteer towns = new Gazetteer(basemap.places());
    assertEquals("Trieste", towns.nearest(new GeoPoint(13.75, 45.62)).orElseThrow().name());
    assertTrue(towns.nearest(new GeoPoint(-140, -40)).isEmpty());
  }

  @Test
  void noOtherTownIsNearerThanTheOneThatIsNamed() {
    Gazetteer towns = new Gazetteer(basemap.places());
    Random random = new Random(4);
    int named = 0;
    for (int i = 0; i < 500; i++) {
      GeoPoint point = new GeoPoint(random.nextDouble(-180, 180), random.nextDouble(-60, 70));
      double squeeze = Math.cos(Math.toRadians(point.lat()));
      double least =
          basemap.places().stream()
              .mapToDouble(
                  place -> {
                    double east = Math.abs(place.lon() - point.lon());
                    return 111.2
                        * Math.hypot(
                            place.lat() - point.lat(), Math.min(east, 360 - east) * squeeze);
                  })
              .min()
              .orElseThrow();
      Optional<Gazetteer.Town> near = towns.nearest(point);
      assertEquals(least < 150, near.isPresent());
      if (near.isPresent()) {
        assertEquals(least, near.get().kilometers(), 1e-9);
        named++;
      }
    }
    assertTrue(named > 50, "enough to tell");
  }

  @Test
  void aCountryAcrossTheDateLineIsNotNamedOnTheOtherSideOfTheEarth() {
    Basemap.Country fiji =
        basemap.countries().stream().filter(c -> c.name().equals("Fiji")).findFirst().orElseThrow();
    assertEquals(180, Math.abs(fiji.lon()), 5);
    assertTrue(fiji.area() < 5);
  }

  @Test
  void lettersFindTheMostImportantTown() {
    Gazetteer towns = new Gazetteer(basemap.places());
    assertEquals("Paris", towns.findByPrefix("pari", 3).get(0).name());
    assertTrue(towns.findByPrefix("  ", 3).isEmpty());
  }

  @Test
  void ringsAreCutToTheTile() {
    double[] big = {-1e6, -1e6, 1e6, -1e6, 1e6, 1e6, -1e6, 1e6};
    double[] cut = new SquareClipper(100, 16).clipRing(big);
    for (int i = 0; i < cut.length; i += 2) {
      assertTrue(cut[i] >= -16 && cut[i] <= 116);
      assertTrue(cut[i + 1] >= -16 && cut[i + 1] <= 116);
    }
    assertEquals(8, cut.length);
  }
}
