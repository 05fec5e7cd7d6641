package org.kamcl.explorer.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceFinderTest {
  private final Basemap basemap = BasemapReader.read();
  private final PlaceFinder finder = new PlaceFinder(basemap, new Gazetteer(basemap.places()));

  @Test
  void countriesAndTownsAreFoundIgnoringAccents() {
    List<PlaceFinder.Match> matches = finder.find("ital", 8);
    assertEquals(PlaceFinder.Match.Kind.COUNTRY, matches.get(0).kind());
    assertEquals("Italy", matches.get(0).name());
    PlaceFinder.Match town = finder.find("sao pau", 8).get(0);
    assertEquals(PlaceFinder.Match.Kind.TOWN, town.kind());
    assertEquals(-23.5, town.location().lat(), 0.3);
    assertTrue(finder.find("qqqq", 8).isEmpty());
    assertTrue(finder.find("s", 8).size() <= 8);
  }

  @Test
  void theFirstMatchIsTheSameForAnyLimit() {
    for (String typed : List.of("ital", "sao pau", "46.07, 11.12")) {
      assertEquals(finder.find(typed, 8).subList(0, 1), finder.find(typed, 1));
    }
  }

  @Test
  void coordinatesAreFoundWithoutTheGazetteer() {
    PlaceFinder.Match match = finder.find("46.07, 11.12", 8).get(0);
    assertEquals(PlaceFinder.Match.Kind.COORDINATES, match.kind());
    assertEquals(46.07, match.location().lat(), 1e-9);
  }
}
