package org.kamcl.explorer.archive;

/**
 * Versions of the code that made what is stored about a file.
 *
 * @param georeferencing of the code that determined footprints, ground sample distances and dates
 * @param reading of the code that read the pixels of the file's format
 */
public record CodeVersions(int georeferencing, int reading) {
  /** Those of catalogs from before the versions were stored. */
  public static final CodeVersions FIRST = new CodeVersions(1, 1);
}
