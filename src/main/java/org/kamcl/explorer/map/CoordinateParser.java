package org.kamcl.explorer.map;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * Parses coordinates in the notations that people use: "46.07, 11.12", "46.07 N 11.12 E", "46° 4'
 * 5" N, 11° 7' 17" E". Latitude comes first unless the letters say otherwise.
 */
final class CoordinateParser {
  /** Degrees, optionally minutes and seconds, optionally a letter. */
  private static final Pattern COORDINATE =
      Pattern.compile(
          "\\s*([+\\-\u2212]?\\d{1,3}(?:\\.\\d+)?)\\s*\u00B0?\\s*"
              + "(?:(\\d{1,2}(?:\\.\\d+)?)\\s*['\u2032\u2019]\\s*)?"
              + "(?:(\\d{1,2}(?:\\.\\d+)?)\\s*(?:[\"\u2033\u201D]|'')\\s*)?"
              + "([NSEWnsew])?\\s*");

  private CoordinateParser() {}

  /** The point that a text means; empty if it is not a pair of coordinates. */
  static Optional<GeoPoint> parse(String typed) {
    String text = typed.strip();
    for (int i = 1; i < text.length(); i++) {
      Optional<GeoPoint> point = parsePair(text.substring(0, i), text.substring(i));
      if (point.isPresent()) {
        return point;
      }
    }
    return Optional.empty();
  }

  private static Optional<GeoPoint> parsePair(String first, String second) {
    char last = first.charAt(first.length() - 1);
    boolean separated = ",; ".indexOf(last) >= 0 || "NSEWnsew".indexOf(last) >= 0;
    if (!separated) {
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
    double lat = degrees(eastFirst ? b : a);
    double lon = degrees(eastFirst ? a : b);
    boolean valid = Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
    return valid ? Optional.of(new GeoPoint(lon, lat)) : Optional.empty();
  }

  private static String letter(Matcher match) {
    return match.group(4) == null ? "" : match.group(4).toUpperCase(Locale.ROOT);
  }

  private static double degrees(Matcher match) {
    String degrees = match.group(1).replace('\u2212', '-');
    double absolute =
        Math.abs(Double.parseDouble(degrees))
            + fraction(match.group(2), 60)
            + fraction(match.group(3), 3600);
    boolean negative =
        degrees.startsWith("-") || letter(match).equals("S") || letter(match).equals("W");
    return negative ? -absolute : absolute;
  }

  private static double fraction(String text, double divisor) {
    return text == null ? 0 : Double.parseDouble(text) / divisor;
  }
}
