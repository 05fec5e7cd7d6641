package org.kamcl.explorer.domain;

import java.util.OptionalInt;

/**
 * What people said of the coordinate system of a file that has coordinates but names no system.
 *
 * @param given whether they said anything yet
 * @param epsg number of the system they named; empty where the file is to stay without a place
 */
public record SystemAnswer(boolean given, OptionalInt epsg) {
  /** Nobody has said anything. */
  public static final SystemAnswer OPEN = new SystemAnswer(false, OptionalInt.empty());

  /** The file is to stay without a place. */
  public static final SystemAnswer NONE = new SystemAnswer(true, OptionalInt.empty());

  /** A system with this EPSG number. */
  public static SystemAnswer of(int epsg) {
    return new SystemAnswer(true, OptionalInt.of(epsg));
  }
}
