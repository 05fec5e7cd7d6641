package org.kamcl.explorer.domain;

/**
 * The order of images that are listed without a query.
 *
 * @param key what they are sorted by
 * @param reversed whether in the opposite direction. Images without a value stay last.
 */
public record ImageOrder(Key key, boolean reversed) {
  /** The newest images first. */
  public static final ImageOrder DEFAULT = new ImageOrder(Key.DATE, false);

  /** What images can be sorted by. */
  public enum Key {
    /** Acquisition date, newest first. */
    DATE,

    /** File name, alphabetically; numbers in names count as numbers. */
    NAME,

    /** Ground sample distance, finest first. */
    GSD,

    /** Name of the nearest town, alphabetically; then places without a town, north to south. */
    PLACE
  }

  /** The order by a key in its usual direction. */
  public static ImageOrder by(Key key) {
    return new ImageOrder(key, false);
  }
}
