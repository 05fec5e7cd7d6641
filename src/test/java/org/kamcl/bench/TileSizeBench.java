package org.kamcl.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.PlannedImage;
import org.kamcl.explorer.imagery.TilingSpec;

/**
 * Compares tile sizes on the sample scenes, measured with {@link SceneParts}.
 *
 * <p>Arguments: the folder of a model, the folder of the sample data, and tile widths in meters
 * (default: from 300 to 4,800).
 */
public final class TileSizeBench {
  private static final List<Double> METERS =
      List.of(300., 450., 600., 900., 1200., 1800., 2400., 3000., 3600., 4800.);
  private static final int MIN_PIXELS = 45;
  private static final int MIN_TILES = 4;

  /** Side of the training images of RSICD in pixels. */
  private static final int TRAINED_PIXELS = 150;

  private final SceneParts parts;

  private TileSizeBench(SceneParts parts) {
    this.parts = parts;
  }

  /** Prints a row for each ground sample distance and tile width. */
  public static void main(String[] args) throws IOException {
    List<Double> widths = new ArrayList<>();
    for (int i = 2; i < args.length; i++) {
      widths.add(Double.valueOf(args[i]));
    }
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        WorkerPool workerPool = WorkerPool.forThisMachine();
        KamclModel model = KamclModel.open(Path.of(args[0]), runtime)) {
      new TileSizeBench(new SceneParts(model, workerPool, Path.of(args[1])))
          .run(widths.isEmpty() ? METERS : widths);
    }
  }

  private void run(List<Double> widths) {
    System.out.println(
        "| meters per pixel | tile | pixels across | scenes | captions | accuracy | reduced to "
            + TRAINED_PIXELS
            + " pixels |");
    System.out.println("|---|---|---|---|---|---|---|");
    Map<Double, List<String>> groups = new TreeMap<>();
    parts
        .scenes()
        .forEach(
            (name, file) ->
                groups
                    .computeIfAbsent(Math.rint(10 * parts.gsd(file)) / 10, m -> new ArrayList<>())
                    .add(name));
    groups.forEach(
        (meters, scenes) -> {
          for (double width : widths) {
            row(meters, width, scenes);
          }
        });
  }

  private void row(double meters, double width, List<String> scenes) {
    int pixels = (int) Math.round(width / meters);
    if (pixels < MIN_PIXELS) {
      return;
    }
    List<Double> found = new ArrayList<>();
    List<Double> reduced = new ArrayList<>();
    int count = 0;
    for (String scene : scenes) {
      TilingSpec tilingSpec = TilingSpec.parse(pixels + "px", 0, OptionalDouble.empty());
      List<TileBounds> tiles =
          parts.reader().plan(parts.scenes().get(scene), tilingSpec, OptionalInt.empty()).stream()
              .map(PlannedImage::tile)
              .flatMap(Optional::stream)
              .toList();
      if (tiles.size() < MIN_TILES) {
        continue;
      }
      count++;
      List<Double> plain = parts.accuracies(scene, tiles, BandRendering.DEFAULT, image -> image);
      found.addAll(plain);
      reduced.addAll(
          pixels <= TRAINED_PIXELS
              ? plain
              : parts.accuracies(
                  scene,
                  tiles,
                  BandRendering.DEFAULT,
                  image -> ImageResizer.bilinear(image, TRAINED_PIXELS, TRAINED_PIXELS)));
    }
    if (count > 0) {
      System.out.printf(
          Locale.ROOT,
          "| %.1f | %.0f m | %d | %d | %d | %.3f | %.3f |%n",
          meters,
          width,
          pixels,
          count,
          found.size(),
          SceneParts.mean(found),
          SceneParts.mean(reduced));
    }
  }
}
