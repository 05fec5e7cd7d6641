package org.kamcl.explorer.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.kamcl.explorer.domain.ArgbImage;

/**
 * Renders the footprints of a map tile: as density where they are small, as outlines where they are
 * larger, and filled with their thumbnails where they are large enough.
 */
public final class FootprintRenderer {
  /** The smallest longer side of a footprint that is filled with its thumbnail, pixels. */
  public static final double MIN_THUMBNAIL_SIDE = 40;

  private static final double MARGIN = 2.5;
  private static final double FILL_OPACITY = 0.28;
  private static final double LINE_OPACITY = 0.8;

  /** On imagery, which has many colors. */
  private static final double FILL_OPACITY_ON_IMAGERY = 0.6;

  /** Smaller footprints are drawn as a square of this side, pixels. */
  private static final double SQUARE = 5;

  /** With more outlines than this in a tile, only larger ones are drawn; the rest is density. */
  private static final int MAX_OUTLINES = 2500;

  private static final double MIN_CROWDED_SIDE = 24;
  private static final int CELL = 4;
  private static final double DENSITY_STEP = 0.09;
  private static final double MAX_DENSITY = 0.85;

  private final MapTileStyle style;
  private final MapTileBounds tile;
  private final CoverageRasterizer rasterizer;
  private final int[] pixels;
  private final FootprintThumbnails thumbnails;
  private final FootprintIndex index;
  private final SquareClipper clipper;
  private final double density;

  /** Light on imagery, where the sea is dark. */
  private final int color;

  /** Opacity of a single footprint that is too small for an outline. */
  private final double singleOpacity;

  FootprintRenderer(
      MapTileStyle style,
      MapTileBounds tile,
      CoverageRasterizer rasterizer,
      int[] pixels,
      FootprintThumbnails thumbnails) {
    this.style = style;
    this.tile = tile;
    this.rasterizer = rasterizer;
    this.pixels = pixels;
    this.thumbnails = thumbnails;
    this.index = style.content().footprints();
    this.clipper = new SquareClipper(tile.side(), MARGIN);
    this.density = style.density();
    this.color = style.isOnImagery() ? style.colors().onImagery() : style.colors().footprint();
    this.singleOpacity = style.isOnImagery() ? FILL_OPACITY_ON_IMAGERY : FILL_OPACITY;
  }

  /** A footprint on one copy of the world; the side in tile pixels. */
  private record Visible(FootprintIndex.Item item, int worldCopy, double side) {}

  void render() {
    if (index.projection() != style.projection()) {
      return;
    }
    List<Visible> outlines = visible(SQUARE * density);
    double minOutlineSide = SQUARE;
    if (outlines.size() >= MAX_OUTLINES) {
      minOutlineSide = MIN_CROWDED_SIDE;
      outlines = visible(MIN_CROWDED_SIDE * density);
    }
    renderDensity(minOutlineSide * density);
    // The tiles of a scene are drawn over the scene.
    outlines.sort(Comparator.comparingDouble(Visible::side).reversed());
    outlines.stream().limit(MAX_OUTLINES).forEach(this::renderOutline);
  }

  private List<Visible> visible(double minSide) {
    List<Visible> visible = new ArrayList<>();
    query(
        minSide,
        0,
        (item, worldCopy) ->
            visible.add(new Visible(item, worldCopy, item.longerSide() * tile.scale())));
    return visible;
  }

  private void query(
      double minSide, double margin, BiConsumer<FootprintIndex.Item, Integer> found) {
    double end = tile.side() + margin;
    // Rings may extend across the antimeridian, so those of the neighboring copies may be visible.
    for (int copy = tile.firstWorldCopy() - 1; copy <= tile.lastWorldCopy() + 1; copy++) {
      int worldCopy = copy;
      index.query(
          tile.worldX(-margin) - copy,
          tile.worldY(-margin),
          tile.worldX(end) - copy,
          tile.worldY(end),
          minSide / tile.scale(),
          item -> found.accept(item, worldCopy));
    }
  }

  private void renderOutline(Visible visible) {
    FootprintIndex.Item item = visible.item();
    double[] ring = tile.toPixels(item.ring(), visible.worldCopy());
    Optional<ArgbImage> thumbnail =
        visible.side() >= MIN_THUMBNAIL_SIDE * density
            ? thumbnails.find(item.image().id())
            : Optional.empty();
    rasterizer.addRing(clipper.clipRing(ring));
    if (thumbnail.isPresent() && ProjectedRings.followsImage(ring)) {
      rasterizer.blend(pixels, ImageWarp.of(thumbnail.get(), ring), 1);
    } else {
      rasterizer.blend(pixels, color, FILL_OPACITY);
    }
    double[] line = new double[4];
    for (int i = 0; i < ring.length; i += 2) {
      int j = i + 2 == ring.length ? 0 : i + 2;
      line[0] = ring[i];
      line[1] = ring[i + 1];
      line[2] = ring[j];
      line[3] = ring[j + 1];
      if (!ProjectedRings.isSeam(item.ring(), i, style.projection()) && clipper.clipSegment(line)) {
        rasterizer.addStroke(line[0], line[1], line[2], line[3], density);
      }
    }
    rasterizer.blend(pixels, color, LINE_OPACITY);
  }

  /**
   * Renders footprints that are too small for an outline: a square for a single one, a shade by
   * number where several share a cell.
   *
   * @param maxSide larger footprints are skipped, tile pixels
   */
  private void renderDensity(double maxSide) {
    int cell = (int) Math.round(CELL * density);
    int margin = 2 * cell;
    int across = (tile.side() + 2 * margin) / cell + 1;
    int[] counts = new int[across * across];
    double[] centers = new double[2 * across * across];
    query(
        0,
        margin,
        (item, worldCopy) -> {
          if (item.longerSide() * tile.scale() < maxSide) {
            double x = (item.centerX() + worldCopy) * tile.scale() - tile.x();
            double y = item.centerY() * tile.scale() - tile.y();
            int column = (int) Math.floor((x + margin) / cell);
            int row = (int) Math.floor((y + margin) / cell);
            if (column >= 0 && column < across && row >= 0 && row < across) {
              int at = row * across + column;
              counts[at]++;
              centers[2 * at] = x;
              centers[2 * at + 1] = y;
            }
          }
        });
    for (int at = 0; at < counts.length; at++) {
      if (counts[at] > 2) {
        double left = (double) cell * (at % across) - margin;
        int line = at / across;
        double top = (double) cell * line - margin;
        double opacity = singleOpacity + DENSITY_STEP * Math.log(counts[at]) / Math.log(2);
        fillSquare(left, top, cell, Math.min(MAX_DENSITY, opacity), false);
      } else if (counts[at] > 0) {
        double side = Math.round(SQUARE * density);
        fillSquare(
            Math.rint(centers[2 * at] - side / 2),
            Math.rint(centers[2 * at + 1] - side / 2),
            (int) side,
            singleOpacity,
            true);
      }
    }
  }

  private void fillSquare(double left, double top, int side, double opacity, boolean framed) {
    int line = (int) Math.max(1, Math.round(density));
    int size = tile.side();
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int x = (int) left + column;
        int y = (int) top + row;
        if (x >= 0 && x < size && y >= 0 && y < size) {
          boolean edge = row < line || column < line || row >= side - line || column >= side - line;
          int at = y * size + x;
          pixels[at] =
              CoverageRasterizer.mix(pixels[at], color, framed && edge ? LINE_OPACITY : opacity);
        }
      }
    }
  }
}
