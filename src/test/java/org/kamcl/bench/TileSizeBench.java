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
 * How wide the windows of a scene should be: the scenes of the sample data cut into windows of
 * several widths, by the measure of {@link SceneParts}.
 *
 * <p>Arguments: a model's folder, the folder of the sample data, widths in metres (default: from
 * 300 to 4,800).
 */
public final class TileSizeBench {
  private static final List<Double> METRES =
      List.of(300., 450., 600., 900., 1200., 1800., 2400., 3000., 3600., 4800.);
  private static final int FEWEST_PIXELS = 45;
  private static final int FEWEST_WINDOWS = 4;

  /** The training pictures of RSICD have so many pixels along a side. */
  private static final int TRAINED_PIXELS = 150;

  private final SceneParts parts;

  private TileSizeBench(SceneParts parts) {
    this.parts = parts;
  }

  /** Prints a row for each ground resolution and width of windows. */
  public static void main(String[] args) throws IOException {
    List<Double> widths = new ArrayList<>();
    for (int i = 2; i < args.length; i++) {
      widths.add(Double.valueOf(args[i]));
    }
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        WorkerPool workerPool = WorkerPool.forThisMachine();
        KamclModel model = KamclModel.open(Path.of(args[0]), runtime)) {
      new TileSizeBench(new SceneParts(model, workerPool, Path.of(args[1])))
          .run(widths.isEmpty() ? METRES : widths);
    }
  }

  private void run(List<Double> widths) {
    System.out.println(
        "| metres a pixel | window | pixels across | scenes | sentences | found | reduced to "
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
        (metres, scenes) -> {
          for (double width : widths) {
            row(metres, width, scenes);
          }
        });
  }

  private void row(double metres, double width, List<String> scenes) {
    int pixels = (int) Math.round(width / metres);
    if (pixels < FEWEST_PIXELS) {
      return;
    }
    List<Double> found = new ArrayList<>();
    List<Double> reduced = new ArrayList<>();
    int count = 0;
    for (String scene : scenes) {
      TilingSpec tilingSpec = TilingSpec.parse(pixels + "px", 0, OptionalDouble.empty());
      List<TileBounds> windows =
          parts.reader().plan(parts.scenes().get(scene), tilingSpec, OptionalInt.empty()).stream()
              .map(PlannedImage::tile)
              .flatMap(Optional::stream)
              .toList();
      if (windows.size() < FEWEST_WINDOWS) {
        continue;
      }
      count++;
      List<Double> plain = parts.accuracies(scene, windows, BandRendering.DEFAULT, image -> image);
      found.addAll(plain);
      reduced.addAll(
          pixels <= TRAINED_PIXELS
              ? plain
              : parts.accuracies(
                  scene,
                  windows,
                  BandRendering.DEFAULT,
                  image -> ImageResizer.bilinear(image, TRAINED_PIXELS, TRAINED_PIXELS)));
    }
    if (count > 0) {
      System.out.printf(
          Locale.ROOT,
          "| %.1f | %.0f m | %d | %d | %d | %.3f | %.3f |%n",
          metres,
          width,
          pixels,
          count,
          found.size(),
          SceneParts.mean(found),
          SceneParts.mean(reduced));
    }
  }
}
