package org.kamcl.explorer.imagery;

import java.util.Optional;

/**
 * Splits a scene into tiles of equal size that cover all of it, each about as wide on the ground as
 * the images that the model was trained on.
 */
public final class SceneTiler {
  /** Default size of a tile, meters. */
  public static final double DEFAULT_METERS = 600;

  /** A tile has at least so many pixels along a side, as fewer show too little. */
  private static final int MIN_PIXELS = 96;

  private static final double MAX_METERS = 4_800;

  /** A scene whose largest possible tile has fewer pixels along a side is not split. */
  private static final int MIN_PIXELS_OF_LARGEST = 32;

  private final TilingSpec tilingSpec;

  /**
   * @param tilingSpec size and overlap of the tiles
   */
  public SceneTiler(TilingSpec tilingSpec) {
    this.tilingSpec = tilingSpec;
  }

  /**
   * The tiles of a scene.
   *
   * @param width columns of the scene
   * @param height rows of the scene
   * @param across ground sample distance along a row, meters; 0 if it is unknown
   * @param down ground sample distance along a column, meters; 0 if it is unknown
   * @return empty if the scene stays one image
   */
  Optional<TileGrid> grid(int width, int height, double across, double down) {
    boolean known = across > 0 && down > 0;
    double[] side =
        known ? sides(across, down) : new double[] {tilingSpec.tileSize(), tilingSpec.tileSize()};
    if (side.length == 0 || (!known && !tilingSpec.inPixels())) {
      return Optional.empty();
    }
    TileGrid grid = new TileGrid(axis(width, side[0]), axis(height, side[1]));
    return grid.count() == 1 ? Optional.empty() : Optional.of(grid);
  }

  /** Width and height of a tile in pixels of the file; empty if the scene is not split. */
  private double[] sides(double across, double down) {
    if (tilingSpec.inPixels()) {
      double meters = tilingSpec.gsd().orElse(0) * tilingSpec.tileSize();
      return meters > 0
          ? new double[] {Math.max(1, meters / across), Math.max(1, meters / down)}
          : new double[] {tilingSpec.tileSize(), tilingSpec.tileSize()};
    }
    if (MAX_METERS / Math.max(across, down) < MIN_PIXELS_OF_LARGEST) {
      return new double[0];
    }
    return new double[] {side(across), side(down)};
  }

  private double side(double metersPerPixel) {
    double wanted = Math.max(tilingSpec.tileSize() / metersPerPixel, MIN_PIXELS);
    return Math.min(wanted, Math.max(tilingSpec.tileSize(), MAX_METERS) / metersPerPixel);
  }

  private TileGrid.Axis axis(int pixels, double size) {
    if (tilingSpec.inPixels() || tilingSpec.overlap() > 0) {
      int length = (int) Math.min(pixels, Math.max(1, Math.round(size)));
      double stride = Math.max(1, length * (1 - tilingSpec.overlap()));
      int parts = (int) Math.ceil((pixels - length) / stride - 1e-9) + 1;
      return new TileGrid.Axis(pixels, parts, length);
    }
    int parts = (int) Math.max(1, Math.floor(pixels / size + 0.5));
    return new TileGrid.Axis(pixels, parts, 0);
  }
}
