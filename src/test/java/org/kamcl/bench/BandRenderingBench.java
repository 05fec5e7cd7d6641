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
 * How the bands of other sensors should be shown to a model: the scenes of the sample data by the
 * measure of {@link SceneParts}, with several choices of bands, stretches, and in grey.
 *
 * <p>Arguments: a model's folder, the folder of the sample data, the window (default {@code 600m}).
 */
public final class BandRenderingBench {
  private BandRenderingBench() {}

  /** Prints a table in Markdown: a row a scene, a column a look. */
  public static void main(String[] args) throws IOException {
    TilingSpec tilingSpec =
        TilingSpec.parse(args.length > 2 ? args[2] : "600m", 0, OptionalDouble.empty());
    Map<String, BandRendering> looks = new LinkedHashMap<>();
    looks.put("as it is", BandRendering.DEFAULT);
    looks.put("stretched 1 to 99", new BandRendering(List.of(), 1, 99));
    looks.put("bands 1,3,3", new BandRendering(List.of(1, 3, 3), 2, 98));
    UnaryOperator<RgbImage> grey = DomainShifts.all().get("grey");
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        WorkerPool workerPool = WorkerPool.forThisMachine();
        KamclModel model = KamclModel.open(Path.of(args[0]), runtime)) {
      SceneParts parts = new SceneParts(model, workerPool, Path.of(args[1]));
      System.out.println(
          "| scene | sentences | " + String.join(" | ", looks.keySet()) + " | grey |");
      System.out.println("|---|---|" + "---|".repeat(looks.size() + 1));
      for (Map.Entry<String, Path> scene : new TreeMap<>(parts.scenes()).entrySet()) {
        List<TileBounds> windows =
            parts.reader().plan(scene.getValue(), tilingSpec, OptionalInt.empty()).stream()
                .map(PlannedImage::tile)
                .flatMap(Optional::stream)
                .toList();
        if (windows.size() < 4) {
          continue;
        }
        boolean colour =
            parts.reader().inspector().inspect(scene.getValue(), OptionalInt.empty()).bands() >= 3;
        StringBuilder row = new StringBuilder();
        int sentences = 0;
        for (BandRendering look : looks.values()) {
          if (look.bands().isEmpty() || colour) {
            List<Double> found = parts.accuracies(scene.getKey(), windows, look, image -> image);
            sentences = found.size();
            row.append(String.format(Locale.ROOT, " %.3f |", SceneParts.mean(found)));
          } else {
            row.append(" |");
          }
        }
        List<Double> found = parts.accuracies(scene.getKey(), windows, BandRendering.DEFAULT, grey);
        row.append(String.format(Locale.ROOT, " %.3f |", SceneParts.mean(found)));
        System.out.println("| " + scene.getKey() + " | " + sentences + " |" + row);
      }
    }
  }
}
