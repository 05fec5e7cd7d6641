package org.kamcl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.SceneScoreMap;
import org.kamcl.explorer.api.SceneScoreMaps.TileSizes;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.PlannedImage;
import org.kamcl.explorer.imagery.TilingSpec;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.support.GeoTiffWriter;

/**
 * Measures score maps of a scene: the first query against the plain embedding of the same tiles,
 * further queries, which reuse the embeddings, and a query after another start of the program.
 * Times of the processor are printed beside wall times, since they depend less on what else the
 * machine does.
 *
 * <p>Arguments: a folder for the workspace and the scene, the folder of models, the side of the
 * scene in pixels (default 4,000).
 */
public final class LocalizationBench {
  private static final double[] SIDES = {150, 300, 600};
  private static final int QUERIES = 9;

  private LocalizationBench() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Path models = Path.of(args[1]);
    int side = args.length > 2 ? Integer.parseInt(args[2]) : 4_000;
    Path scene =
        new GeoTiffWriter(
                side,
                side,
                3,
                8,
                xyb -> 40 + 20 * xyb[2] + ((xyb[0] / 37 * 31 + xyb[1] / 53 * 17) & 127))
            .at(500_000, 4_000_000, 1)
            .epsg(1, 32632)
            .write(folder.resolve("scene.tif"));
    // What an earlier run kept would make the first query a further one.
    deleteKept(folder.resolve("cache"));
    double[] plain = plain(scene, models);
    ModelStore store = new ModelStore(models, Optional.empty());
    try (ExplorerContext context =
        ExplorerContext.open(
            new Workspace(folder, Optional.empty()), store, Optional.empty(), DeviceChoice.CPU)) {
      // The engine and the model are loaded before the clock starts.
      context.search().vector(QueryParser.parse("lake"));
      double[] first = time(() -> map(context, scene, "boats near a pier"));
      double[] further = new double[QUERIES];
      for (int i = 0; i < QUERIES; i++) {
        String query = "many trees near road " + i;
        further[i] = time(() -> map(context, scene, query))[0];
      }
      Bench.print("tiles", map(context, scene, "lake").tiles(), "tiles");
      Bench.print("plain embedding", plain[0], "s");
      Bench.print("first query", first[0], "s");
      Bench.print("first query / plain embedding, wall", first[0] / plain[0], "x");
      Bench.print("first query / plain embedding, processor", first[1] / plain[1], "x");
      Bench.print("further query, median", 1e3 * Bench.median(further), "ms");
    }
    try (ExplorerContext restarted =
        ExplorerContext.open(
            new Workspace(folder, Optional.empty()), store, Optional.empty(), DeviceChoice.CPU)) {
      restarted.search().vector(QueryParser.parse("lake"));
      Bench.print(
          "first query after another start",
          time(() -> map(restarted, scene, "many boats"))[0],
          "s");
    }
    peakMemory();
  }

  private static void deleteKept(Path cache) throws IOException {
    if (Files.isDirectory(cache)) {
      try (var files = Files.list(cache)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** The most memory that the process had at any time; on Linux. */
  private static void peakMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM")) {
          Bench.print("peak memory", Double.parseDouble(line.split("\\s+")[1]) / 1024, "MB");
        }
      }
    }
  }

  private static SceneScoreMap map(ExplorerContext context, Path scene, String query) {
    return context
        .scoreMaps()
        .map(scene, QueryParser.parse(query), TileSizes.AUTOMATIC, JobContext.NONE);
  }

  /** Embeds the tiles of a scene and nothing else. */
  private static double[] plain(Path scene, Path models) {
    ImageLoader loader = new ImageLoader();
    List<TileBounds> tiles = new ArrayList<>();
    for (double meters : SIDES) {
      TilingSpec spec = new TilingSpec(meters, true, 0.5, OptionalDouble.of(1));
      for (PlannedImage image : loader.plan(scene, spec, OptionalInt.empty())) {
        tiles.add(image.tile().orElseThrow());
      }
    }
    ModelStore store = new ModelStore(models, Optional.empty());
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        KamclModel model = KamclModel.open(store.defaultModel().folder(), runtime);
        WorkerPool workers = WorkerPool.forThisMachine()) {
      ImageEmbedder<TileBounds> embedder =
          new ImageEmbedder<>(
              model,
              workers,
              tile -> loader.read(scene, Optional.of(tile), ImageLoader.EMBEDDING_SIDE));
      embedder.embed(tiles.subList(0, 16), new Ignored());
      return time(() -> embedder.embed(tiles, new Ignored()));
    }
  }

  private static final class Ignored implements ImageEmbedder.Sink<TileBounds> {
    @Override
    public void embedded(TileBounds image, Embedding embedding) {
      // Only the time counts.
    }

    @Override
    public void skipped(TileBounds image, Problem problem) {
      throw new IllegalStateException(String.format(Locale.ROOT, "%s: %s", image, problem));
    }
  }

  /** Wall time and processor time, seconds. */
  private static double[] time(Runnable work) {
    var processor =
        (com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    long used = processor.getProcessCpuTime();
    long start = System.nanoTime();
    work.run();
    return new double[] {
      (System.nanoTime() - start) / 1e9, (processor.getProcessCpuTime() - used) / 1e9
    };
  }
}
