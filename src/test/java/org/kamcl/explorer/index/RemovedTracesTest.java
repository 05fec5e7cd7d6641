package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.error.Problem;
import org.kamcl.explorer.archive.Caption;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.CatalogDamage;
import org.kamcl.explorer.catalog.FileProblem;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;

/** What a removed collection leaves in the files of the workspace. */
class RemovedTracesTest {
  private static final ModelId MODEL = new ModelId("a".repeat(64), "small");
  private static final int DIMENSION = 64;
  private static final int IMAGES = 6_000;

  /** Words that occur in paths and captions of the removed collection only. */
  private static final List<String> SECRETS =
      List.of("qvharbor", "QvHarborCollection", "xylopiers", "qvbroken");

  @TempDir private Path folder;
  private final List<float[]> removedVectors = new ArrayList<>();

  private void fill(Catalog catalog) {
    Random random = new Random(8);
    List<EmbeddedImage> batch = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      boolean secret = i % 3 == 1;
      FileEntry entry =
          new FileEntry(
              secret ? "QvHarborCollection" : "Fields",
              Path.of(secret ? "/pictures/qvharbor/" : "/pictures/fields/", "i" + i + ".jpg"),
              1,
              1,
              "content " + i,
              "whole",
              1,
              Optional.empty(),
              List.of(
                  new Caption(
                      (secret ? "xylopiers with boat " : "meadow with cow ") + i % 700, "train")),
              Optional.empty());
      ImageEntry image =
          new ImageEntry(
              Optional.empty(),
              9,
              9,
              Optional.empty(),
              OptionalDouble.empty(),
              Optional.of(LocalDate.of(2020, 1, 1)),
              "",
              List.of());
      float[] values = new float[DIMENSION];
      for (int d = 0; d < DIMENSION; d++) {
        values[d] = (float) random.nextGaussian();
      }
      float[] vector = new Embedding(values, new float[0]).unitVector();
      if (secret && i % 50 == 1) {
        removedVectors.add(vector);
      }
      batch.add(new EmbeddedImage(entry, image, vector, new byte[] {1, 2, 3}));
      if (batch.size() == 32) {
        catalog.save(MODEL, batch);
        batch.clear();
      }
    }
    catalog.save(MODEL, batch);
    catalog
        .captionVectors()
        .save(
            MODEL,
            Map.of(
                "xylopiers with boat 1", new float[] {1, 0},
                "meadow with cow 2", new float[] {0, 1}));
    Path broken = Path.of("/pictures/qvbroken/b.tif");
    catalog
        .files()
        .updateProblems(
            List.of(
                new FileProblem(
                    broken,
                    broken.getParent(),
                    "QvHarborCollection",
                    Problem.of(IndexError.FILE_UNREADABLE, broken).in(broken))),
            List.of());
    Query words = new Query(List.of(QueryTerm.words("a pier")));
    catalog
        .searches()
        .addToHistory(
            SearchRequest.of(words, 9)
                .with(SearchFilter.NONE.withCollections(Set.of("QvHarborCollection"))),
            3);
    QueryTerm like = new QueryTerm(QueryTerm.Kind.IMAGE, "/pictures/qvharbor/i1.jpg", 1, false);
    catalog.searches().addToHistory(SearchRequest.of(new Query(List.of(like)), 9), 3);
    catalog.searches().addToHistory(SearchRequest.of(words, 9), 3);
  }

  private static byte[] bytes(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  /** The files of the workspace in which a text or a part of a removed vector can be read. */
  private List<String> traces() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content =
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        for (String secret : SECRETS) {
          int at = content.indexOf(secret.toLowerCase(Locale.ROOT));
          if (at >= 0) {
            found.add(file.getFileName() + " has " + secret + " at " + at);
          }
        }
        for (float[] vector : removedVectors) {
          byte[] part = Arrays.copyOf(bytes(vector), 16);
          String text = new String(part, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
          if (content.contains(text)) {
            found.add(file.getFileName() + " has a vector");
          }
        }
      }
    }
    return found;
  }

  private long caches() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith("vectors-")).count();
    }
  }

  @Test
  void aRemovedCollectionLeavesNoTraceInAnyFileOfTheWorkspace() throws IOException {
    Path file = folder.resolve(Catalog.FILE_NAME);
    try (Catalog catalog = Catalog.open(file)) {
      fill(catalog);
      try (EmbeddingStore store = new EmbeddingStore(catalog)) {
        store.read(MODEL, DIMENSION, ParallelExecutor.SINGLE_THREADED);
      }
    }
    List<String> before = traces();
    assertTrue(before.toString().contains("catalog.db has xylopiers"), before.toString());
    assertTrue(before.toString().contains("catalog.db has a vector"), before.toString());
    assertEquals(1, caches());
    try (Catalog catalog = Catalog.open(file)) {
      catalog.collections().remove("QvHarborCollection");
    }
    assertEquals(List.of(), traces());
    // The cache holds the values of several vectors in turn.
    assertEquals(0, caches());
    try (Catalog catalog = Catalog.open(file)) {
      assertEquals(IMAGES * 2 / 3, catalog.images().size());
      assertEquals(1, catalog.searches().history(9).size());
      assertEquals(1, catalog.captionVectors().find(MODEL, List.of("meadow with cow 2")).size());
      assertEquals(IMAGES * 2 / 3, catalog.words().images("fields").length);
      assertEquals(1, catalog.words().captions("meadow 2 cow", 1).size());
      assertFalse(
          catalog.files().paths().stream().anyMatch(path -> path.toString().contains("qv")));
    }
  }

  @Test
  void aRemovalByAKilledProcessLeavesNoTraceAfterTheNextStart() throws IOException {
    Path file = folder.resolve(Catalog.FILE_NAME);
    Path killed = Files.createDirectory(folder.resolve("killed"));
    try (Catalog catalog = Catalog.open(file)) {
      fill(catalog);
      catalog.collections().remove("QvHarborCollection");
      // What a killed process leaves.
      for (String name : List.of("catalog.db", "catalog.db-wal")) {
        Files.copy(file.resolveSibling(name), killed.resolve(name));
      }
    }
    CatalogDamage.execute(killed.resolve("catalog.db"), "UPDATE removals SET started = 7");
    try (Catalog catalog = Catalog.open(killed.resolve("catalog.db"))) {
      assertEquals(IMAGES * 2 / 3, catalog.images().size());
      assertEquals(List.of(), traces());
    }
    assertEquals(List.of(), traces());
  }
}
