package org.kamcl.explorer.archive;

import java.util.ArrayList;
import java.util.List;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;

/** Footprints as text: {@code [[lon,lat],...]}. */
public final class FootprintText {
  private static final double MAX_LATITUDE = 90;
  private static final double MAX_LONGITUDE = 540;

  private FootprintText() {}

  /** The text of a footprint. */
  public static String format(Footprint footprint) {
    StringBuilder text = new StringBuilder("[");
    for (GeoPoint p : footprint.ring()) {
      text.append(text.length() == 1 ? "[" : ",[");
      text.append(p.lon()).append(',').append(p.lat()).append(']');
    }
    return text.append(']').toString();
  }

  /**
   * Reads what {@link #format} wrote; by hand, for a hundred thousand are read at a start.
   *
   * @throws RuntimeException of various kinds if the text is damaged
   */
  public static Footprint parse(String text) {
    List<GeoPoint> ring = new ArrayList<>(4);
    int at = 1;
    while (at < text.length() && text.charAt(at) == '[') {
      int comma = text.indexOf(',', at);
      int end = text.indexOf(']', comma);
      double lon = Double.parseDouble(text.substring(at + 1, comma));
      double lat = Double.parseDouble(text.substring(comma + 1, end));
      // Rings are continuous across the antimeridian, so longitudes may leave -180..180.
      if (!(Math.abs(lat) <= MAX_LATITUDE && Math.abs(lon) <= MAX_LONGITUDE)) {
        throw new IllegalArgumentException("No point of a footprint: " + lon + " " + lat);
      }
      ring.add(new GeoPoint(lon, lat));
      at = end + 2;
    }
    if (at != text.length()) {
      throw new IllegalArgumentException("Not a complete footprint: " + text);
    }
    return new Footprint(ring);
  }
}
