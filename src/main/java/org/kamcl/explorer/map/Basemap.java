package org.kamcl.explorer.map;

import java.util.List;
import java.util.Map;

/**
 * The data of the offline basemap.
 *
 * @param lines land and borders in each projection; empty until the basemap is loaded
 * @param places towns, most important first
 * @param countries largest first
 */
public record Basemap(Map<Projection, Lines> lines, List<Place> places, List<Country> countries) {

  /** The basemap before it is loaded. */
  public static Basemap empty() {
    return new Basemap(Map.of(), List.of(), List.of());
  }

  /** Land and borders in a projection. */
  Lines linesIn(Projection projection) {
    return lines.getOrDefault(projection, new Lines(List.of(), List.of()));
  }

  /** Whether the basemap is loaded. */
  public boolean isLoaded() {
    return !lines.isEmpty();
  }

  /**
   * Shapes in world coordinates.
   *
   * @param land polygons
   * @param borders lines between countries
   */
  record Lines(List<MultiScaleShape> land, List<MultiScaleShape> borders) {}

  /**
   * A town.
   *
   * @param rank importance, 0 (most important) to 10
   */
  public record Place(String name, String country, double lon, double lat, int rank) {}

  /**
   * A country.
   *
   * @param name in the language of the basemap
   * @param englishName its name in English
   * @param area in square degrees at the equator
   */
  public record Country(String name, String englishName, double lon, double lat, double area) {}
}
