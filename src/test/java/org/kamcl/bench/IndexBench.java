package org.kamcl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.kamcl.engine.image.ImageFiles;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageFileEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.index.IndexRequest;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.support.TestModels;

/**
 * Times indexing of image files, alternating with the engine alone on the same files. Initial
 * weights are as fast as trained ones.
 *
 * <p>Arguments: a folder with images, their number (default 2,000), and rounds (default 3).
 */
public final class IndexBench {
  private IndexBench() {}

  /** Prints the results as JSON lines. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int count = args.length > 1 ? Integer.parseInt(args[1]) : 2_000;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
    Path temporary = Files.createTempDirectory("kamcl-bench");
    Path images = Files.createDirectory(temporary.resolve("images"));
    List<Path> files = new ArrayList<>();
    for (String name : ImageFiles.list(folder).stream().limit(count).toList()) {
      files.add(Files.copy(folder.resolve(name), images.resolve(name)));
    }
    TestModels.fullModel(temporary.resolve("models/default"), 160);
    ModelStore models = new ModelStore(temporary.resolve("models"), Optional.empty());
    double[] engine = new double[rounds];
    double[] index = new double[rounds];
    double[] again = new double[rounds];
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        KamclModel model = KamclModel.open(temporary.resolve("models/default"), runtime);
        WorkerPool workerPool = WorkerPool.forThisMachine()) {
      ImageFileEmbedder embedder = new ImageFileEmbedder(model, workerPool);
      embedder.embed(files.subList(0, Math.min(200, files.size())), new Ignorer());
      for (int round = 0; round < rounds; round++) {
        long start = System.nanoTime();
        embedder.embed(files, new Ignorer());
        engine[round] = (System.nanoTime() - start) / 1e9;
        Path home = temporary.resolve("home" + round);
        try (ExplorerContext explorerContext =
            ExplorerContext.open(
                new Workspace(home, Optional.empty()),
                models,
                Optional.of("default"),
                DeviceChoice.CPU)) {
          // Indexing one image loads the model before the measurement, as in a running application.
          Path one = Files.createDirectory(temporary.resolve("one" + round));
          Files.copy(files.get(0), one.resolve("one.jpg"));
          explorerContext.index(IndexRequest.of(one)).run(JobContext.NONE);
          start = System.nanoTime();
          IndexReport report = explorerContext.index(IndexRequest.of(images)).run(JobContext.NONE);
          index[round] = (System.nanoTime() - start) / 1e9;
          if (report.added() != files.size()) {
            throw new IllegalStateException("Only " + report.added() + " were added.");
          }
          start = System.nanoTime();
          explorerContext.index(IndexRequest.of(images)).run(JobContext.NONE);
          again[round] = (System.nanoTime() - start) / 1e9;
        }
      }
    }
    Bench.print("engine/" + count, count / Bench.median(engine), "images/s");
    Bench.print("index/" + count, count / Bench.median(index), "images/s");
    Bench.print("index/engine", Bench.median(engine) / Bench.median(index), "of the rate");
    Bench.print("index-again/" + count, Bench.median(again), "s");
    try (Stream<Path> walk = Files.walk(temporary)) {
      for (Path path : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Discards embeddings. */
  private static final class Ignorer implements ImageFileEmbedder.Sink {
    @Override
    public void embedded(Path file, Embedding embedding) {}

    @Override
    public void skipped(Path file, Problem problem) {
      throw new IllegalStateException(ErrorText.of(problem, Locale.ENGLISH));
    }
  }
}
