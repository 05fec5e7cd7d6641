package org.kamcl.explorer.map;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.file.UnicodeForms;

/** Finds towns by position and by name. Immutable. */
public final class Gazetteer {
  /** A town farther away does not describe a place. */
  private static final double MAX_KILOMETERS = 150;

  private static final double KILOMETERS_PER_DEGREE = 111.2;

  private static final Pattern COMBINING_MARKS = Pattern.compile("\\p{M}+");

  private final List<Basemap.Place> places;

  /** Sorted by latitude, since few towns are near the latitude of a point. */
  private final Basemap.Place[] byLatitude;

  /**
   * @param places most important first
   */
  public Gazetteer(List<Basemap.Place> places) {
    this.places = places;
    this.byLatitude =
        places.stream()
            .sorted(Comparator.comparingDouble(Basemap.Place::lat))
            .toArray(Basemap.Place[]::new);
  }

  /** A gazetteer without towns. */
  public static Gazetteer empty() {
    return new Gazetteer(List.of());
  }

  /**
   * A town.
   *
   * @param kilometers distance from the point of the request; 0 for a search by name
   */
  public record Town(String name, String country, GeoPoint location, double kilometers) {}

  /** The nearest town within 150 km. */
  public Optional<Town> nearest(GeoPoint point) {
    Basemap.Place best = null;
    double least = MAX_KILOMETERS;
    int start = firstFrom(point.lat());
    // Both ways from the latitude of the point, until the difference in latitude alone is too
    // large.
    for (int direction = -1; direction <= 1; direction += 2) {
      int i = direction < 0 ? start - 1 : start;
      for (; i >= 0 && i < byLatitude.length; i += direction) {
        Basemap.Place place = byLatitude[i];
        if (Math.abs(place.lat() - point.lat()) * KILOMETERS_PER_DEGREE >= least) {
          break;
        }
        double distance = kilometers(place, point);
        if (distance < least) {
          least = distance;
          best = place;
        }
      }
    }
    return best == null ? Optional.empty() : Optional.of(town(best, least));
  }

  /** Index of the southernmost town that is not south of a latitude. */
  private int firstFrom(double lat) {
    int low = 0;
    int high = byLatitude.length;
    while (low < high) {
      int middle = (low + high) / 2;
      if (byLatitude[middle].lat() < lat) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Equirectangular approximation, accurate enough for short distances. */
  private static double kilometers(Basemap.Place place, GeoPoint point) {
    double north = place.lat() - point.lat();
    double east = Math.abs(place.lon() - point.lon());
    double shrink = Math.cos(Math.toRadians(point.lat()));
    return Math.hypot(north, Math.min(east, 360 - east) * shrink) * KILOMETERS_PER_DEGREE;
  }

  /** Towns whose name begins with a prefix, most important first; case and accents are ignored. */
  public List<Town> findByPrefix(String prefix, int limit) {
    String wanted = normalize(prefix.strip());
    if (wanted.isEmpty()) {
      return List.of();
    }
    return places.stream()
        .filter(place -> normalize(place.name()).startsWith(wanted))
        .limit(limit)
        .map(place -> town(place, 0))
        .toList();
  }

  /** Lower case without accents, so that "Sao" matches "São". */
  static String normalize(String name) {
    return COMBINING_MARKS
        .matcher(UnicodeForms.decomposed(name))
        .replaceAll("")
        .toLowerCase(Locale.ROOT);
  }

  private static Town town(Basemap.Place place, double kilometers) {
    return new Town(
        place.name(), place.country(), new GeoPoint(place.lon(), place.lat()), kilometers);
  }
}
