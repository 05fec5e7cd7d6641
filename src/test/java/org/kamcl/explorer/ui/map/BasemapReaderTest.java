package org.kamcl.explorer.ui.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.GeoPoint;

class BasemapReaderTest {
  private final Basemap basemap = new BasemapReader().read();

  @Test
  void thereIsLandWithBordersTownsAndCountries() {
    for (Projection projection : Projection.values()) {
      assertTrue(basemap.in(projection).land().size() > 1000);
      assertTrue(basemap.in(projection).borders().size() > 300);
    }
    assertTrue(basemap.places().size() > 7000);
    assertTrue(basemap.countries().size() > 150);
    assertTrue(
        basemap.in(Projection.WEB_MERCATOR).land().stream().anyMatch(land -> land.extent() > 0.3));
  }

  @Test
  void aPlaceIsNamedByTheTownNearIt() {
    Gazetteer towns = new Gazetteer(basemap.places());
    assertEquals("Trieste", towns.near(new GeoPoint(13.75, 45.62)).orElseThrow().name());
    assertTrue(towns.near(new GeoPoint(-140, -40)).isEmpty());
  }

  @Test
  void lettersFindTheMostImportantTown() {
    Gazetteer towns = new Gazetteer(basemap.places());
    assertEquals("Paris", towns.find("pari", 3).get(0).name());
    assertTrue(towns.find("  ", 3).isEmpty());
  }

  @Test
  void ringsAreCutToTheTile() {
    double[] big = {-1e6, -1e6, 1e6, -1e6, 1e6, 1e6, -1e6, 1e6};
    double[] cut = new Clip(100, 16).ring(big);
    for (int i = 0; i < cut.length; i += 2) {
      assertTrue(cut[i] >= -16 && cut[i] <= 116);
      assertTrue(cut[i + 1] >= -16 && cut[i + 1] <= 116);
    }
    assertEquals(8, cut.length);
  }
}
