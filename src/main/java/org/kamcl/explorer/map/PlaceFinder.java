package org.kamcl.explorer.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.GeoPoint;

/** Finds what is typed into the map's search field: coordinates, countries or towns. */
public final class PlaceFinder {
  private static final double TOWN_ZOOM = 9;
  private static final double POINT_ZOOM = 12;
  private static final double MIN_COUNTRY_ZOOM = 2;

  private final Basemap basemap;
  private final Gazetteer gazetteer;

  /** Searches the countries of a basemap and the towns of a gazetteer. */
  public PlaceFinder(Basemap basemap, Gazetteer gazetteer) {
    this.basemap = basemap;
    this.gazetteer = gazetteer;
  }

  /**
   * A place to show on the map.
   *
   * @param name empty for coordinates
   * @param country of a town; otherwise empty
   * @param location of its center
   * @param zoom zoom level that shows it
   */
  public record Match(Kind kind, String name, String country, GeoPoint location, double zoom) {
    /** The kind of a place. */
    public enum Kind {
      /** A pair of coordinates. */
      COORDINATES,
      /** A whole country. */
      COUNTRY,
      /** A town. */
      TOWN
    }
  }

  /** The places that a text may mean, most likely first. */
  public List<Match> find(String typed, int limit) {
    Optional<GeoPoint> point = CoordinateParser.parse(typed);
    if (point.isPresent()) {
      return List.of(new Match(Match.Kind.COORDINATES, "", "", point.get(), POINT_ZOOM));
    }
    String wanted = Gazetteer.normalize(typed.strip());
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<Match> matches =
        new ArrayList<>(
            basemap.countries().stream()
                .filter(country -> isNamed(country, wanted))
                .limit((limit + 1) / 2)
                .map(PlaceFinder::match)
                .toList());
    for (Gazetteer.Town town : gazetteer.findByPrefix(typed, limit - matches.size())) {
      matches.add(
          new Match(Match.Kind.TOWN, town.name(), town.country(), town.location(), TOWN_ZOOM));
    }
    return matches;
  }

  /** Whether a name of a country, also the English one, begins with a text. */
  private static boolean isNamed(Basemap.Country country, String wanted) {
    return Gazetteer.normalize(country.name()).startsWith(wanted)
        || Gazetteer.normalize(country.englishName()).startsWith(wanted);
  }

  private static Match match(Basemap.Country country) {
    // Twice the side of a square of the country's area.
    double side = 2 * Math.sqrt(Math.max(country.area(), 0.01));
    double zoom = Math.max(MIN_COUNTRY_ZOOM, Math.log(360 / side) / Math.log(2));
    GeoPoint center = new GeoPoint(country.lon(), country.lat());
    return new Match(Match.Kind.COUNTRY, country.name(), "", center, zoom);
  }
}
