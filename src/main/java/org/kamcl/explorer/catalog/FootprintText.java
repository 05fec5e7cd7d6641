package org.kamcl.explorer.catalog;

import java.util.ArrayList;
import java.util.List;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;

/** Footprints as text: {@code [[lon,lat],...]}. */
final class FootprintText {
  private FootprintText() {}

  static String format(Footprint footprint) {
    StringBuilder text = new StringBuilder("[");
    for (GeoPoint p : footprint.ring()) {
      text.append(text.length() == 1 ? "[" : ",[");
      text.append(p.lon()).append(',').append(p.lat()).append(']');
    }
    return text.append(']').toString();
  }

  /** Reads what {@link #format} wrote; by hand, for a hundred thousand are read at a start. */
  static Footprint parse(String text) {
    List<GeoPoint> ring = new ArrayList<>(4);
    int at = 1;
    while (at < text.length() && text.charAt(at) == '[') {
      int comma = text.indexOf(',', at);
      int end = text.indexOf(']', comma);
      ring.add(
          new GeoPoint(
              Double.parseDouble(text.substring(at + 1, comma)),
              Double.parseDouble(text.substring(comma + 1, end))));
      at = end + 2;
    }
    return new Footprint(ring);
  }
}
