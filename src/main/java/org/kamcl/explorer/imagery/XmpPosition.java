package org.kamcl.explorer.imagery;

import com.drew.metadata.Metadata;
import com.drew.metadata.xmp.XmpDirectory;
import com.drew.metadata.xmp.XmpReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the position of a camera from XMP: {@code exif:GPSLatitude} with its hemisphere, as in
 * {@code 39,56.1234N} (XMP specification part 2), or the signed decimal degrees that drones write,
 * such as {@code drone-dji:GpsLatitude="-22.5428"}. Damaged metadata count as absent.
 */
final class XmpPosition {
  private static final Logger LOG = LoggerFactory.getLogger(XmpPosition.class);
  private static final Pattern ANGLE =
      Pattern.compile(
          "([+-]?\\d{1,3}(?:\\.\\d+)?)(?:,(\\d{1,2}(?:\\.\\d+)?)(?:,(\\d{1,2}(?:\\.\\d+)?))?)?"
              + "\\s*([NSEW])?",
          Pattern.CASE_INSENSITIVE);

  /** Prefix of properties whose hemisphere is a letter; all others are signed. */
  private static final String EXIF = "exif:";

  private XmpPosition() {}

  /** An angle in degrees and its hemisphere. */
  private record Angle(double degrees, Optional<String> ref) {
    static final Angle NONE = new Angle(Double.NaN, Optional.empty());
  }

  /**
   * The position.
   *
   * @param block an XMP packet; empty without one
   */
  static CameraPosition parse(byte[] block) {
    // Most packets are about the work of an image editor, and need not be parsed.
    String text = new String(block, StandardCharsets.ISO_8859_1).replace("\0", "");
    if (!text.toLowerCase(Locale.ROOT).contains(":gpslatitude")) {
      return CameraPosition.NONE;
    }
    Metadata metadata = new Metadata();
    try {
      new XmpReader().extract(block, metadata);
    } catch (RuntimeException e) {
      LOG.debug("XMP metadata are damaged", e);
    }
    CameraPosition position = CameraPosition.NONE;
    for (XmpDirectory directory : metadata.getDirectoriesOfType(XmpDirectory.class)) {
      Map<String, String> properties = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      properties.putAll(directory.getXmpProperties());
      position = position.or(() -> position(properties));
    }
    return position;
  }

  private static CameraPosition position(Map<String, String> properties) {
    CameraPosition position = CameraPosition.NONE;
    for (String name : properties.keySet()) {
      String small = name.toLowerCase(Locale.ROOT);
      if (small.endsWith(":gpslatitude") && small.indexOf('/') < 0) {
        String prefix = name.substring(0, name.indexOf(':') + 1);
        position = position.or(() -> position(properties, prefix));
      }
    }
    return position;
  }

  private static CameraPosition position(Map<String, String> properties, String prefix) {
    Angle lat = angle(properties, prefix, "GPSLatitude", "N");
    Angle lon = angle(properties, prefix, "GPSLongitude", "E");
    if (Double.isNaN(lon.degrees)) {
      // As older drones of DJI spell it.
      lon = angle(properties, prefix, "GPSLongtitude", "E");
    }
    return CameraPosition.of(lat.ref, lat.degrees, lon.ref, lon.degrees);
  }

  /**
   * An angle.
   *
   * @param positive hemisphere of positive signed angles
   */
  private static Angle angle(
      Map<String, String> properties, String prefix, String name, String positive) {
    Matcher m = ANGLE.matcher(properties.getOrDefault(prefix + name, "").strip());
    if (!m.matches()) {
      return Angle.NONE;
    }
    double degrees = Double.parseDouble(m.group(1));
    double minutes = m.group(2) == null ? 0 : Double.parseDouble(m.group(2));
    double seconds = m.group(3) == null ? 0 : Double.parseDouble(m.group(3));
    double size = Math.abs(degrees) + minutes / 60 + seconds / 3600;
    boolean signed = !prefix.equalsIgnoreCase(EXIF);
    return new Angle(
        Math.copySign(size, degrees),
        Optional.ofNullable(m.group(4))
            .or(() -> Optional.ofNullable(properties.get(prefix + name + "Ref")))
            .or(() -> signed ? Optional.of(positive) : Optional.empty()));
  }
}
