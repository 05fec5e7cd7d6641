package org.kamcl.explorer.map;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kamcl.explorer.domain.GeoPoint;

/** Names of towns: the one near a place, and those that begin with some letters. */
public final class Gazetteer {
  /** Farther away, a name says nothing about a picture. */
  private static final double NEAR_KILOMETRES = 150;

  private static final double KILOMETRES_PER_DEGREE = 111.2;

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private final List<Basemap.Place> places;

  /** From south to north: few lie near the latitude of a point. */
  private final Basemap.Place[] northwards;

  public Gazetteer(List<Basemap.Place> places) {
    this.places = places;
    this.northwards =
        places.stream()
            .sorted(Comparator.comparingDouble(Basemap.Place::lat))
            .toArray(Basemap.Place[]::new);
  }

  /** Knows no town. */
  public static Gazetteer empty() {
    return new Gazetteer(List.of());
  }

  /**
   * A town.
   *
   * @param kilometers from where it was asked for
   */
  public record Town(String name, String country, GeoPoint location, double kilometers) {}

  /** The nearest town, if one is near. */
  public Optional<Town> nearest(GeoPoint point) {
    Basemap.Place best = null;
    double least = NEAR_KILOMETRES;
    int middle = firstFrom(point.lat());
    // Outwards on both sides, until the latitude alone is farther away than what was found.
    for (int side = 0; side < 2; side++) {
      int step = side == 0 ? 1 : -1;
      for (int i = side == 0 ? middle : middle - 1; i >= 0 && i < northwards.length; i += step) {
        Basemap.Place place = northwards[i];
        if (Math.abs(place.lat() - point.lat()) * KILOMETRES_PER_DEGREE >= least) {
          break;
        }
        double away = kilometres(place, point);
        if (away < least) {
          least = away;
          best = place;
        }
      }
    }
    return best == null ? Optional.empty() : Optional.of(town(best, least));
  }

  private int firstFrom(double lat) {
    int low = 0;
    int high = northwards.length;
    while (low < high) {
      int middle = (low + high) / 2;
      if (northwards[middle].lat() < lat) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double kilometres(Basemap.Place place, GeoPoint point) {
    double north = place.lat() - point.lat();
    double turn = Math.abs(place.lon() - point.lon());
    double squeeze = Math.cos(Math.toRadians(point.lat()));
    return Math.hypot(north, Math.min(turn, 360 - turn) * squeeze) * KILOMETRES_PER_DEGREE;
  }

  /** Towns that begin with some letters, most important first. */
  public List<Town> findByPrefix(String letters, int most) {
    String wanted = normalize(letters.strip());
    if (wanted.isEmpty()) {
      return List.of();
    }
    return places.stream()
        .filter(place -> normalize(place.name()).startsWith(wanted))
        .limit(most)
        .map(place -> town(place, 0))
        .toList();
  }

  /** Small letters without accents, so that "Sao" finds "São". */
  static String normalize(String name) {
    return MARKS
        .matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT);
  }

  private static Town town(Basemap.Place place, double kilometres) {
    return new Town(
        place.name(), place.country(), new GeoPoint(place.lon(), place.lat()), kilometres);
  }
}
