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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.api.MissingCrs;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.support.KamclProcess;
import org.sqlite.SQLiteErrorCode;

/** Catalogues that older programs made. */
class MigrationTest {
  private static final int KILLS = 6;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("home/catalog.db");
  }

  /** A file as the first version made it, by its own SQL. */
  private static void first(Path file, int images) throws SQLException, IOException {
    Files.createDirectories(file.getParent());
    try (InputStream in =
            Catalog.class.getResourceAsStream("/org/kamcl/explorer/catalog/V001__pictures.sql");
        Connection raw = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = raw.createStatement()) {
      statement.execute("PRAGMA page_size = 16384");
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("BEGIN");
      statement.executeUpdate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      statement.execute("PRAGMA application_id = 1262570819");
      statement.execute("PRAGMA user_version = 1");
      statement.execute("INSERT INTO collections VALUES (1, 'Towns'), (2, 'Fields')");
      statement.execute("INSERT INTO models VALUES (1, 'abc', 'small', 1700000000000)");
      try (PreparedStatement files =
              raw.prepareStatement("INSERT INTO files VALUES (?, ?, ?, 12, 34, ?, 'whole', 1)");
          PreparedStatement pictures =
              raw.prepareStatement(
                  "INSERT INTO images VALUES (?, ?, 0, 0, 0, 200, 100, ?, 0.5, ?, 'EPSG:4326',"
                      + " '[\"It is small.\"]')");
          PreparedStatement captions =
              raw.prepareStatement(
                  "INSERT INTO captions (file_id, sentence, split) VALUES (?, ?, 'train')");
          PreparedStatement embeddings =
              raw.prepareStatement("INSERT INTO embeddings VALUES (1, ?, ?, ?)")) {
        for (int i = 1; i <= images; i++) {
          files.setInt(1, i);
          files.setInt(2, 1 + i % 2);
          files.setString(3, "/archive/picture_" + i + ".jpg");
          files.setString(4, "content " + i);
          files.executeUpdate();
          pictures.setInt(1, i);
          pictures.setInt(2, i);
          pictures.setString(3, ring(i));
          pictures.setString(4, i % 5 == 0 ? null : "2020-02-29");
          pictures.executeUpdate();
          captions.setInt(1, i);
          captions.setString(2, "a pier number " + i);
          captions.executeUpdate();
          embeddings.setInt(1, i);
          embeddings.setBytes(2, Blobs.encode(new float[] {i, 0.5f, -1}));
          embeddings.setBytes(3, new byte[] {(byte) i, 2});
          embeddings.executeUpdate();
        }
      }
      statement.execute("INSERT INTO places VALUES (1, 9.5, 50.25, '2020-06-01', 600)");
      statement.execute("INSERT INTO sentences VALUES (1, 'a pier', x'0000803f')");
      statement.execute("COMMIT");
    }
  }

  private static String ring(int i) {
    return switch (i % 4) {
      case 0 -> null;
      case 1 -> "[[179.9,1.0],[-179.9,1.0],[-179.9,-1.0],[179.9,-1.0]]";
      case 2 -> "[[10.0,51.0],[11.0,51.0],[11.0,50.0],[10.0,50.0]]";
      default -> "[[10.5,20.25]]";
    };
  }

  private static String one(Path file, String query) throws SQLException {
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
      assertEquals(i, image.id());
      assertEquals(Path.of("/archive/picture_" + i + ".jpg"), image.file());
      assertEquals(i % 2 == 0 ? "Towns" : "Fields", image.collection());
      assertEquals(Optional.ofNullable(ring(i)), image.footprint().map(FootprintText::format));
      assertEquals(
          i % 5 == 0 ? Optional.empty() : Optional.of(LocalDate.of(2020, 2, 29)), image.date());
      assertEquals(List.of("a pier number " + i), image.captions());
      assertEquals(List.of("It is small."), image.warnings());
    }
    List<StoredEmbedding> vectors = new ArrayList<>();
    catalog.embeddings(CatalogFixtures.MODEL, vectors::add);
    assertEquals(images, vectors.size());
    assertArrayEquals(new float[] {images, 0.5f, -1}, vectors.get(images - 1).vector());
    assertEquals(
        9.5,
        catalog.findFile(all.get(0).file()).orElseThrow().location().orElseThrow().center().lon());
    assertEquals(1, catalog.textEmbeddings(CatalogFixtures.MODEL, List.of("a pier")).size());
  }

  @Test
  void anOldCatalogueIsBroughtUpToDateWithoutLoss() throws SQLException, IOException {
    first(file, 40);
    try (Catalog catalog = Catalog.open(file)) {
      assertComplete(catalog, 40);
      SearchFilter line =
          SearchFilter.NONE.withArea(Optional.of(GeoArea.box(179.95, -0.5, -179.95, 0.5)));
      assertEquals(10, catalog.count(line));
      SearchFilter east =
          SearchFilter.NONE.withArea(Optional.of(GeoArea.box(10.4, 20, 10.6, 50.5)));
      assertEquals(20, catalog.count(east));
      assertEquals(List.of("a pier number 7"), catalog.searchCaptions("number 7 pier", 5));
      assertEquals(1, catalog.searchImages("picture 33").length);
      catalog.tags().tag(List.of(1L), "seen");
    }
    assertEquals(Migrations.latest() + "", one(file, "PRAGMA user_version"));
    assertEquals("ok", one(file, "PRAGMA integrity_check"));
    assertEquals("", one(file, "PRAGMA foreign_key_check"));
  }

  @Test
  void filesThatHadNoKnownSystemAskOnceTheCatalogueIsBroughtUpToDate()
      throws SQLException, IOException {
    first(file, 6);
    try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = raw.createStatement()) {
      // As the programs before wrote it.
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

  @Test
  void anOldCatalogueThatMayNotBeWrittenIsReadAllTheSame() throws SQLException, IOException {
    first(file, 12);
    byte[] before = Files.readAllBytes(file);
    boolean closed =
        file.toFile().setWritable(false) && file.getParent().toFile().setWritable(false);
    assumeTrue(
        closed && !Files.isWritable(file), "the file system or the user knows no closed files");
    try (Catalog catalog = Catalog.open(file)) {
      assertComplete(catalog, 12);
      assertThrows(ExplorerException.class, () -> catalog.tags().tag(List.of(1L), "seen"));
    } finally {
      file.getParent().toFile().setWritable(true);
      file.toFile().setWritable(true);
    }
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void aNewerCatalogueWithAnUnfinishedLogIsLeftAsItIs() throws SQLException, IOException {
    first(file, 3);
    Path left = folder.resolve("left/catalog.db");
    Files.createDirectories(left.getParent());
    try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = raw.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
      statement.execute("INSERT INTO collections VALUES (7, 'of the future')");
      // What a killed newer program leaves: the file, and a log with its last work.
      Files.copy(file, left);
      Files.copy(wal(file), wal(left));
    }
    byte[] main = Files.readAllBytes(left);
    byte[] log = Files.readAllBytes(wal(left));
    try (Catalog catalog = Catalog.open(left)) {
      ExplorerException refused = assertThrows(ExplorerException.class, catalog::images);
      assertTrue(refused.getMessage().contains("newer version"), refused.getMessage());
      assertTrue(refused.getMessage().contains(left.toString()), refused.getMessage());
      assertThrows(ExplorerException.class, () -> catalog.tags().tag(List.of(1L), "x"));
    }
    assertArrayEquals(main, Files.readAllBytes(left));
    assertArrayEquals(log, Files.readAllBytes(wal(left)));
  }

  private static Path wal(Path file) {
    return file.resolveSibling(file.getFileName() + "-wal");
  }

  @Test
  void aKillMeanwhileLeavesTheOldOneOrTheNewOne()
      throws SQLException, IOException, InterruptedException {
    int images = 20_000;
    Path old = folder.resolve("old/catalog.db");
    first(old, images);
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    int untouched = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Path home = Files.createDirectory(folder.resolve("home" + kill));
      Path copy = Files.copy(old, home.resolve("catalog.db"));
      try (KamclProcess process =
          new KamclProcess(
              folder.resolve("errors.txt"),
              List.of(),
              "collections",
              "list",
              "--json",
              "--workspace",
              home.toString())) {
        // The log appears when the work begins.
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        boolean ended = false;
        while (!ended && Files.notExists(wal(copy)) && System.nanoTime() < limit) {
          ended = process.ended(1);
        }
        assertTrue(!ended || process.await() == 0, process.errors());
        process.ended(random.nextInt(400));
        process.kill();
      }
      String version = one(copy, "PRAGMA user_version");
      assertTrue(
          version.equals("1") || version.equals(Migrations.latest() + ""),
          "seed " + seed + ": " + version);
      assertEquals("ok", one(copy, "PRAGMA integrity_check"), "seed " + seed);
      untouched += version.equals("1") ? 1 : 0;
      try (Catalog catalog = Catalog.open(copy)) {
        assertComplete(catalog, images);
        assertEquals(
            images / 4,
            catalog.count(
                SearchFilter.NONE.withArea(Optional.of(GeoArea.box(179.95, -0.5, -179.95, 0.5)))));
      }
    }
    assertTrue(untouched > 0, "no kill came early enough to tell anything; seed " + seed);
  }

  @Test
  void fullDiskIsTheFailureThatIsTold() throws SQLException {
    try (Connection full = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = full.createStatement()) {
      statement.execute("PRAGMA max_page_count = 4");
      SQLException failure = assertThrows(SQLException.class, () -> Migrations.apply(full));
      assertEquals(SQLiteErrorCode.SQLITE_FULL.code, failure.getErrorCode());
      statement.execute("PRAGMA max_page_count = 10000");
      Migrations.apply(full);
      assertFalse(Migrations.outdated(full));
    }
  }
}
