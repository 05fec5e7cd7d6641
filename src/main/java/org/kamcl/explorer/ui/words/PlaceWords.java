package org.kamcl.explorer.ui.words;

import java.util.Locale;
import org.kamcl.explorer.domain.GeoPoint;

/** Says places and distances. */
public final class PlaceWords {
  private static final double KILOMETRE = 1000;

  private final Messages messages;

  /** Speaks a language. */
  public PlaceWords(Messages messages) {
    this.messages = messages;
  }

  /** "46.0681° N, 11.1213° E". */
  public String coordinates(GeoPoint point, int digits) {
    return messages.text(
        "place.coordinates",
        degrees(point.lat(), digits),
        messages.text(point.lat() < 0 ? "place.south" : "place.north"),
        degrees(point.lon(), digits),
        messages.text(point.lon() < 0 ? "place.west" : "place.east"));
  }

  private String degrees(double value, int digits) {
    return String.format(messages.locale(), "%." + digits + "f", Math.abs(value));
  }

  /** "0.5 m" or "12 km". */
  public String length(double metres) {
    Locale locale = messages.locale();
    if (metres >= KILOMETRE) {
      return messages.text("place.kilometres", String.format(locale, "%,.0f", metres / KILOMETRE));
    }
    String text = String.format(locale, metres < 10 ? "%.1f" : "%.0f", metres);
    return messages.text("place.metres", text.replaceFirst("[.,]0$", ""));
  }
}
