package org.kamcl.explorer.ui.map;

import java.util.List;

/**
 * The offline map: lines and names in world coordinates.
 *
 * @param land areas
 * @param borders lines
 * @param places towns, most important first
 * @param countries largest first
 */
record Basemap(
    List<Outline> land, List<Outline> borders, List<Place> places, List<Country> countries) {

  /** Nothing, until the map is read. */
  static Basemap empty() {
    return new Basemap(List.of(), List.of(), List.of(), List.of());
  }

  /**
   * A town.
   *
   * @param rank importance, 0 the highest to 10
   */
  record Place(String name, String country, double lon, double lat, int rank) {}

  /**
   * A country.
   *
   * @param area square degrees at the equator
   */
  record Country(String name, double lon, double lat, double area) {}
}
