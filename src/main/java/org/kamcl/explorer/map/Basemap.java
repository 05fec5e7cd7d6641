package org.kamcl.explorer.map;

import java.util.List;
import java.util.Map;

/**
 * The offline map.
 *
 * @param lines for each projection; none until the map is read
 * @param places towns, most important first
 * @param countries largest first
 */
public record Basemap(Map<Projection, Lines> lines, List<Place> places, List<Country> countries) {

  /** Nothing, until the map is read. */
  public static Basemap empty() {
    return new Basemap(Map.of(), List.of(), List.of());
  }

  /** Its lines in a projection. */
  public Lines linesIn(Projection projection) {
    return lines.getOrDefault(projection, new Lines(List.of(), List.of()));
  }

  /** Whether it is read. */
  public boolean isLoaded() {
    return !lines.isEmpty();
  }

  /**
   * Lines in world coordinates.
   *
   * @param land areas
   * @param borders lines
   */
  public record Lines(List<MultiScaleShape> land, List<MultiScaleShape> borders) {}

  /**
   * A town.
   *
   * @param rank importance, 0 the highest to 10
   */
  public record Place(String name, String country, double lon, double lat, int rank) {}

  /**
   * A country.
   *
   * @param area square degrees at the equator
   */
  public record Country(String name, double lon, double lat, double area) {}
}
