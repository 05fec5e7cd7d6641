package org.kamcl.explorer.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.explorer.domain.GeoPoint;

/** Finds what is typed into the map's field: coordinates, towns, countries. */
public final class PlaceFinder {
  private static final double TOWN_ZOOM = 9;
  private static final double POINT_ZOOM = 12;

  /** Degrees, perhaps with minutes and seconds, perhaps with a letter; latitude first. */
  private static final Pattern COORDINATE =
      Pattern.compile(
          "\\s*([+\\-\u2212]?\\d{1,3}(?:\\.\\d+)?)\\s*\u00B0?\\s*"
              + "(?:(\\d{1,2}(?:\\.\\d+)?)\\s*['\u2032\u2019]\\s*)?"
              + "(?:(\\d{1,2}(?:\\.\\d+)?)\\s*(?:[\"\u2033\u201D]|'')\\s*)?"
              + "([NSEWnsew])?\\s*");

  private final Basemap basemap;
  private final Gazetteer gazetteer;

  public PlaceFinder(Basemap basemap, Gazetteer gazetteer) {
    this.basemap = basemap;
    this.gazetteer = gazetteer;
  }

  /**
   * A place to go to.
   *
   * @param name as it is shown; empty for coordinates
   * @param country of a town; empty for others
   * @param location in the middle
   * @param zoom that shows it
   */
  public record Match(Kind kind, String name, String country, GeoPoint location, double zoom) {
    /** What it is. */
    public enum Kind {
      /** Typed as numbers. */
      COORDINATES,
      /** A whole country. */
      COUNTRY,
      /** A town. */
      TOWN
    }
  }

  /** What the letters may mean, the likeliest first. */
  public List<Match> find(String typed, int most) {
    Optional<GeoPoint> point = coordinates(typed);
    if (point.isPresent()) {
      return List.of(new Match(Match.Kind.COORDINATES, "", "", point.get(), POINT_ZOOM));
    }
    List<Match> found = new ArrayList<>();
    String wanted = Gazetteer.normalize(typed.strip());
    if (wanted.isEmpty()) {
      return found;
    }
    for (Basemap.Country country : basemap.countries()) {
      if (Gazetteer.normalize(country.name()).startsWith(wanted)) {
        // The square that has its area is seen with as much around it.
        double side = 2 * Math.sqrt(Math.max(country.area(), 0.01));
        double zoom = Math.max(2, Math.log(360 / side) / Math.log(2));
        found.add(
            new Match(
                Match.Kind.COUNTRY,
                country.name(),
                "",
                new GeoPoint(country.lon(), country.lat()),
                zoom));
      }
    }
    List<Match> shown = new ArrayList<>(found.subList(0, Math.min(found.size(), most / 2)));
    for (Gazetteer.Town town : gazetteer.findByPrefix(typed, most - shown.size())) {
      shown.add(
          new Match(Match.Kind.TOWN, town.name(), town.country(), town.location(), TOWN_ZOOM));
    }
    return shown;
  }

  /**
   * A place typed as numbers: "46.07, 11.12", "46.07 N 11.12 E", "46° 4' 5" N, 11° 7' 17" E";
   * latitude first, unless letters say otherwise.
   */
  static Optional<GeoPoint> coordinates(String typed) {
    String text = typed.strip();
    for (int i = 1; i < text.length(); i++) {
      Optional<GeoPoint> point = split(text.substring(0, i), text.substring(i));
      if (point.isPresent()) {
        return point;
      }
    }
    return Optional.empty();
  }

  private static Optional<GeoPoint> split(String first, String second) {
    char last = first.charAt(first.length() - 1);
    boolean divides = ",; ".indexOf(last) >= 0 || "NSEWnsew".indexOf(last) >= 0;
    if (!divides) {
      return Optional.empty();
    }
    String head = ",;".indexOf(last) >= 0 ? first.substring(0, first.length() - 1) : first;
    String tail = second.strip().startsWith(",") ? second.strip().substring(1) : second;
    Matcher a = COORDINATE.matcher(head);
    Matcher b = COORDINATE.matcher(tail);
    if (!a.matches() || !b.matches()) {
      return Optional.empty();
    }
    boolean eastFirst = "EW".contains(letter(a)) && !letter(a).isEmpty();
    boolean northSecond = "NS".contains(letter(b)) && !letter(b).isEmpty();
    if ((eastFirst && !letter(b).isEmpty() && !northSecond) || (!eastFirst && northSecond)) {
      return Optional.empty();
    }
    double lat = value(eastFirst ? b : a);
    double lon = value(eastFirst ? a : b);
    boolean onEarth = Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
    return onEarth ? Optional.of(new GeoPoint(lon, lat)) : Optional.empty();
  }

  private static String letter(Matcher match) {
    return match.group(4) == null ? "" : match.group(4).toUpperCase(Locale.ROOT);
  }

  private static double value(Matcher match) {
    String degrees = match.group(1).replace('\u2212', '-');
    double size = Math.abs(Double.parseDouble(degrees)) + part(match.group(2), 60);
    size += part(match.group(3), 3600);
    boolean negative =
        degrees.startsWith("-") || letter(match).equals("S") || letter(match).equals("W");
    return negative ? -size : size;
  }

  private static double part(String text, double divisor) {
    return text == null ? 0 : Double.parseDouble(text) / divisor;
  }
}
