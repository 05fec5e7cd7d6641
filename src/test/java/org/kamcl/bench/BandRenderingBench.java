package org.kamcl.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.PlannedImage;
import org.kamcl.explorer.imagery.TilingSpec;

/**
 * Compares band renderings on the sample scenes: several band selections, stretches, and grayscale,
 * measured with {@link SceneParts}.
 *
 * <p>Arguments: the folder of a model, the folder of the sample data, and the tile size (default
 * {@code 600m}).
 */
public final class BandRenderingBench {
  private BandRenderingBench() {}

  /** Prints a Markdown table with a row per scene and a column per band rendering. */
  public static void main(String[] args) throws IOException {
    TilingSpec tilingSpec =
        TilingSpec.parse(args.length > 2 ? args[2] : "600m", 0, OptionalDouble.empty());
    Map<String, BandRendering> renderings = new LinkedHashMap<>();
    renderings.put("default", BandRendering.DEFAULT);
    renderings.put("stretch 1 to 99", new BandRendering(List.of(), 1, 99));
    renderings.put("bands 1,3,3", new BandRendering(List.of(1, 3, 3), 2, 98));
    UnaryOperator<RgbImage> gray = DomainShifts.all().get("gray");
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        WorkerPool workerPool = WorkerPool.forThisMachine();
        KamclModel model = KamclModel.open(Path.of(args[0]), runtime)) {
      SceneParts parts = new SceneParts(model, workerPool, Path.of(args[1]));
      System.out.println(
          "| scene | captions | " + String.join(" | ", renderings.keySet()) + " | gray |");
      System.out.println("|---|---|" + "---|".repeat(renderings.size() + 1));
      for (Map.Entry<String, Path> scene : new TreeMap<>(parts.scenes()).entrySet()) {
        List<TileBounds> tiles =
            parts.reader().plan(scene.getValue(), tilingSpec, OptionalInt.empty()).stream()
                .map(PlannedImage::tile)
                .flatMap(Optional::stream)
                .toList();
        if (tiles.size() < 4) {
          continue;
        }
        boolean color =
            parts.reader().inspector().inspect(scene.getValue(), OptionalInt.empty()).bands() >= 3;
        StringBuilder row = new StringBuilder();
        int captionCount = 0;
        for (BandRendering rendering : renderings.values()) {
          if (rendering.bands().isEmpty() || color) {
            List<Double> found = parts.accuracies(scene.getKey(), tiles, rendering, image -> image);
            captionCount = found.size();
            row.append(String.format(Locale.ROOT, " %.3f |", SceneParts.mean(found)));
          } else {
            row.append(" |");
          }
        }
        List<Double> found = parts.accuracies(scene.getKey(), tiles, BandRendering.DEFAULT, gray);
        row.append(String.format(Locale.ROOT, " %.3f |", SceneParts.mean(found)));
        System.out.println("| " + scene.getKey() + " | " + captionCount + " |" + row);
      }
    }
  }
}
