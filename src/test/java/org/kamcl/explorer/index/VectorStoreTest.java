package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.FileEntry;
import org.kamcl.explorer.catalog.IndexedPicture;
import org.kamcl.explorer.catalog.ModelId;
import org.kamcl.explorer.catalog.PictureEntry;
import org.kamcl.explorer.catalog.StoredEmbedding;

class VectorStoreTest {
  private static final ModelId MODEL = new ModelId("a".repeat(64), "small");
  private static final int DIMENSION = 8;
  private static final int MANY = 5_000;

  @TempDir private Path folder;
  private Path file;
  private final Random random = new Random(5);

  @BeforeEach
  void name() {
    file = folder.resolve("catalog.db");
  }

  private void add(Catalog catalog, int from, int count) {
    List<IndexedPicture> batch = new ArrayList<>();
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
      PictureEntry picture =
          new PictureEntry(
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
      batch.add(new IndexedPicture(entry, picture, vector, concepts));
    }
    catalog.save(MODEL, batch);
  }

  /** Whether a store says what the catalogue says. */
  private static void assertTrueTo(Catalog catalog, Vectors vectors) {
    List<StoredEmbedding> all = new ArrayList<>();
    catalog.embeddings(MODEL, all::add);
    assertEquals(all.size(), vectors.index().size());
    assertEquals(all.size(), vectors.concepts().size());
    for (int i = 0; i < all.size(); i++) {
      assertEquals(all.get(i).image(), vectors.index().id(i));
      assertArrayEquals(
          all.get(i).vector(), vectors.index().vector(all.get(i).image()).orElseThrow());
      assertArrayEquals(all.get(i).concepts(), vectors.concepts().get(i));
    }
  }

  private List<Path> caches() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith("vectors")).toList();
    }
  }

  @Test
  void whatIsAddedIsAddedAndWhatGoesIsGone() {
    try (Catalog catalog = Catalog.open(file);
        VectorStore store = new VectorStore(catalog)) {
      assertEquals(0, store.read(MODEL, DIMENSION, Parallel.ALONE).index().size());
      add(catalog, 0, 4_500);
      Vectors first = store.read(MODEL, DIMENSION, Parallel.ALONE);
      assertTrueTo(catalog, first);
      assertSame(first, store.read(MODEL, DIMENSION, Parallel.ALONE), "nothing changed");
      float[] before = first.index().vector(first.index().id(4_499)).orElseThrow();
      add(catalog, 4_500, 700);
      Vectors second = store.read(MODEL, DIMENSION, Parallel.ALONE);
      assertTrueTo(catalog, second);
      assertSame(first.index().blocks().get(0), second.index().blocks().get(0), "not read again");
      assertEquals(4_500, first.index().size(), "the old one stays as it is");
      assertArrayEquals(before, first.index().vector(first.index().id(4_499)).orElseThrow());
      var removal = catalog.collections().remove(List.of(first.index().id(3)));
      assertTrueTo(catalog, store.read(MODEL, DIMENSION, Parallel.ALONE));
      removal.undo();
      assertTrueTo(catalog, store.read(MODEL, DIMENSION, Parallel.ALONE));
      add(catalog, 10, 1);
      assertTrueTo(catalog, store.read(MODEL, DIMENSION, Parallel.ALONE));
      assertEquals(
          0, store.read(new ModelId("other", "big"), DIMENSION, Parallel.ALONE).index().size());
    }
  }

  @Test
  void aFileKeepsThemForTheNextStartAndIsNeverBelievedBlindly() throws IOException {
    try (Catalog catalog = Catalog.open(file)) {
      add(catalog, 0, MANY);
      try (VectorStore store = new VectorStore(catalog)) {
        store.read(MODEL, DIMENSION, Parallel.ALONE);
      }
      Path cache = caches().get(0);
      assertEquals(1, caches().size());
      byte[] good = Files.readAllBytes(cache);
      assertTrue(VectorFile.read(cache, MODEL, DIMENSION, Parallel.ALONE).isPresent());
      assertTrueTo(catalog, VectorFile.read(cache, MODEL, DIMENSION, Parallel.ALONE).orElseThrow());
      assertFalse(VectorFile.read(cache, MODEL, 4, Parallel.ALONE).isPresent());
      assertFalse(
          VectorFile.read(cache, new ModelId("b", "x"), DIMENSION, Parallel.ALONE).isPresent());
      for (int at : new int[] {0, 9, 60, 200, MANY * 8 + 300, good.length - 1}) {
        byte[] bad = good.clone();
        bad[at] ^= 4;
        Files.write(cache, bad);
        check(catalog);
      }
      Files.write(cache, java.util.Arrays.copyOf(good, good.length / 2));
      check(catalog);
      Files.write(cache, new byte[0]);
      check(catalog);
      // One that is older is gone on from; one from before a loss is not.
      Files.write(cache, good);
      add(catalog, MANY, 100);
      check(catalog);
      Files.write(cache, good);
      catalog.collections().remove(List.of(catalog.images().get(7).id()));
      check(catalog);
    }
    // Another catalogue in the same place has counts of its own.
    try (Stream<Path> files = Files.list(folder)) {
      for (Path old : files.filter(f -> f.getFileName().toString().startsWith("cat")).toList()) {
        Files.delete(old);
      }
    }
    try (Catalog other = Catalog.open(file)) {
      add(other, 0, MANY);
      check(other);
    }
  }

  private static void check(Catalog catalog) {
    try (VectorStore store = new VectorStore(catalog)) {
      assertTrueTo(catalog, store.read(MODEL, DIMENSION, Parallel.ALONE));
    }
  }

  @Test
  void fewLeaveNoFile() throws IOException {
    try (Catalog catalog = Catalog.open(file);
        VectorStore store = new VectorStore(catalog)) {
      add(catalog, 0, 50);
      store.read(MODEL, DIMENSION, Parallel.ALONE);
    }
    assertEquals(List.of(), caches());
  }
}
