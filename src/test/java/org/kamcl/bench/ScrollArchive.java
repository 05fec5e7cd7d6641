package org.kamcl.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.StoredEmbedding;
import org.kamcl.explorer.cli.CommandRunner;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * A workspace with many images: links to the sample images and a catalog with generated vectors,
 * mixtures of the sample images' vectors of the included model with noise. Scores, match bands and
 * concepts are distributed as in a real archive.
 */
final class ScrollArchive implements AutoCloseable {
  private static final double NOISE = 0.7;
  private static final int BATCH = 1_000;
  private static final int IN_FOLDER = 1_000;

  private final Path home;
  private final boolean kept;

  private ScrollArchive(Path home, boolean kept) {
    this.home = home;
    this.kept = kept;
  }

  /**
   * Creates a workspace or opens an existing one.
   *
   * @param keep folder of the workspace; empty for a temporary one
   */
  static ScrollArchive of(int images, String keep) throws IOException {
    Path home = keep.isEmpty() ? Files.createTempDirectory("kamcl-bench") : Path.of(keep);
    Files.createDirectories(home);
    ScrollArchive archive = new ScrollArchive(home, !keep.isEmpty());
    if (!Files.exists(home.resolve(Catalog.FILE_NAME))) {
      archive.fill(images);
    }
    return archive;
  }

  Path home() {
    return home;
  }

  private record Source(Path file, int width, int height) {}

  private void fill(int images) throws IOException {
    Path program = Path.of("").toAbsolutePath();
    List<StoredEmbedding> known = new ArrayList<>();
    ModelId id = indexSamples(program, known);
    List<Source> sources = new ArrayList<>();
    try (Stream<Path> files = Files.list(program.resolve("sample-data").resolve("tiles"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jpg")).sorted().toList()) {
        RgbImage image = ImageDecoder.decode(file);
        sources.add(new Source(file, image.width(), image.height()));
      }
    }
    SplittableRandom random = new SplittableRandom(5);
    List<EmbeddedImage> batch = new ArrayList<>();
    try (Catalog catalog = Catalog.open(home.resolve(Catalog.FILE_NAME))) {
      for (int i = 0; i < images; i++) {
        Path folder = home.resolve("images").resolve("part" + i / IN_FOLDER);
        Files.createDirectories(folder);
        Source source = sources.get(i % sources.size());
        Path file = link(source.file(), folder.resolve("image_" + i + ".jpg"));
        batch.add(embeddedImage(random, source, file, i, known));
        if (batch.size() == BATCH || i == images - 1) {
          catalog.save(id, batch);
          batch.clear();
        }
      }
    }
  }

  /** Indexes the sample images in a workspace beside; returns their model and embeddings. */
  private ModelId indexSamples(Path program, List<StoredEmbedding> known) throws IOException {
    Path samples = Files.createTempDirectory("kamcl-samples");
    System.setProperty("kamcl.program", program.toString());
    PrintWriter out = new PrintWriter(Writer.nullWriter());
    int code =
        CommandRunner.run(
            new CommandOutput(out, out, false),
            "index",
            program.resolve("sample-data").resolve("tiles").toString(),
            "--workspace",
            samples.toString());
    if (code != 0) {
      throw new IllegalStateException("The sample images were not indexed.");
    }
    ModelId id;
    try (Catalog catalog = Catalog.open(samples.resolve(Catalog.FILE_NAME))) {
      id = catalog.models().last().orElseThrow();
      catalog.embeddings(id, known::add);
    }
    delete(samples);
    return id;
  }

  private static Path link(Path source, Path file) throws IOException {
    try {
      return Files.createLink(file, source);
    } catch (IOException | UnsupportedOperationException e) {
      return Files.copy(source, file);
    }
  }

  private static EmbeddedImage embeddedImage(
      SplittableRandom random, Source source, Path file, int number, List<StoredEmbedding> known)
      throws IOException {
    FileEntry entry =
        new FileEntry(
            "Collection " + number % 20,
            file,
            Files.size(file),
            Files.getLastModifiedTime(file).toMillis(),
            Long.toHexString(random.nextLong()).repeat(4),
            "whole",
            1,
            Optional.empty(),
            List.of(),
            Optional.empty());
    double lon = random.nextDouble(-10, 30);
    double lat = random.nextDouble(36, 60);
    ImageEntry image =
        new ImageEntry(
            Optional.empty(),
            source.width(),
            source.height(),
            number % 10 == 0
                ? Optional.empty()
                : Optional.of(
                    new Footprint(
                        List.of(
                            new GeoPoint(lon, lat),
                            new GeoPoint(lon + 0.01, lat),
                            new GeoPoint(lon + 0.01, lat - 0.01),
                            new GeoPoint(lon, lat - 0.01)))),
            OptionalDouble.of(3),
            Optional.of(LocalDate.of(2019, 1, 1).plusDays(number % 1000)),
            "EPSG:4326",
            List.of());
    StoredEmbedding first = known.get(random.nextInt(known.size()));
    StoredEmbedding second = known.get(random.nextInt(known.size()));
    float[] vector = new float[first.vector().length];
    double noise = NOISE / Math.sqrt(vector.length);
    double squares = 0;
    for (int d = 0; d < vector.length; d++) {
      vector[d] =
          (float) (first.vector()[d] + second.vector()[d] / 2 + noise * random.nextGaussian());
      squares += vector[d] * vector[d];
    }
    for (int d = 0; d < vector.length; d++) {
      vector[d] /= (float) Math.sqrt(squares);
    }
    byte[] strengths = first.concepts().clone();
    return new EmbeddedImage(entry, image, vector, strengths);
  }

  @Override
  public void close() throws IOException {
    if (!kept) {
      delete(home);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted((x, y) -> y.compareTo(x)).toList()) {
        Files.delete(path);
      }
    }
  }
}
