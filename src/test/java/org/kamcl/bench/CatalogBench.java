package org.kamcl.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.explorer.archive.Caption;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.index.EmbeddingStore;
import org.kamcl.explorer.index.ParallelExecutor;

/**
 * Times the queries of the user interface on a catalog of many images with captions, footprints,
 * dates and vectors of 512 values. Argument: the number of images (default 100,000).
 */
public final class CatalogBench {
  private static final ModelId MODEL = new ModelId("a".repeat(64), "made up");
  private static final int DIMENSION = 512;
  private static final int BATCH = 1_000;
  private static final int ROUNDS = 5;

  private CatalogBench() {}

  /** Prints the results as JSON lines. */
  public static void main(String[] args) throws IOException {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    Path folder = Files.createTempDirectory("kamcl-bench");
    Path file = folder.resolve("catalog.db");
    long start = System.nanoTime();
    try (Catalog catalog = Catalog.open(file)) {
      fill(catalog, count);
    }
    Bench.print("catalog/store", count / ((System.nanoTime() - start) / 1e9), "images/s");
    Bench.print("catalog/size", Files.size(file) / 1e6, "MB");
    time("open-and-summary", () -> opened(file, Catalog::summary));
    time("open-and-images", () -> opened(file, Catalog::images));
    try (Catalog catalog = Catalog.open(file)) {
      SearchFilter area = SearchFilter.NONE.withArea(Optional.of(GeoArea.box(5, 40, 15, 50)));
      SearchFilter days =
          SearchFilter.NONE.withDates(Optional.of(LocalDate.of(2020, 6, 1)), Optional.empty());
      time("summary", catalog::summary);
      time("images", catalog::images);
      time("collections", () -> catalog.collections().list());
      time("count-without-place", () -> catalog.count(SearchFilter.NONE.withLocationMissing(true)));
      time("count-days", () -> catalog.count(days));
      time("select-area-" + catalog.count(area), () -> catalog.imageIds(area));
      time("captions-with", () -> catalog.words().captions("pier bo", 8));
      time("sentences", catalog::captions);
      time("version", catalog::imagesVersion);
    }
    time("vectors-from-catalogue", () -> vectors(file, false));
    vectors(file, true);
    time("vectors-from-file", () -> vectors(file, false));
    long removal = System.nanoTime();
    opened(file, catalog -> catalog.collections().remove("Collection 7"));
    Bench.print("catalog/remove-" + count / 20, (System.nanoTime() - removal) / 1e6, "ms");
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }

  private static void vectors(Path file, boolean keep) {
    try (Catalog catalog = Catalog.open(file)) {
      EmbeddingStore store = new EmbeddingStore(catalog);
      store.read(MODEL, DIMENSION, ParallelExecutor.SINGLE_THREADED);
      if (keep) {
        store.close();
      }
    }
  }

  /** Runs the queries on a catalog. */
  private interface Question {
    Object ask(Catalog catalog);
  }

  private static void opened(Path file, Question question) {
    try (Catalog catalog = Catalog.open(file)) {
      question.ask(catalog);
    }
  }

  /** Measures CPU time, which is more stable than wall-clock time on a busy machine. */
  private static void time(String name, Runnable once) {
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    double[] milliseconds = new double[ROUNDS];
    for (int round = -2; round < ROUNDS; round++) {
      long start = clock.getCurrentThreadCpuTime();
      once.run();
      if (round >= 0) {
        milliseconds[round] = (clock.getCurrentThreadCpuTime() - start) / 1e6;
      }
    }
    Bench.print("catalog/" + name, Bench.median(milliseconds), "ms");
  }

  private static void fill(Catalog catalog, int count) {
    SplittableRandom random = new SplittableRandom(3);
    List<EmbeddedImage> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Caption> captions = new ArrayList<>();
      for (int c = 0; c < 5; c++) {
        captions.add(
            new Caption("many boats " + random.nextInt(2_000) + " are near a pier " + c, "train"));
      }
      FileEntry entry =
          new FileEntry(
              "Collection " + i % 20,
              Path.of("/archive/of/images/part" + i % 20 + "/image_" + i + ".jpg"),
              50_000,
              1_700_000_000_000L + i,
              Long.toHexString(random.nextLong()).repeat(4),
              "whole",
              1,
              Optional.empty(),
              captions,
              Optional.empty());
      double lon = random.nextDouble(-180, 179);
      double lat = random.nextDouble(-80, 80);
      ImageEntry image =
          new ImageEntry(
              Optional.empty(),
              224,
              224,
              i % 10 == 0
                  ? Optional.empty()
                  : Optional.of(
                      new Footprint(
                          List.of(
                              new GeoPoint(lon, lat + 0.01),
                              new GeoPoint(lon + 0.01, lat + 0.01),
                              new GeoPoint(lon + 0.01, lat),
                              new GeoPoint(lon, lat)))),
              OptionalDouble.of(0.5),
              i % 3 == 0
                  ? Optional.empty()
                  : Optional.of(LocalDate.of(2019, 1, 1).plusDays(i % 1000)),
              "EPSG:32632",
              List.of());
      float[] values = new float[DIMENSION];
      for (int d = 0; d < DIMENSION; d++) {
        values[d] = (float) random.nextDouble(-0.1, 0.1);
      }
      float[] vector = new Embedding(values, new float[0]).unitVector();
      byte[] concepts = new byte[DIMENSION];
      random.nextBytes(concepts);
      batch.add(new EmbeddedImage(entry, image, vector, concepts));
      if (batch.size() == BATCH || i == count - 1) {
        catalog.save(MODEL, batch);
        batch.clear();
      }
    }
  }
}
