package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.StoredEmbedding;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.support.KamclProcess;
import org.kamcl.support.TestModels;

/** Indexing by real processes that are killed at random times or share a workspace. */
class KilledIndexTest {
  private static final int KILLS = 3;
  private static final int IMAGES = 640;
  private static final int BATCH = 32;

  @TempDir private static Path folder;

  @BeforeAll
  static void createImagesAndModel() throws IOException {
    TestModels.defaultModel(folder.resolve("models/small"));
    Path images = Files.createDirectories(folder.resolve("images"));
    for (int i = 0; i < IMAGES; i++) {
      Files.write(
          images.resolve("p%04d.jpg".formatted(i)),
          ImageBytes.jpeg(TestModels.image(i, 60 + i % 90, 50 + i / 90)));
    }
  }

  private static Path createWorkspace(String name) throws IOException {
    Path workspace = folder.resolve(name);
    Path model = Files.createDirectories(workspace.resolve("models/small"));
    try (Stream<Path> files = Files.list(folder.resolve("models/small"))) {
      for (Path file : files.toList()) {
        Files.copy(file, model.resolve(file.getFileName()));
      }
    }
    return workspace;
  }

  private static KamclProcess index(Path workspace, Path... folders) {
    List<String> words =
        new ArrayList<>(List.of("index", "--json", "--workspace", workspace.toString()));
    Arrays.stream(folders).map(Path::toString).forEach(words::add);
    return new KamclProcess(
        folder.resolve("errors-" + System.nanoTime() + ".txt"),
        List.of("-Xmx600m"),
        words.toArray(String[]::new));
  }

  /** Stored files and a hash of their concept strengths, in insertion order. */
  private static List<String> storedEntries(Path workspace) {
    try (Catalog catalog = Catalog.open(workspace.resolve(Catalog.FILE_NAME))) {
      if (catalog.models().last().isEmpty()) {
        return List.of();
      }
      List<ImageRecord> images = catalog.images();
      List<StoredEmbedding> vectors = new ArrayList<>();
      catalog.embeddings(catalog.models().last().get(), vectors::add);
      assertEquals(images.size(), vectors.size(), "every image has an embedding");
      List<String> all = new ArrayList<>();
      for (int i = 0; i < images.size(); i++) {
        assertEquals(images.get(i).id(), vectors.get(i).imageId());
        all.add(images.get(i).file() + " " + Arrays.hashCode(vectors.get(i).concepts()));
      }
      return all;
    }
  }

  @Test
  void aKillLosesAtMostTheCurrentBatch() throws IOException, InterruptedException {
    Path images = folder.resolve("images");
    Path unbroken = createWorkspace("unbroken");
    try (KamclProcess process = index(unbroken, images)) {
      assertEquals(0, process.await(), process.errors());
    }
    List<String> expected = storedEntries(unbroken);
    assertEquals(IMAGES, expected.size());

    Path broken = createWorkspace("broken");
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    int inside = 0;
    int before = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      int stored;
      try (KamclProcess process = index(broken, images);
          Catalog watched = Catalog.open(broken.resolve(Catalog.FILE_NAME))) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        boolean ended = false;
        while (!ended && watched.summary().images() <= before && System.nanoTime() < limit) {
          ended = process.endsWithin(20);
        }
        process.endsWithin(random.nextInt(300));
        stored = watched.summary().images();
        process.kill();
      }
      List<String> now = storedEntries(broken);
      assertTrue(now.size() >= stored, "seed " + seed + ": stored images are kept");
      assertTrue(
          now.size() == IMAGES || now.size() % BATCH == 0,
          "seed " + seed + ": " + now.size() + " is not a multiple of the batch size");
      assertEquals(expected.subList(0, now.size()), now, "seed " + seed);
      before = now.size();
      inside += before < IMAGES ? 1 : 0;
    }
    assertTrue(inside > 1, "no kill interrupted the indexing; seed " + seed);
    try (KamclProcess process = index(broken, images)) {
      assertEquals(0, process.await(), process.errors());
    }
    assertEquals(expected, storedEntries(broken), "seed " + seed);
  }

  @Test
  void twoProcessesIndexTheSameWorkspaceConcurrently() throws IOException, InterruptedException {
    Path workspace = createWorkspace("shared");
    Path other = Files.createDirectory(folder.resolve("other"));
    for (int i = 0; i < 150; i++) {
      Files.write(
          other.resolve("q%03d.jpg".formatted(i)),
          ImageBytes.jpeg(TestModels.image(i, 200 + i, 40)));
    }
    Path some = Files.createDirectory(folder.resolve("some"));
    for (int i = 0; i < 300; i++) {
      Path name = Path.of("p%04d.jpg".formatted(i));
      Files.copy(folder.resolve("images").resolve(name), some.resolve(name));
    }
    // Both processes index the second folder.
    try (KamclProcess one = index(workspace, some, other);
        KamclProcess two = index(workspace, other)) {
      assertEquals(0, two.await(), two.errors());
      assertEquals(0, one.await(), one.errors());
    }
    List<String> all = storedEntries(workspace);
    assertEquals(450, all.size());
    assertEquals(450, all.stream().distinct().count());
  }
}
