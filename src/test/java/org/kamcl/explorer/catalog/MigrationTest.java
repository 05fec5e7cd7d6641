package org.kamcl.explorer.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.MissingCrs;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.support.KamclProcess;
import org.sqlite.SQLiteErrorCode;

/** Migration of catalogs that earlier versions wrote. */
class MigrationTest {
  private static final int KILLS = 6;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void setFile() {
    file = folder.resolve("workspace/catalog.db");
  }

  private static String queryOne(Path file, String query) throws SQLException {
    try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = raw.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.next() ? result.getString(1) : "";
    }
  }

  private static void assertComplete(Catalog catalog, int images) {
    List<ImageRecord> all = catalog.images();
    assertEquals(images, all.size());
    for (int i = 1; i <= images; i++) {
      ImageRecord image = all.get(i - 1);
      OldCatalogs.assertImage(i, image);
      assertEquals(
          List.of(Problem.of(LegacyError.SENTENCE, "It is small.").in(image.file())),
          image.warnings());
    }
    List<StoredEmbedding> vectors = new ArrayList<>();
    catalog.embeddings(CatalogFixtures.MODEL, vectors::add);
    assertEquals(images, vectors.size());
    assertArrayEquals(OldCatalogs.vector(images), vectors.get(images - 1).vector());
    assertEquals(
        9.5,
        catalog
            .files()
            .find(all.get(0).file())
            .orElseThrow()
            .location()
            .orElseThrow()
            .center()
            .lon());
    assertEquals(1, catalog.captionVectors().find(CatalogFixtures.MODEL, List.of("a pier")).size());
  }

  @Test
  void anOldCatalogIsMigratedWithoutLoss() throws SQLException, IOException {
    OldCatalogs.writeVersion1(file, 40);
    try (Catalog catalog = Catalog.open(file)) {
      assertComplete(catalog, 40);
      SearchFilter line =
          SearchFilter.NONE.withArea(Optional.of(GeoArea.box(179.95, -0.5, -179.95, 0.5)));
      assertEquals(10, catalog.count(line));
      SearchFilter east =
          SearchFilter.NONE.withArea(Optional.of(GeoArea.box(10.4, 20, 10.6, 50.5)));
      assertEquals(20, catalog.count(east));
      assertEquals(List.of("a pier number 7"), catalog.words().captions("number 7 pier", 5));
      assertEquals(1, catalog.words().images("picture 33").length);
      catalog.tags().tag(List.of(1L), "seen");
    }
    assertEquals(Migrations.latest() + "", queryOne(file, "PRAGMA user_version"));
    assertEquals("ok", queryOne(file, "PRAGMA integrity_check"));
    assertEquals("", queryOne(file, "PRAGMA foreign_key_check"));
  }

  @Test
  void warningsAboutUnknownCrsBecomeFilesWithMissingCrs() throws SQLException, IOException {
    OldCatalogs.writeVersion1(file, 6);
    try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = raw.createStatement()) {
      // The texts of earlier versions.
      statement.execute(
          "UPDATE images SET warnings = '[\"a.png has coordinates, but names no coordinate system:"
              + " name it with --crs EPSG:n.\"]' WHERE id = 2");
      statement.execute(
          "UPDATE images SET warnings = '[\"b.tif has a coordinate system that is not known"
              + " (EPSG:99999): name one with --crs EPSG:n.\"]' WHERE id = 5");
    }
    try (Catalog catalog = Catalog.open(file)) {
      assertEquals(
          List.of(
              new MissingCrs.UnlocatedFile(
                  Path.of("/archive/picture_2.jpg"), "Towns", CrsAssignment.UNDECIDED),
              new MissingCrs.UnlocatedFile(
                  Path.of("/archive/picture_5.jpg"), "Fields", CrsAssignment.UNDECIDED)),
          catalog.missingCrs().list());
    }
  }

  /** Writes a catalog as version 3 did, with its SQL. */
  private static void writeVersion3(Path file) throws SQLException, IOException {
    OldCatalogs.writeVersion1(file, 8);
    try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = raw.createStatement()) {
      for (String step : List.of("V002__workspace.sql", "V003__unknown_systems.sql")) {
        try (InputStream in =
            Catalog.class.getResourceAsStream("/org/kamcl/explorer/catalog/" + step)) {
          statement.executeUpdate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
      statement.execute("PRAGMA user_version = 3");
      statement.execute(
          "INSERT INTO problems VALUES ('/archive/a.tif', '/archive', 'Towns',"
              + " 'The image /archive/a.tif is odd: replace it.')");
      statement.execute(
          "UPDATE images SET warnings = '[\"b, c.tif: a picture covers 12,345 m of ground; the"
              + " model has learned from 300 to 4,800 m, so expect weaker matches.\",\"It is"
              + " small.\"]' WHERE id = 2");
      statement.execute("UPDATE files SET cutting = 'windows of 600.0 m' WHERE id = 2");
      statement.execute(
          "UPDATE files SET cutting = 'windows of 200.5 px, overlap 0.250, 10.000 m a pixel,"
              + " mask of 7350 bytes, bands [4, 3, 2], 1.0-99.5 %' WHERE id = 3");
      statement.execute(
          "UPDATE files SET cutting = 'whole, mask of 99 bytes, bands [], 5.0-95.0 %'"
              + " WHERE id = 4");
      statement.execute("UPDATE files SET cutting = 'something else' WHERE id = 5");
    }
  }

  @Test
  void sentencesOfVersion3BecomeCodesAndTilingsBecomeKeys() throws SQLException, IOException {
    writeVersion3(file);
    try (Catalog catalog = Catalog.open(file)) {
      Path odd = Path.of("/archive/a.tif");
      assertEquals(
          List.of(
              new FileProblem(
                  odd,
                  Path.of("/archive"),
                  "Towns",
                  Problem.of(LegacyError.SENTENCE, "The image /archive/a.tif is odd: replace it.")
                      .in(odd))),
          catalog.files().problems());
      List<ImageRecord> images = catalog.images();
      Path second = images.get(1).file();
      assertEquals(
          List.of(
              new Problem(
                  "explorer.index.EXTENT_OUTSIDE_TRAINING_RANGE",
                  Optional.of(second),
                  List.of("b, c.tif", 12_345, 300, 4_800)),
              Problem.of(LegacyError.SENTENCE, "It is small.").in(second)),
          images.get(1).warnings());
      assertEquals(
          List.of(
              "whole",
              "tiles=600m",
              "tiles=200.5px;overlap=0.25;gsd=10;mask=7350;bands=4,3,2;stretch=1-99.5",
              "whole;mask=99;stretch=5-95",
              "something else"),
          images.stream()
              .limit(5)
              .map(image -> catalog.files().find(image.file()).orElseThrow().tiling())
              .toList());
      catalog.collections().rename("Towns", "Cities");
    }
    assertEquals(Migrations.latest() + "", queryOne(file, "PRAGMA user_version"));
    assertEquals("ok", queryOne(file, "PRAGMA integrity_check"));
  }

  @Test
  void releasedMigrationsAreUnchanged() throws IOException {
    Map<String, String> released =
        Map.of(
            "V001__pictures.sql",
                "dd9c919f9e07ab11ffebf9dee47dd7bb9efbc1a353da7de50af2579a761a0d5a",
            "V002__workspace.sql",
                "d95b5a92f3e87c518214ce08a76734f7a10ea269bd941e00dccb8985e6de3bff",
            "V003__unknown_systems.sql",
                "d0e97af33eeb3de60b7e2de015fb597273fcc9bbfdd60e1ff6fb2dd55c499848");
    for (Map.Entry<String, String> step : released.entrySet()) {
      Path copy = folder.resolve(step.getKey());
      try (InputStream in =
          Catalog.class.getResourceAsStream("/org/kamcl/explorer/catalog/" + step.getKey())) {
        Files.copy(in, copy);
      }
      assertEquals(step.getValue(), ModelFiles.sha256(copy), step.getKey());
    }
  }

  @Test
  void aReadOnlyOldCatalogCanBeRead() throws SQLException, IOException {
    OldCatalogs.writeVersion1(file, 12);
    byte[] before = Files.readAllBytes(file);
    boolean closed =
        file.toFile().setWritable(false) && file.getParent().toFile().setWritable(false);
    assumeTrue(
        closed && !Files.isWritable(file), "the file system or the user ignores file permissions");
    try (Catalog catalog = Catalog.open(file)) {
      assertComplete(catalog, 12);
      assertThrows(KamclException.class, () -> catalog.tags().tag(List.of(1L), "seen"));
    } finally {
      file.getParent().toFile().setWritable(true);
      file.toFile().setWritable(true);
    }
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void aNewerCatalogWithAPendingWalIsUnchanged() throws SQLException, IOException {
    OldCatalogs.writeVersion1(file, 3);
    Path killedCopy = folder.resolve("killed/catalog.db");
    Files.createDirectories(killedCopy.getParent());
    try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = raw.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
      statement.execute("INSERT INTO collections VALUES (7, 'of the future')");
      // A killed newer version leaves the file and a write-ahead log.
      Files.copy(file, killedCopy);
      Files.copy(walFile(file), walFile(killedCopy));
    }
    byte[] main = Files.readAllBytes(killedCopy);
    byte[] log = Files.readAllBytes(walFile(killedCopy));
    try (Catalog catalog = Catalog.open(killedCopy)) {
      KamclException refused = assertThrows(KamclException.class, catalog::images);
      assertTrue(refused.is(CatalogError.NEWER_SCHEMA), refused.getMessage());
      assertTrue(refused.getMessage().contains(killedCopy.toString()), refused.getMessage());
      assertThrows(KamclException.class, () -> catalog.tags().tag(List.of(1L), "x"));
    }
    assertArrayEquals(main, Files.readAllBytes(killedCopy));
    assertArrayEquals(log, Files.readAllBytes(walFile(killedCopy)));
  }

  private static Path walFile(Path file) {
    return file.resolveSibling(file.getFileName() + "-wal");
  }

  @Test
  void aKillDuringMigrationLeavesTheOldOrTheNewSchema()
      throws SQLException, IOException, InterruptedException {
    int images = 20_000;
    Path old = folder.resolve("old/catalog.db");
    OldCatalogs.writeVersion1(old, images);
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    int untouched = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Path workspace = Files.createDirectory(folder.resolve("workspace" + kill));
      Path copy = Files.copy(old, workspace.resolve("catalog.db"));
      try (KamclProcess process =
          new KamclProcess(
              folder.resolve("errors.txt"),
              List.of(),
              "collections",
              "list",
              "--json",
              "--workspace",
              workspace.toString())) {
        // The write-ahead log appears when the migration begins.
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        boolean ended = false;
        while (!ended && Files.notExists(walFile(copy)) && System.nanoTime() < limit) {
          ended = process.endsWithin(1);
        }
        assertTrue(!ended || process.await() == 0, process.errors());
        process.endsWithin(random.nextInt(400));
        process.kill();
      }
      String version = queryOne(copy, "PRAGMA user_version");
      assertTrue(
          version.equals("1") || version.equals(Migrations.latest() + ""),
          "seed " + seed + ": " + version);
      assertEquals("ok", queryOne(copy, "PRAGMA integrity_check"), "seed " + seed);
      untouched += version.equals("1") ? 1 : 0;
      try (Catalog catalog = Catalog.open(copy)) {
        assertComplete(catalog, images);
        assertEquals(
            images / 4,
            catalog.count(
                SearchFilter.NONE.withArea(Optional.of(GeoArea.box(179.95, -0.5, -179.95, 0.5)))));
      }
    }
    assertTrue(untouched > 0, "no kill interrupted the migration; seed " + seed);
  }

  private static void limitPages(Connection connection, int pages) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = " + pages);
    }
  }

  @Test
  void aFullDiskIsReportedAsSuchDuringMigration() throws SQLException {
    try (Connection full = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      limitPages(full, 4);
      SQLException failure = assertThrows(SQLException.class, () -> Migrations.apply(full));
      assertEquals(SQLiteErrorCode.SQLITE_FULL.code, failure.getErrorCode());
      limitPages(full, 10_000);
      Migrations.apply(full);
      assertFalse(Migrations.outdated(full));
    }
  }
}
