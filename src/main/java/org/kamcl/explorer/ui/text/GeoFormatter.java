package org.kamcl.explorer.ui.text;

import java.util.Locale;
import org.kamcl.explorer.domain.GeoPoint;

/** Formats coordinates and distances. */
public final class GeoFormatter {
  private static final double KILOMETRE = 1000;
  private static final double SECONDS = 3600;

  private final Messages messages;

  /**
   * @param messages the texts
   */
  public GeoFormatter(Messages messages) {
    this.messages = messages;
  }

  /** "46.0681° N, 11.1213° E". */
  public String coordinates(GeoPoint point, int digits) {
    return messages.text(
        "geo.coordinates",
        degrees(point.lat(), digits),
        messages.text(point.lat() < 0 ? "geo.south" : "geo.north"),
        degrees(point.lon(), digits),
        messages.text(point.lon() < 0 ? "geo.west" : "geo.east"));
  }

  /** "46° 4′ 5.2″ N, 11° 7′ 16.7″ E". */
  public String degreesMinutesSeconds(GeoPoint point) {
    return messages.text(
        "geo.dms",
        degreesMinutesSeconds(point.lat()),
        messages.text(point.lat() < 0 ? "geo.south" : "geo.north"),
        degreesMinutesSeconds(point.lon()),
        messages.text(point.lon() < 0 ? "geo.west" : "geo.east"));
  }

  private String degreesMinutesSeconds(double degrees) {
    // Rounded as tenths of seconds, so that 60 seconds never appear.
    long tenths = Math.round(Math.abs(degrees) * SECONDS * 10);
    double seconds = tenths % 600 / 10.0;
    return String.format(
        messages.locale(), "%d° %d′ %.1f″", tenths / 36_000, tenths / 600 % 60, seconds);
  }

  /** "46.068100, 11.121300": latitude first, independent of the language, for other programs. */
  public String decimalDegrees(GeoPoint point) {
    return String.format(Locale.ROOT, "%.6f, %.6f", point.lat(), point.lon());
  }

  /** "46.5° N". */
  public String latitude(double lat, int digits) {
    return circle(lat, digits, lat < 0 ? "geo.south" : "geo.north");
  }

  /** "11° E". */
  public String longitude(double lon, int digits) {
    return circle(lon, digits, lon < 0 ? "geo.west" : "geo.east");
  }

  private String circle(double degrees, int digits, String side) {
    boolean none = Math.abs(degrees) < 1e-9 || Math.abs(Math.abs(degrees) - 180) < 1e-9;
    return none
        ? degrees(degrees, digits) + "°"
        : messages.text("geo.degrees", degrees(degrees, digits), messages.text(side));
  }

  private String degrees(double value, int digits) {
    return String.format(messages.locale(), "%." + digits + "f", Math.abs(value));
  }

  /** "0.5 m" or "12 km". */
  public String length(double metres) {
    Locale locale = messages.locale();
    if (metres >= KILOMETRE) {
      return messages.text("geo.kilometers", String.format(locale, "%,.0f", metres / KILOMETRE));
    }
    String text = String.format(locale, metres < 10 ? "%.1f" : "%.0f", metres);
    return messages.text("geo.meters", text.replaceFirst("[.,]0$", ""));
  }
}
