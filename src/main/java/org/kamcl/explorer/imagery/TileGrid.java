package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.kamcl.explorer.domain.TileBounds;

/**
 * The grid of tiles that a scene is split into.
 *
 * @param columns its columns
 * @param rows its rows
 */
record TileGrid(Axis columns, Axis rows) {
  /**
   * How the pixels along an axis are divided. Nothing is computed in advance, since a damaged
   * header may describe billions of parts.
   *
   * @param pixels along the axis
   * @param parts number of parts, at least 1
   * @param length pixels of a part of a fixed length, so that parts overlap; 0 for parts that meet
   */
  record Axis(int pixels, int parts, int length) {
    /** First pixel of a part. */
    int from(int part) {
      if (length == 0) {
        return edge(part);
      }
      // Parts are spread evenly, so that the last one ends at the edge.
      return parts == 1 ? 0 : (int) Math.round((double) (pixels - length) * part / (parts - 1));
    }

    /** Pixels of a part. */
    int length(int part) {
      return length == 0 ? edge(part + 1) - edge(part) : length;
    }

    private int edge(int part) {
      return (int) Math.round((double) pixels * part / parts);
    }
  }

  /** Decides about a tile. */
  interface Filter {
    boolean accepts(TileBounds tile) throws IOException;
  }

  /** Number of tiles. */
  long count() {
    return (long) columns.parts * rows.parts;
  }

  /** All tiles, row by row. */
  List<TileBounds> tiles() {
    List<TileBounds> tiles = new ArrayList<>();
    for (int j = 0; j < rows.parts; j++) {
      for (int i = 0; i < columns.parts; i++) {
        tiles.add(tile(i, j));
      }
    }
    return tiles;
  }

  private TileBounds tile(int column, int row) {
    return new TileBounds(
        columns.from(column), rows.from(row), columns.length(column), rows.length(row));
  }

  /**
   * The tiles that a filter accepts, row by row.
   *
   * @param limit of their number; no more than one beyond it is returned
   */
  List<TileBounds> tiles(long limit, Filter filter) throws IOException {
    List<TileBounds> tiles = new ArrayList<>();
    for (int j = 0; j < rows.parts; j++) {
      for (int i = 0; i < columns.parts; i++) {
        TileBounds tile = tile(i, j);
        if (filter.accepts(tile)) {
          tiles.add(tile);
          if (tiles.size() > limit) {
            return tiles;
          }
        }
      }
    }
    return tiles;
  }
}
