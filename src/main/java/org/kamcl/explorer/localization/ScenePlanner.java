package org.kamcl.explorer.localization;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.kamcl.engine.localization.TileBox;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.SceneScoreMaps.TileSizes;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.PlannedImage;
import org.kamcl.explorer.imagery.SceneFrame;
import org.kamcl.explorer.imagery.TilingSpec;

/** Divides a scene into overlapping tiles of several sizes, as the indexer divides scenes. */
final class ScenePlanner {
  /** Share of a tile that its neighbor covers as well. */
  private static final double OVERLAP = 0.5;

  /** Side of the smallest tiles, meters. */
  private static final double METERS = 150;

  /** Side of the smallest tiles of a scene without a ground scale, pixels. */
  private static final double PIXELS = 128;

  /** Smaller tiles show too little. */
  private static final double MIN_PIXELS = 64;

  /** The smallest tiles are at most such a part of the shorter side of a scene. */
  private static final double PART = 4;

  /** Each size is so many times the one before. */
  private static final double STEP = 2;

  private static final int SIZES = 3;

  /** Sizes that differ less tell the same. */
  private static final double LEAST_STEP = 1.2;

  /** The largest tiles are at most such a part of the shorter side, as one of all tells nothing. */
  private static final double MOST = 0.64;

  private static final double LEAST_PIXELS = 16;

  private final ImageLoader loader;

  ScenePlanner(ImageLoader loader) {
    this.loader = loader;
  }

  /**
   * The tiles of a scene that contain pixels with data, by size, row by row.
   *
   * @throws KamclException if a size does not suit the scene, or the scene cannot be read
   */
  List<TileBox> tiles(Path scene, SceneFrame frame, TileSizes sizes) {
    OptionalDouble gsd =
        frame
            .groundSampleDistance()
            .map(g -> OptionalDouble.of(Math.sqrt(g[0] * g[1])))
            .orElse(OptionalDouble.empty());
    List<TileBox> boxes = new ArrayList<>();
    List<Double> sides = sides(scene, frame, sizes, gsd);
    for (int scale = 0; scale < sides.size(); scale++) {
      // Square on the ground, also where a pixel is not.
      TilingSpec spec = new TilingSpec(sides.get(scale), true, OVERLAP, gsd);
      for (PlannedImage image : loader.plan(scene, spec, OptionalInt.empty())) {
        TileBounds t = image.tile().orElse(new TileBounds(0, 0, frame.width(), frame.height()));
        boxes.add(new TileBox(t.x(), t.y(), t.width(), t.height(), scale));
      }
    }
    return boxes;
  }

  /** Sides of the tiles in pixels of the scene, the smallest first. */
  private static List<Double> sides(
      Path scene, SceneFrame frame, TileSizes sizes, OptionalDouble gsd) {
    if (sizes.sides().isEmpty()) {
      return automatic(Math.min(frame.width(), frame.height()), gsd);
    }
    if (!sizes.inPixels() && gsd.isEmpty()) {
      throw new KamclException(LocalizationFileError.NO_GROUND_SCALE, scene);
    }
    return sizes.sides().stream()
        .map(side -> sizes.inPixels() ? side : side / gsd.orElseThrow())
        .map(side -> Math.max(LEAST_PIXELS, side))
        .sorted()
        .toList();
  }

  private static List<Double> automatic(int shorterSide, OptionalDouble gsd) {
    double wanted = gsd.isPresent() ? METERS / gsd.getAsDouble() : PIXELS;
    double side = Math.max(wanted, MIN_PIXELS);
    side = Math.max(LEAST_PIXELS, Math.min(side, shorterSide / PART));
    List<Double> sides = new ArrayList<>(List.of(side));
    while (sides.size() < SIZES) {
      double before = side;
      side = Math.max(before, Math.min(side * STEP, shorterSide * MOST));
      if (side < before * LEAST_STEP) {
        break;
      }
      sides.add(side);
    }
    return sides;
  }
}
