package org.kamcl.explorer.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.settings.IndexingJournal;
import org.kamcl.support.KamclProcess;
import org.kamcl.support.TestModels;

/** The window as a real process without a display, killed during its first start. */
class KilledWindowTest {
  private static final int SAMPLES = 640;
  private static final long LIMIT = TimeUnit.SECONDS.toNanos(180);

  @TempDir private Path folder;
  private Path workspace;

  @BeforeEach
  void installProgram() throws IOException {
    workspace = folder.resolve("workspace");
    TestModels.defaultModel(folder.resolve("program/models/default"));
    TestModels.writeHashes(folder.resolve("program/models/default"));
    Path tiles = Files.createDirectories(folder.resolve("program/sample-data/tiles"));
    List<String> table = new ArrayList<>(List.of("filename,lon,lat"));
    for (int i = 0; i < SAMPLES; i++) {
      String name = "p%04d.jpg".formatted(i);
      Files.write(
          tiles.resolve(name), ImageBytes.jpeg(TestModels.image(i, 60 + i % 90, 50 + i / 90)));
      table.add(name + "," + i % 180 + ",10");
    }
    Files.write(tiles.resolve("locations.csv"), table);
  }

  private KamclProcess window() {
    return new KamclProcess(
        folder.resolve("errors-" + System.nanoTime() + ".txt"),
        List.of(
            "-Xmx600m",
            "-Djava.io.tmpdir=" + folder.resolve("missing"),
            "-Dkamcl.program=" + folder.resolve("program"),
            "-Dglass.platform=Monocle",
            "-Dmonocle.platform=Headless",
            "-Dprism.order=sw",
            "-Dheadless.geometry=1600x1200-32"),
        "window",
        "--workspace",
        workspace.toString());
  }

  private static void await(KamclProcess process, BooleanSupplier condition) throws Exception {
    long limit = System.nanoTime() + LIMIT;
    while (!condition.getAsBoolean()) {
      assertFalse(process.endsWithin(20), process.errors());
      assertTrue(System.nanoTime() < limit, "not within three minutes");
    }
  }

  private int images(Catalog catalog) {
    return catalog.summary().images();
  }

  @Test
  void samplesWhoseIndexingWasKilledAreCompletedByTheNextStart() throws Exception {
    int stored = 0;
    try (Catalog watched = Catalog.open(workspace.resolve(Catalog.FILE_NAME))) {
      for (int kill = 0; kill < 2; kill++) {
        int before = stored;
        try (KamclProcess process = window()) {
          await(process, () -> images(watched) > before);
          process.kill();
        }
        stored = images(watched);
        assertTrue(stored < SAMPLES, "killed too late to test anything: " + stored);
        assertEquals(
            List.of(IndexingJournal.SAMPLES),
            IndexingJournal.in(workspace).interrupted().requests());
      }
      try (KamclProcess process = window()) {
        await(process, () -> images(watched) == SAMPLES);
        await(process, () -> Files.notExists(workspace.resolve(IndexingJournal.FILE_NAME)));
        process.kill();
        assertEquals("", process.errors(), "a temporary folder is not needed");
      }
      assertEquals(List.of("Samples"), watched.summary().collections());
    }
    assertEquals(List.of(), IndexingJournal.in(workspace).interrupted().requests());
  }

  @Test
  void windowThatIsKilledBeforeItIndexesStartsTheSamplesNextTime() throws Exception {
    try (KamclProcess process = window()) {
      await(process, () -> Files.exists(workspace.resolve(IndexingJournal.FILE_NAME)));
      process.kill();
    }
    try (KamclProcess process = window();
        Catalog watched = Catalog.open(workspace.resolve(Catalog.FILE_NAME))) {
      await(process, () -> images(watched) > 0);
      process.kill();
    }
  }
}
