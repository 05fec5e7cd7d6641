package org.kamcl.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
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
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.EmbeddedImage;
import org.kamcl.explorer.catalog.FileEntry;
import org.kamcl.explorer.catalog.ImageEntry;
import org.kamcl.explorer.catalog.ModelId;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * A workspace with many images: copies of the sample images and a catalog with generated vectors of
 * the included model.
 */
final class ScrollArchive implements AutoCloseable {
  private static final int DIMENSION = 512;
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
    StoredModel model = new Workspace(home, Optional.of(program)).models().defaultModel();
    ModelId id = new ModelId(model.requireCard().weightsSha256(), model.name());
    int concepts = concepts(model.folder());
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
        Path file = Files.copy(source.file(), folder.resolve("image_" + i + ".jpg"));
        batch.add(embeddedImage(random, source, file, i, concepts));
        if (batch.size() == BATCH || i == images - 1) {
          catalog.save(id, batch);
          batch.clear();
        }
      }
    }
  }

  private static int concepts(Path model) throws IOException {
    JsonArray names =
        JsonParser.parseString(Files.readString(model.resolve("concepts.json")))
            .getAsJsonObject()
            .getAsJsonArray("concepts");
    return names.size();
  }

  private static EmbeddedImage embeddedImage(
      SplittableRandom random, Source source, Path file, int number, int concepts)
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
    float[] vector = new float[DIMENSION];
    double length = 0;
    for (int d = 0; d < DIMENSION; d++) {
      vector[d] = (float) random.nextDouble(-1, 1);
      length += vector[d] * vector[d];
    }
    for (int d = 0; d < DIMENSION; d++) {
      vector[d] /= (float) Math.sqrt(length);
    }
    byte[] strengths = new byte[concepts];
    random.nextBytes(strengths);
    return new EmbeddedImage(entry, image, vector, strengths);
  }

  @Override
  public void close() throws IOException {
    if (kept) {
      return;
    }
    try (Stream<Path> walk = Files.walk(home)) {
      for (Path path : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}
