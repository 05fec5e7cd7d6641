package org.kamcl.explorer.domain;

import java.util.OptionalInt;

/**
 * What people said of the coordinate system of a file that has coordinates but names no system.
 *
 * @param decided whether they said anything yet
 * @param epsg number of the system they named; empty where the file is to stay without a place
 */
public record CrsAssignment(boolean decided, OptionalInt epsg) {
  /** Nobody has said anything. */
  public static final CrsAssignment UNDECIDED = new CrsAssignment(false, OptionalInt.empty());

  /** The file is to stay without a place. */
  public static final CrsAssignment NO_CRS = new CrsAssignment(true, OptionalInt.empty());

  /** A system with this EPSG number. */
  public static CrsAssignment of(int epsg) {
    return new CrsAssignment(true, OptionalInt.of(epsg));
  }
}
