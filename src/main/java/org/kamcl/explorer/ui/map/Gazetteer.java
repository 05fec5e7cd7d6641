package org.kamcl.explorer.ui.map;

import java.text.Normalizer;
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

  Gazetteer(List<Basemap.Place> places) {
    this.places = places;
  }

  /** Knows no town. */
  public static Gazetteer empty() {
    return new Gazetteer(List.of());
  }

  /**
   * A town.
   *
   * @param kilometres from where it was asked for
   */
  public record Town(String name, String country, GeoPoint place, double kilometres) {}

  /** The nearest town, if one is near. */
  public Optional<Town> near(GeoPoint point) {
    Basemap.Place best = null;
    double least = NEAR_KILOMETRES;
    double squeeze = Math.cos(Math.toRadians(point.lat()));
    for (Basemap.Place place : places) {
      double north = place.lat() - point.lat();
      double turn = Math.abs(place.lon() - point.lon());
      double east = Math.min(turn, 360 - turn) * squeeze;
      double away = Math.hypot(north, east) * KILOMETRES_PER_DEGREE;
      if (away < least) {
        least = away;
        best = place;
      }
    }
    return best == null ? Optional.empty() : Optional.of(town(best, least));
  }

  /** Towns that begin with some letters, most important first. */
  public List<Town> find(String letters, int most) {
    String wanted = plain(letters.strip());
    if (wanted.isEmpty()) {
      return List.of();
    }
    return places.stream()
        .filter(place -> plain(place.name()).startsWith(wanted))
        .limit(most)
        .map(place -> town(place, 0))
        .toList();
  }

  /** Small letters without accents, so that "Sao" finds "São". */
  static String plain(String name) {
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
