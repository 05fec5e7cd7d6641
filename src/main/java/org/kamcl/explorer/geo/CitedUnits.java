package org.kamcl.explorer.geo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.error.KamclException;

/**
 * The unit of lengths in the citation of a GeoTIFF, which some programs write there instead of a
 * key: ERDAS as a line {@code Units = us_survey_feet}, ArcGIS as an entry {@code LUnits = Foot_US}.
 */
final class CitedUnits {
  private static final double FOOT = 0.3048;
  private static final double US_FOOT = 1200.0 / 3937;
  private static final double INCHES_PER_FOOT = 12;
  private static final double FEET_PER_YARD = 3;
  private static final double FEET_PER_MILE = 5280;
  private static final Pattern UNITS =
      Pattern.compile("(?im)(?:^|\\|)\\s*(?:GeoTIFF\\s+|L)?Units\\s*=\\s*([^|\\r\\n]+)");

  /** Meters of units, by their names in lower case with letters only. */
  private static final Map<String, Double> METERS =
      Map.of(
          "m",
          1.0,
          "meter",
          1.0,
          "km",
          1000.0,
          "kilometer",
          1000.0,
          "foot",
          FOOT,
          "usfoot",
          US_FOOT,
          "inch",
          FOOT / INCHES_PER_FOOT,
          "yard",
          FOOT * FEET_PER_YARD,
          "mile",
          FOOT * FEET_PER_MILE,
          "usmile",
          US_FOOT * FEET_PER_MILE);

  private CitedUnits() {}

  /**
   * Meters of the unit.
   *
   * @return empty if the citations name none, or one of angles
   * @throws KamclException if they name one that is not known
   */
  static Optional<Double> meters(String... citations) {
    return Arrays.stream(citations)
        .map(UNITS::matcher)
        .flatMap(Matcher::results)
        .map(found -> found.group(1).strip())
        .filter(name -> !name.isEmpty() && !isAngle(plain(name)))
        .findFirst()
        .map(
            name ->
                Optional.ofNullable(METERS.get(plain(name)))
                    .orElseThrow(() -> new KamclException(GeoError.UNIT_NAME_UNKNOWN, name)));
  }

  private static boolean isAngle(String plain) {
    return plain.matches("degrees?|dd|deg|decimaldegrees?|radians?|other|unknown|none");
  }

  /** One spelling per unit: singular, "us" for the survey foot, nothing for the international. */
  private static String plain(String name) {
    String letters =
        name.toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z]", "")
            .replace("metre", "meter")
            .replace("feet", "foot")
            .replaceFirst("^ft$", "foot")
            .replaceFirst("^(us|survey|ussurvey|footus|mileus)ft$", "usfoot")
            .replaceFirst("^inches$", "inch");
    boolean survey = letters.contains("survey") || letters.matches("us.+|.+us");
    String unit =
        letters
            .replaceAll("international|intl|survey|statute", "")
            .replaceFirst("^us|us$", "")
            .replaceFirst("^int|int$", "")
            // "FeeT" with the plural of a library, "FootsT", ...
            .replaceFirst("(meter|foot|yard|mile)[st]+$", "$1");
    return survey && unit.matches("foot|mile") ? "us" + unit : unit;
  }
}
