package org.kamcl.explorer.map;

/**
 * Position and size of a map tile.
 *
 * @param scale tile pixels per world unit
 * @param x of the first column, tile pixels from the western edge of world copy 0
 * @param y of the first row, tile pixels from the northern edge of the world
 * @param side in tile pixels
 */
record MapTileBounds(double scale, double x, double y, int side) {
  static MapTileBounds of(MapTileStyle style, int column, int row) {
    int side = style.side();
    return new MapTileBounds(style.scale(), (double) column * side, (double) row * side, side);
  }

  /** World x of a column of the tile, on any copy of the world. */
  double worldX(double column) {
    return (x + column) / scale;
  }

  /** World y of a row of the tile. */
  double worldY(double row) {
    return (y + row) / scale;
  }

  /** The westernmost copy of the world on the tile. */
  int firstWorldCopy() {
    return (int) Math.floor(worldX(0));
  }

  /** The easternmost copy of the world on the tile. */
  int lastWorldCopy() {
    return (int) Math.floor(worldX(side));
  }

  /** Converts a ring from world coordinates on a copy of the world to tile pixels. */
  double[] toPixels(double[] ring, int worldCopy) {
    return ProjectedRings.toPixels(ring, scale, x - worldCopy * scale, y);
  }
}
