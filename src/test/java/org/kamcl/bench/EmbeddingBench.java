package org.kamcl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.image.ImageFiles;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageFileEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;
import org.kamcl.support.TestModels;

/**
 * Measures embedding from JPEG files and of captions, and the resident memory while embedding many
 * images.
 *
 * <p>Arguments: a folder with JPEG files (default: generated images of 150 pixels), the number of
 * images for the memory (default 10,000), and the folder of a model (default: the {@code default}
 * network at 160 pixels with initial weights, which is as fast as a trained one).
 */
public final class EmbeddingBench {
  private static final int IMAGES = 400;
  private static final int CAPTIONS = 512;

  private EmbeddingBench() {}

  /** Prints the results as JSON lines. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path temporary = Files.createTempDirectory("kamcl-bench");
    Path folder = args.length > 0 ? Path.of(args[0]) : makeImages(temporary);
    int many = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    List<Path> files = ImageFiles.list(folder).stream().limit(IMAGES).map(folder::resolve).toList();
    List<String> captions = new ArrayList<>();
    for (int i = 0; i < CAPTIONS; i++) {
      captions.add("many green trees are around pier " + i + " near a lake with boats");
    }
    Path model = args.length > 2 ? Path.of(args[2]) : temporary.resolve("model");
    if (args.length <= 2) {
      makeModelInProcess(model);
    }
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        KamclModel loaded = KamclModel.open(model, runtime);
        WorkerPool workerPool = WorkerPool.forThisMachine()) {
      ImageFileEmbedder embedder = new ImageFileEmbedder(loaded, workerPool);
      List<Path> repeated = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        repeated.add(files.get(i % files.size()));
      }
      Counter counter = new Counter();
      long start = System.nanoTime();
      embedder.embed(repeated, counter);
      double rate = counter.count / ((System.nanoTime() - start) / 1e9);
      String name = "embedding/" + loaded.imageSize() + "/";
      Bench.print(name + many + "-images", rate, "images/s");
      Bench.print(name + many + "-images/peak-resident", peakMegabytes(), "MB");
      double[] seconds =
          Bench.medians(
              5,
              new Bench.Work("images", () -> embedder.embed(files, new Counter())),
              new Bench.Work("captions", () -> loaded.embedTexts(captions)));
      Bench.print(name + "file-to-embedding", files.size() / seconds[0], "images/s");
      Bench.print(name + "captions", CAPTIONS / seconds[1], "captions/s");
    }
    try (Stream<Path> walk = Files.walk(temporary)) {
      for (Path path : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Creates the model in another process, so that its memory is not measured here. */
  private static void makeModelInProcess(Path model) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    new ProcessBuilder(java, "-cp", classPath, Maker.class.getName(), model.toString())
        .inheritIO()
        .start()
        .waitFor();
  }

  /** Creates a model in the given folder. */
  static final class Maker {
    private Maker() {}

    /** Creates the model. */
    public static void main(String[] args) {
      TestModels.fullModel(Path.of(args[0]), 160);
    }
  }

  private static Path makeImages(Path temporary) throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("images"));
    for (int i = 0; i < IMAGES; i++) {
      Files.write(folder.resolve(i + ".jpg"), ImageBytes.jpeg(TestModels.image(i, 150, 150)));
    }
    return folder;
  }

  /** Peak resident memory of this process, or NaN if it is not available. */
  private static double peakMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
        }
      }
    }
    return Double.NaN;
  }

  /** Counts embeddings. */
  private static final class Counter implements ImageFileEmbedder.Sink {
    private int count;

    @Override
    public void embedded(Path file, Embedding embedding) {
      count++;
    }

    @Override
    public void skipped(Path file, Problem problem) {
      throw new IllegalStateException(ErrorText.of(problem, Locale.ENGLISH));
    }
  }
}
