package org.kamcl.explorer.domain;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A coordinate system of the EPSG register.
 *
 * @param epsg its number
 * @param name such as {@code WGS 84 / UTM zone 32N}
 * @param areaOfUse where it is meant for, in words; empty where that is not known
 * @param bounds of where it is meant for, where known
 */
public record CrsInfo(int epsg, String name, String areaOfUse, Optional<GeoArea> bounds) {
  private static final Pattern NUMBER = Pattern.compile("(?i)(?:EPSG\\s*:?\\s*)?(\\d{4,6})");

  /** Its number as it is written, such as {@code EPSG:32632}. */
  public String code() {
    return "EPSG:" + epsg;
  }

  /**
   * The number in what somebody typed.
   *
   * @param typed such as {@code EPSG:32632} or {@code 32632}
   * @return empty if it is none; one that is there need not be in the register
   */
  public static OptionalInt parseEpsg(String typed) {
    Matcher m = NUMBER.matcher(typed.strip());
    return m.matches() ? OptionalInt.of(Integer.parseInt(m.group(1))) : OptionalInt.empty();
  }
}
