package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.StoredEmbedding;

class EmbeddingStoreTest {
  private static final ModelId MODEL = new ModelId("a".repeat(64), "small");
  private static final int DIMENSION = 8;
  private static final int MANY = 5_000;

  @TempDir private Path folder;
  private Path file;
  private final Random random = new Random(5);

  @BeforeEach
  void setFile() {
    file = folder.resolve("catalog.db");
  }

  private void add(Catalog catalog, int from, int count) {
    List<EmbeddedImage> batch = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      FileEntry entry =
          new FileEntry(
              "Towns",
              Path.of("/archive/" + i + ".jpg"),
              1,
              1,
              "content " + i,
              "whole",
              1,
              Optional.empty(),
              List.of(),
              Optional.empty());
      ImageEntry image =
          new ImageEntry(
              Optional.empty(),
              9,
              9,
              Optional.empty(),
              OptionalDouble.empty(),
              Optional.empty(),
              "",
              List.of());
      float[] vector = new float[DIMENSION];
      byte[] concepts = new byte[3];
      random.nextBytes(concepts);
      for (int d = 0; d < DIMENSION; d++) {
        vector[d] = (float) random.nextGaussian();
      }
      batch.add(
          new EmbeddedImage(
              entry, image, new Embedding(vector, new float[0]).unitVector(), concepts));
    }
    catalog.save(MODEL, batch);
  }

  /** Asserts that a snapshot has the embeddings of the catalog. */
  private static void assertMatchesCatalog(Catalog catalog, EmbeddingSnapshot snapshot) {
    List<StoredEmbedding> all = new ArrayList<>();
    catalog.embeddings(MODEL, all::add);
    assertEquals(all.size(), snapshot.index().size());
    assertEquals(all.size(), snapshot.concepts().size());
    for (int i = 0; i < all.size(); i++) {
      assertEquals(all.get(i).imageId(), snapshot.index().id(i));
      assertArrayEquals(
          all.get(i).vector(), snapshot.index().vector(all.get(i).imageId()).orElseThrow());
      assertArrayEquals(all.get(i).concepts(), snapshot.concepts().get(i));
    }
  }

  private List<Path> caches() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith("vectors")).toList();
    }
  }

  @Test
  void snapshotsFollowAddedAndRemovedImages() {
    try (Catalog catalog = Catalog.open(file);
        EmbeddingStore store = new EmbeddingStore(catalog)) {
      assertEquals(
          0, store.read(MODEL, DIMENSION, ParallelExecutor.SINGLE_THREADED).index().size());
      add(catalog, 0, 4_500);
      EmbeddingSnapshot first = store.read(MODEL, DIMENSION, ParallelExecutor.SINGLE_THREADED);
      assertMatchesCatalog(catalog, first);
      assertSame(
          first, store.read(MODEL, DIMENSION, ParallelExecutor.SINGLE_THREADED), "nothing changed");
      float[] before = first.index().vector(first.index().id(4_499)).orElseThrow();
      add(catalog, 4_500, 700);
      EmbeddingSnapshot second = store.read(MODEL, DIMENSION, ParallelExecutor.SINGLE_THREADED);
      assertMatchesCatalog(catalog, second);
      assertSame(first.index().blocks().get(0), second.index().blocks().get(0), "not read again");
      assertEquals(4_500, first.index().size(), "the old snapshot is unchanged");
      assertArrayEquals(before, first.index().vector(first.index().id(4_499)).orElseThrow());
      var removal = catalog.collections().remove(List.of(first.index().id(3)));
      assertMatchesCatalog(catalog, store.read(MODEL, DIMENSION, ParallelExecutor.SINGLE_THREADED));
      removal.undo();
      assertMatchesCatalog(catalog, store.read(MODEL, DIMENSION, ParallelExecutor.SINGLE_THREADED));
      add(catalog, 10, 1);
      assertMatchesCatalog(catalog, store.read(MODEL, DIMENSION, ParallelExecutor.SINGLE_THREADED));
      assertEquals(
          0,
          store
              .read(new ModelId("other", "big"), DIMENSION, ParallelExecutor.SINGLE_THREADED)
              .index()
              .size());
    }
  }

  @Test
  void theCacheFileIsReusedOnlyIfItIsValid() throws IOException {
    try (Catalog catalog = Catalog.open(file)) {
      add(catalog, 0, MANY);
      try (EmbeddingStore store = new EmbeddingStore(catalog)) {
        store.read(MODEL, DIMENSION, ParallelExecutor.SINGLE_THREADED);
      }
      Path cache = caches().get(0);
      assertEquals(1, caches().size());
      byte[] good = Files.readAllBytes(cache);
      assertTrue(
          EmbeddingCacheFile.read(cache, MODEL, DIMENSION, ParallelExecutor.SINGLE_THREADED)
              .isPresent());
      assertMatchesCatalog(
          catalog,
          EmbeddingCacheFile.read(cache, MODEL, DIMENSION, ParallelExecutor.SINGLE_THREADED)
              .orElseThrow());
      assertFalse(
          EmbeddingCacheFile.read(cache, MODEL, 4, ParallelExecutor.SINGLE_THREADED).isPresent());
      assertFalse(
          EmbeddingCacheFile.read(
                  cache, new ModelId("b", "x"), DIMENSION, ParallelExecutor.SINGLE_THREADED)
              .isPresent());
      for (int at : new int[] {0, 9, 60, 200, MANY * 8 + 300, good.length - 1}) {
        byte[] bad = good.clone();
        bad[at] ^= 4;
        Files.write(cache, bad);
        assertStoreMatchesCatalog(catalog);
      }
      Files.write(cache, java.util.Arrays.copyOf(good, good.length / 2));
      assertStoreMatchesCatalog(catalog);
      Files.write(cache, new byte[0]);
      assertStoreMatchesCatalog(catalog);
      // A cache from before an addition is extended; one from before a removal is discarded.
      Files.write(cache, good);
      add(catalog, MANY, 100);
      assertStoreMatchesCatalog(catalog);
      Files.write(cache, good);
      catalog.collections().remove(List.of(catalog.images().get(7).id()));
      assertStoreMatchesCatalog(catalog);
    }
    // The cache of another catalog at the same path is discarded.
    try (Stream<Path> files = Files.list(folder)) {
      for (Path old : files.filter(f -> f.getFileName().toString().startsWith("cat")).toList()) {
        Files.delete(old);
      }
    }
    try (Catalog other = Catalog.open(file)) {
      add(other, 0, MANY);
      assertStoreMatchesCatalog(other);
    }
  }

  @Test
  void aCacheIsNotUsedForARestoredCopyOfTheCatalog() throws IOException {
    try (Catalog catalog = Catalog.open(file)) {
      add(catalog, 0, MANY);
    }
    Path copy = folder.resolve("backup.db");
    for (int batches = 1; batches <= 3; batches++) {
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      try (Catalog catalog = Catalog.open(file)) {
        add(catalog, 20_000 * batches, 700);
        assertStoreMatchesCatalog(catalog);
      }
      assertEquals(1, caches().size(), "the cache holds the images that the copy lacks");
      Files.copy(copy, file, StandardCopyOption.REPLACE_EXISTING);
      try (Catalog catalog = Catalog.open(file)) {
        for (int batch = 0; batch < batches; batch++) {
          add(catalog, 20_000 * batches + 10_000 + 300 * batch, 300);
        }
        assertStoreMatchesCatalog(catalog);
      }
    }
  }

  private static void assertStoreMatchesCatalog(Catalog catalog) {
    try (EmbeddingStore store = new EmbeddingStore(catalog)) {
      assertMatchesCatalog(catalog, store.read(MODEL, DIMENSION, ParallelExecutor.SINGLE_THREADED));
    }
  }

  @Test
  void fewEmbeddingsAreNotCached() throws IOException {
    try (Catalog catalog = Catalog.open(file);
        EmbeddingStore store = new EmbeddingStore(catalog)) {
      add(catalog, 0, 50);
      store.read(MODEL, DIMENSION, ParallelExecutor.SINGLE_THREADED);
    }
    assertEquals(List.of(), caches());
  }
}
