package org.kamcl.explorer.ui.map;

import org.kamcl.explorer.map.ProjectedRings;

/**
 * Where a tile lies.
 *
 * @param scale pixels of tiles across the world
 * @param x of its first column, pixels from the world's western edge
 * @param y of its first row, pixels from its northern edge
 * @param side pixels
 */
record MapTileBounds(double scale, double x, double y, int side) {
  static MapTileBounds of(MapTileStyle style, int column, int row) {
    int side = style.side();
    return new MapTileBounds(style.scale(), (double) column * side, (double) row * side, side);
  }

  /** World coordinate, on any turn, so many pixels from its first column. */
  double worldX(double pixels) {
    return (x + pixels) / scale;
  }

  double worldY(double pixels) {
    return (y + pixels) / scale;
  }

  /** The first turn of the world that it shows. */
  int firstWorldCopy() {
    return (int) Math.floor(worldX(0));
  }

  int lastWorldCopy() {
    return (int) Math.floor(worldX(side));
  }

  /** A ring of world coordinates as pixels of the tile. */
  double[] toPixels(double[] ring, int turn) {
    return ProjectedRings.pixels(ring, scale, x - turn * scale, y);
  }
}
