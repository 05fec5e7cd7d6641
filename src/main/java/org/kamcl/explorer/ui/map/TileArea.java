package org.kamcl.explorer.ui.map;

/**
 * Where a tile lies.
 *
 * @param scale pixels of tiles across the world
 * @param x of its first column, pixels from the world's western edge
 * @param y of its first row, pixels from its northern edge
 * @param side pixels
 */
record TileArea(double scale, double x, double y, int side) {
  static TileArea of(TileStyle style, int column, int row) {
    int side = style.side();
    return new TileArea(style.scale(), (double) column * side, (double) row * side, side);
  }

  /** World coordinate, on any turn, so many pixels from its first column. */
  double worldX(double pixels) {
    return (x + pixels) / scale;
  }

  double worldY(double pixels) {
    return (y + pixels) / scale;
  }

  /** The first turn of the world that it shows. */
  int firstTurn() {
    return (int) Math.floor(worldX(0));
  }

  int lastTurn() {
    return (int) Math.floor(worldX(side));
  }

  /** A ring of world coordinates as pixels of the tile. */
  double[] pixels(double[] ring, int turn) {
    return FootprintRing.pixels(ring, scale, x - turn * scale, y);
  }
}
