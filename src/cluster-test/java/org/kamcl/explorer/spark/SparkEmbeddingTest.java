package org.kamcl.explorer.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.bulk.Commit;
import org.kamcl.explorer.bulk.FileLocations;
import org.kamcl.explorer.bulk.ImageRow;
import org.kamcl.explorer.bulk.Manifest;
import org.kamcl.explorer.bulk.PartFiles;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.StoredEmbedding;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.imagery.TilingSpec;
import org.kamcl.explorer.index.IndexRequest;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.support.TestModels;

/**
 * Embeds some 500 tiles of the sample images with the real job on a real Spark of two executor
 * processes, and compares the results with those of indexing.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SparkEmbeddingTest {
  private static final Path SAMPLES = Path.of("sample-data").toAbsolutePath();
  private static final int TILE = 128;

  @TempDir private static Path folder;
  private static Path input;

  @BeforeAll
  static void createInput() throws IOException {
    TestModels.defaultModel(folder.resolve("models/small"));
    input = Files.createDirectories(folder.resolve("input"));
    Files.copy(SAMPLES.resolve("scenes/cbers2b-hrc.tif"), input.resolve("cbers2b-hrc.tif"));
    try (Stream<Path> tiles = Files.list(SAMPLES.resolve("tiles"))) {
      for (Path tile :
          tiles.filter(t -> t.toString().endsWith(".jpg")).sorted().limit(12).toList()) {
        Files.copy(tile, input.resolve(tile.getFileName()));
      }
    }
    Files.writeString(input.resolve("text.jpg"), "no image");
    byte[] scene = Files.readAllBytes(SAMPLES.resolve("scenes/olinda-l7.tif"));
    Files.write(input.resolve("cut-off.tif"), Arrays.copyOf(scene, 2_000));
  }

  private static SparkJob start(String name, Path output, String from, Map<String, String> conf)
      throws IOException {
    return SparkJob.start(
        2,
        folder.resolve(name + ".log"),
        conf,
        List.of(
            "--model-folder",
            folder.resolve("models/small").toString(),
            "--output",
            output.toString(),
            "--tile-size",
            TILE + "px",
            "--unit-images",
            "32",
            from));
  }

  private static void run(String name, Path output) throws Exception {
    try (SparkJob job = start(name, output, input.toString(), Map.of())) {
      assertEquals(0, job.await(), job::lastLines);
    }
  }

  private static ExplorerContext open(String workspace) {
    return ExplorerContext.open(
        new Workspace(folder.resolve(workspace), Optional.empty()),
        new ModelStore(folder.resolve("models"), Optional.empty()),
        Optional.empty(),
        DeviceChoice.CPU);
  }

  private static IndexReport importInto(String workspace, Path output, Map<String, Path> places) {
    try (ExplorerContext context = open(workspace)) {
      return context.importFolder(output, new FileLocations(places)).run(JobContext.NONE);
    }
  }

  /** The images of an archive with their places and embeddings, without or with their ids. */
  private static Map<String, String> images(String workspace, boolean ids) {
    try (Catalog catalog = Catalog.open(folder.resolve(workspace).resolve(Catalog.FILE_NAME))) {
      Map<Long, StoredEmbedding> embeddings = new HashMap<>();
      catalog.embeddings(
          catalog.models().last().orElseThrow(), e -> embeddings.put(e.imageId(), e));
      Map<String, String> images = new TreeMap<>();
      for (ImageRecord image : catalog.images()) {
        StoredEmbedding embedding = embeddings.get(image.id());
        images.put(
            image.file() + " " + image.tile(),
            (ids ? image.id() + " " : "")
                + image.footprint()
                + image.gsd()
                + image.collection()
                + Arrays.toString(embedding.vector())
                + Arrays.toString(embedding.concepts()));
      }
      return images;
    }
  }

  private static List<String> problems(String workspace) {
    try (Catalog catalog = Catalog.open(folder.resolve(workspace).resolve(Catalog.FILE_NAME))) {
      return catalog.files().problems().stream()
          .map(p -> p.file() + " " + p.folder() + " " + p.collection() + " " + p.problem().code())
          .sorted()
          .toList();
    }
  }

  /** The embeddings of a folder; fails if one is in it twice. */
  private static Map<String, String> rows(Path output) {
    Map<String, String> rows = new TreeMap<>();
    List<String> repeated = new ArrayList<>();
    for (Commit part : Manifest.read(output).parts()) {
      Manifest.verify(output, part);
      if (part.images() > 0) {
        for (ImageRow row : PartFiles.readImages(output.resolve(Manifest.PARTS), part.part())) {
          String key = row.uri() + " " + row.image().tile();
          String old = rows.put(key, Arrays.toString(row.vector()));
          if (old != null) {
            repeated.add(key);
          }
        }
      }
    }
    assertEquals(List.of(), repeated);
    return rows;
  }

  @Test
  @Order(1)
  void importedEmbeddingsAreThoseOfIndexing() throws Exception {
    Path output = folder.resolve("output");
    run("first", output);
    IndexReport imported = importInto("imported", output, Map.of());
    IndexReport indexed;
    try (ExplorerContext context = open("indexed")) {
      indexed =
          context
              .index(
                  IndexRequest.of(input)
                      .withTiling(new TilingSpec(TILE, true, 0, OptionalDouble.empty())))
              .run(JobContext.NONE);
    }
    assertTrue(imported.added() >= 500, imported::toString);
    assertEquals(indexed.added(), imported.added());
    assertEquals(indexed.withoutLocation(), imported.withoutLocation());
    assertEquals(2, imported.problems().size());
    assertEquals(images("indexed", false), images("imported", false));
    assertEquals(problems("indexed"), problems("imported"));
  }

  @Test
  @Order(2)
  void aSecondRunEmbedsOnlyWhatIsNew() throws Exception {
    Path output = folder.resolve("output");
    Map<String, String> rows = rows(output);
    Map<String, String> before = images("imported", true);
    Path added = input.resolve("added.jpg");
    try (Stream<Path> tiles = Files.list(SAMPLES.resolve("tiles"))) {
      Files.copy(
          tiles
              .filter(t -> t.toString().endsWith(".jpg"))
              .sorted()
              .skip(20)
              .findFirst()
              .orElseThrow(),
          added);
    }
    run("second", output);
    Files.delete(added);
    Map<String, String> after = rows(output);
    int more = after.size() - rows.size();
    assertTrue(more > 0);
    after.keySet().removeIf(key -> key.startsWith(added.toUri().toString()));
    assertEquals(rows, after);
    IndexReport again = importInto("imported", output, Map.of());
    assertEquals(more, again.added());
    assertEquals(rows.size(), again.unchanged());
    Map<String, String> now = images("imported", true);
    now.keySet().removeIf(key -> key.startsWith(added.toString()));
    assertEquals(before, now);
  }

  @Test
  @Order(3)
  void aKilledExecutorLosesAndRepeatsNothing() throws Exception {
    Path output = folder.resolve("killed");
    try (SparkJob job = start("killed", output, input.toString(), Map.of())) {
      while (commits(output) < 3) {
        assertTrue(job.isRunning(), job::lastLines);
        Thread.sleep(50);
      }
      job.killAnExecutor();
      assertEquals(0, job.await(), job::lastLines);
      assertTrue(job.log().contains("Lost executor"), "An executor was killed at work.");
    }
    Map<String, String> whole = rows(folder.resolve("output"));
    whole.keySet().removeIf(key -> key.contains("added.jpg"));
    assertEquals(whole, rows(output));
    try (Stream<Path> parts = Files.list(output.resolve(Manifest.PARTS))) {
      assertEquals(
          Manifest.read(output).parts().stream().mapToLong(p -> p.hashes().size()).sum(),
          parts.count(),
          "Files of the killed attempt are deleted.");
    }
  }

  private static long commits(Path output) throws IOException {
    Path folder = output.resolve(Manifest.COMMITS);
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).count();
    }
  }

  /** ViewFs is a file system of Hadoop that the job cannot open by paths, as S3A is. */
  @Test
  @Order(4)
  void filesOfOtherFileSystemsAreCopied() throws Exception {
    Path remote = Files.createDirectories(folder.resolve("remote/scenes"));
    Files.copy(SAMPLES.resolve("scenes/orbetello-1.tif"), remote.resolve("orbetello-1.tif"));
    Files.writeString(
        remote.resolveSibling("captions.csv"),
        "filename,caption\nscenes/orbetello-1.tif,a coast\n");
    Path output = folder.resolve("of-remote");
    Map<String, String> mount =
        Map.of(
            "spark.hadoop.fs.viewfs.mounttable.store.link./imagery",
            remote.getParent().toUri().toString());
    try (SparkJob job = start("remote", output, "viewfs://store/imagery", mount)) {
      assertEquals(0, job.await(), job::lastLines);
    }
    IndexReport report =
        importInto("remote-archive", output, Map.of("viewfs://store/imagery", remote.getParent()));
    assertTrue(report.added() > 1);
    try (Catalog catalog =
        Catalog.open(folder.resolve("remote-archive").resolve(Catalog.FILE_NAME))) {
      for (ImageRecord image : catalog.images()) {
        assertEquals(remote.resolve("orbetello-1.tif"), image.file());
        assertFalse(image.footprint().isEmpty());
      }
      assertEquals(List.of("a coast"), catalog.captions().all(9));
    }
  }
}
