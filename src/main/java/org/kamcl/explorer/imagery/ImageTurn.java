package org.kamcl.explorer.imagery;

import org.kamcl.explorer.domain.TileBounds;

/**
 * How the stored pixels of a file become the image as shown.
 *
 * @param orientation EXIF value; anything but 2..8 counts as 1
 * @param storedWidth columns as stored
 * @param storedHeight rows as stored
 */
record ImageTurn(int orientation, int storedWidth, int storedHeight) {
  private boolean swapsAxes() {
    return orientation >= 5 && orientation <= 8;
  }

  /** Columns as shown. */
  int width() {
    return swapsAxes() ? storedHeight : storedWidth;
  }

  /** Rows as shown. */
  int height() {
    return swapsAxes() ? storedWidth : storedHeight;
  }

  /**
   * The stored pixels that a region shows.
   *
   * @param shown region of the image as shown
   */
  TileBounds stored(TileBounds shown) {
    int x = swapsAxes() ? shown.y() : shown.x();
    int y = swapsAxes() ? shown.x() : shown.y();
    int width = swapsAxes() ? shown.height() : shown.width();
    int height = swapsAxes() ? shown.width() : shown.height();
    boolean mirrorsColumns =
        orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    boolean mirrorsRows =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    return new TileBounds(
        mirrorsColumns ? storedWidth - x - width : x,
        mirrorsRows ? storedHeight - y - height : y,
        width,
        height);
  }
}
