package org.kamcl.explorer.domain;

import java.util.OptionalInt;

/**
 * The user's decision about the CRS of a file that has coordinates but no known CRS.
 *
 * @param decided whether a decision was made
 * @param epsg EPSG code of the assigned CRS; empty if the file is to stay without a location
 */
public record CrsAssignment(boolean decided, OptionalInt epsg) {
  /** No decision yet. */
  public static final CrsAssignment UNDECIDED = new CrsAssignment(false, OptionalInt.empty());

  /** The file is to stay without a location. */
  public static final CrsAssignment NO_CRS = new CrsAssignment(true, OptionalInt.empty());

  /** The CRS with an EPSG code. */
  public static CrsAssignment of(int epsg) {
    return new CrsAssignment(true, OptionalInt.of(epsg));
  }
}
