package org.kamcl.explorer.ui.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.map.CoverageRasterizer;
import org.kamcl.explorer.map.FootprintIndex;
import org.kamcl.explorer.map.FootprintThumbnails;
import org.kamcl.explorer.map.ImageWarp;
import org.kamcl.explorer.map.ProjectedRings;
import org.kamcl.explorer.map.SquareClipper;

/**
 * Paints where the images are into a tile: how dense they lie, from nearer their outlines, from
 * near themselves.
 */
final class FootprintRenderer {
  /** Pixels that a footprint must be long to be drawn as a picture. */
  static final double PICTURE_SIDE = 40;

  private static final double MARGIN = 2.5;
  private static final double FILL = 0.28;
  private static final double LINE = 0.8;

  /** On the earth's picture, whose colours are many. */
  private static final double FILL_ON_PICTURE = 0.6;

  /** Shorter, it is drawn as a square of this size. */
  private static final double SQUARE = 5;

  /** More outlines than this in a tile are a thicket: all but the larger ones become density. */
  private static final int MOST_OUTLINES = 2500;

  private static final double THICKET_SIDE = 24;
  private static final int CELL = 4;
  private static final double DENSITY_STEP = 0.09;
  private static final double DENSEST = 0.85;

  private final MapTileStyle style;
  private final MapTileBounds area;
  private final CoverageRasterizer raster;
  private final int[] pixels;
  private final FootprintThumbnails pictures;
  private final FootprintIndex tree;
  private final SquareClipper squareClipper;
  private final double density;

  /** Light on the earth's picture, where the sea is dark. */
  private final int colour;

  /** Of what is too small for an outline. */
  private final double alone;

  FootprintRenderer(
      MapTileStyle style,
      MapTileBounds area,
      CoverageRasterizer raster,
      int[] pixels,
      FootprintThumbnails pictures) {
    this.style = style;
    this.area = area;
    this.raster = raster;
    this.pixels = pixels;
    this.pictures = pictures;
    this.tree = style.content().footprints();
    this.squareClipper = new SquareClipper(area.side(), MARGIN);
    this.density = style.density();
    boolean onPicture = style.imageryOpacity() > 0.5;
    this.colour = onPicture ? style.colors().onImagery() : style.colors().footprint();
    this.alone = onPicture ? FILL_ON_PICTURE : FILL;
  }

  /** An item on one turn of the world. */
  private record Seen(int item, int turn, double side) {}

  void render() {
    if (tree.projection() != style.projection()) {
      return;
    }
    List<Seen> outlines = seen(SQUARE * density);
    double least = SQUARE;
    if (outlines.size() >= MOST_OUTLINES) {
      least = THICKET_SIDE;
      outlines = seen(THICKET_SIDE * density);
    }
    squares(least * density);
    // Windows of a scene lie on it.
    outlines.sort(Comparator.comparingDouble(Seen::side).reversed());
    outlines.forEach(this::outline);
  }

  private List<Seen> seen(double least) {
    List<Seen> seen = new ArrayList<>();
    query(
        least,
        0,
        (item, turn) -> {
          seen.add(new Seen(item, turn, tree.longerSide(item) * area.scale()));
          return seen.size() < MOST_OUTLINES;
        });
    return seen;
  }

  @FunctionalInterface
  private interface Found {
    boolean item(int item, int turn);
  }

  private void query(double least, double margin, Found found) {
    double end = area.side() + margin;
    // Rings go on beyond the date line, so those of the turns beside may come in.
    for (int turn = area.firstWorldCopy() - 1; turn <= area.lastWorldCopy() + 1; turn++) {
      int here = turn;
      tree.query(
          area.worldX(-margin) - turn,
          area.worldY(-margin),
          area.worldX(end) - turn,
          area.worldY(end),
          least / area.scale(),
          item -> found.item(item, here));
    }
  }

  private void outline(Seen seen) {
    double[] ring = area.toPixels(tree.ring(seen.item()), seen.turn());
    Optional<ArgbImage> picture =
        seen.side() >= PICTURE_SIDE * density
            ? pictures.of(tree.image(seen.item()).id())
            : Optional.empty();
    double[] corners = ProjectedRings.corners(ring);
    raster.addRing(squareClipper.clipRing(ring));
    if (picture.isPresent() && corners.length > 0) {
      raster.blend(pixels, new ImageWarp(picture.get(), corners), 1);
    } else {
      raster.blend(pixels, colour, FILL);
    }
    double[] line = new double[4];
    for (int i = 0; i < ring.length; i += 2) {
      int j = i + 2 == ring.length ? 0 : i + 2;
      line[0] = ring[i];
      line[1] = ring[i + 1];
      line[2] = ring[j];
      line[3] = ring[j + 1];
      if (squareClipper.clipSegment(line)) {
        raster.addStroke(line[0], line[1], line[2], line[3], density);
      }
    }
    raster.blend(pixels, colour, LINE);
  }

  /** What is too small for an outline: alone a square, many together a shade by their number. */
  private void squares(double most) {
    int cell = (int) Math.round(CELL * density);
    int margin = 2 * cell;
    int across = (area.side() + 2 * margin) / cell + 1;
    int[] counts = new int[across * across];
    double[] middles = new double[2 * across * across];
    query(
        0,
        margin,
        (item, turn) -> {
          if (tree.longerSide(item) * area.scale() < most) {
            double x = ((tree.west(item) + tree.east(item)) / 2 + turn) * area.scale() - area.x();
            double y = (tree.north(item) + tree.south(item)) / 2 * area.scale() - area.y();
            int column = (int) Math.floor((x + margin) / cell);
            int row = (int) Math.floor((y + margin) / cell);
            if (column >= 0 && column < across && row >= 0 && row < across) {
              int at = row * across + column;
              counts[at]++;
              middles[2 * at] = x;
              middles[2 * at + 1] = y;
            }
          }
          return true;
        });
    for (int at = 0; at < counts.length; at++) {
      if (counts[at] > 2) {
        double left = (double) cell * (at % across) - margin;
        int line = at / across;
        double top = (double) cell * line - margin;
        double alpha = alone + DENSITY_STEP * Math.log(counts[at]) / Math.log(2);
        square(left, top, cell, Math.min(DENSEST, alpha), false);
      } else if (counts[at] > 0) {
        double side = Math.round(SQUARE * density);
        square(
            Math.rint(middles[2 * at] - side / 2),
            Math.rint(middles[2 * at + 1] - side / 2),
            (int) side,
            alone,
            true);
      }
    }
  }

  private void square(double left, double top, int side, double fill, boolean framed) {
    int line = (int) Math.max(1, Math.round(density));
    int size = area.side();
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int x = (int) left + column;
        int y = (int) top + row;
        if (x >= 0 && x < size && y >= 0 && y < size) {
          boolean edge = row < line || column < line || row >= side - line || column >= side - line;
          int at = y * size + x;
          pixels[at] = CoverageRasterizer.mix(pixels[at], colour, framed && edge ? LINE : fill);
        }
      }
    }
  }
}
