package org.kamcl.explorer.domain;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A coordinate reference system of the EPSG registry.
 *
 * @param epsg EPSG code
 * @param name such as {@code WGS 84 / UTM zone 32N}
 * @param areaOfUse description of the area of use; empty if unknown
 * @param bounds bounds of the area of use, if known
 */
public record CrsInfo(int epsg, String name, String areaOfUse, Optional<GeoArea> bounds) {
  private static final Pattern EPSG = Pattern.compile("(?i)(?:EPSG\\s*:?\\s*)?(\\d{4,6})");

  /** The code with its authority, such as {@code EPSG:32632}. */
  public String code() {
    return "EPSG:" + epsg;
  }

  /**
   * Parses an EPSG code.
   *
   * @param text such as {@code EPSG:32632} or {@code 32632}
   * @return the code, whether or not the registry has it; empty if the text is not a code
   */
  public static OptionalInt parseEpsg(String text) {
    Matcher m = EPSG.matcher(text.strip());
    return m.matches() ? OptionalInt.of(Integer.parseInt(m.group(1))) : OptionalInt.empty();
  }
}
