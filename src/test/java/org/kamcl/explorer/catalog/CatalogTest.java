package org.kamcl.explorer.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.error.Problem;
import org.kamcl.explorer.archive.Caption;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.TileBounds;

class CatalogTest {
  private static final Problem SMALL = Problem.of(LegacyError.SENTENCE, "It is \"small\".");

  private static final ModelId MODEL = new ModelId("abc", "small");
  private static final String TILING = "tiles=600m";
  private static final TileBounds TILE = new TileBounds(100, 0, 100, 90);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void setFile() {
    file = folder.resolve("work space/catalog.db");
  }

  private static FileEntry entry(String name, String sha256) {
    return new FileEntry(
        "Towns",
        Path.of("/archive/" + name),
        1234,
        99,
        sha256,
        TILING,
        2,
        Optional.empty(),
        List.of(new Caption("many boats", "test"), new Caption("a pier", "test")),
        Optional.empty());
  }

  private static EmbeddedImage embeddedImage(FileEntry file, Optional<TileBounds> tile) {
    Footprint ring =
        new Footprint(List.of(new GeoPoint(10.123456789012, 53.5), new GeoPoint(10.2, 53.4)));
    ImageEntry image =
        new ImageEntry(
            tile,
            tile.map(TileBounds::width).orElse(200),
            90,
            tile.map(w -> ring),
            tile.isPresent() ? OptionalDouble.of(2.5) : OptionalDouble.empty(),
            tile.map(w -> LocalDate.of(2020, 2, 29)),
            tile.isPresent() ? "EPSG:32632" : "",
            List.of(SMALL));
    return new EmbeddedImage(
        file, image, new float[] {0.6f, -0.8f, 1e-7f}, new byte[] {0, (byte) 200, (byte) 255});
  }

  private static List<StoredEmbedding> embeddings(Catalog catalog) {
    List<StoredEmbedding> all = new ArrayList<>();
    catalog.embeddings(MODEL, all::add);
    return all;
  }

  @Test
  void openingAnEmptyCatalogCreatesNoFile() {
    try (Catalog catalog = Catalog.open(file)) {
      assertEquals(0, catalog.summary().images());
      assertEquals(List.of(), catalog.images());
      assertFalse(Files.exists(file.getParent()));
    }
  }

  @Test
  void savedImagesAreReadBackAfterReopening() {
    try (Catalog catalog = Catalog.open(file)) {
      assertEquals(0, catalog.summary().images());
      FileEntry a = entry("a.tif", "aa");
      catalog.save(
          MODEL,
          List.of(
              embeddedImage(a, Optional.of(TILE)),
              embeddedImage(entry("b.jpg", "bb"), Optional.empty())));
    }
    try (Catalog catalog = Catalog.open(file)) {
      assertEquals(2, catalog.summary().images());
      assertEquals(1, catalog.summary().withoutLocation());
      assertEquals(List.of("Towns"), catalog.summary().collections());
      assertEquals("small", catalog.summary().model());
      ImageRecord tile = catalog.images().get(0);
      assertEquals(Path.of("/archive/a.tif"), tile.file());
      assertEquals(Optional.of(TILE), tile.tile());
      assertEquals(10.123456789012, tile.footprint().orElseThrow().ring().get(0).lon(), 0);
      assertEquals(2.5, tile.gsd().orElseThrow(), 0);
      assertEquals(LocalDate.of(2020, 2, 29), tile.date().orElseThrow());
      assertEquals("EPSG:32632", tile.crs());
      assertEquals(List.of(SMALL.in(tile.file())), tile.warnings());
      assertEquals(List.of(), tile.captions(), "captions belong to whole files");
      ImageRecord whole = catalog.images().get(1);
      assertTrue(whole.footprint().isEmpty() && whole.tile().isEmpty());
      assertEquals(List.of("many boats", "a pier"), whole.captions());
      StoredEmbedding stored = embeddings(catalog).get(0);
      assertEquals(tile.id(), stored.imageId());
      assertArrayEquals(new float[] {0.6f, -0.8f, 1e-7f}, stored.vector());
      assertArrayEquals(new byte[] {0, (byte) 200, (byte) 255}, stored.concepts());
      assertEquals(List.of("many boats", "a pier"), catalog.captions().all(9));
    }
  }

  @Test
  void theDatabaseHasTheExpectedPragmasAndStrictTables() throws SQLException {
    try (Catalog catalog = Catalog.open(file)) {
      catalog.save(MODEL, List.of(embeddedImage(entry("a.tif", "aa"), Optional.of(TILE))));
    }
    try (Connection raw = connect(file)) {
      assertEquals("16384", queryOne(raw, "PRAGMA page_size"));
      assertEquals("wal", queryOne(raw, "PRAGMA journal_mode"));
      assertEquals(Migrations.latest() + "", queryOne(raw, "PRAGMA user_version"));
      assertEquals(
          "0",
          queryOne(
              raw,
              "SELECT count(*) FROM pragma_table_list WHERE schema = 'main'"
                  + " AND type = 'table' AND name NOT LIKE 'sqlite%' AND strict = 0"));
      assertEquals("ok", queryOne(raw, "PRAGMA integrity_check"));
    }
  }

  private static Connection connect(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  private static String queryOne(Connection raw, String query) throws SQLException {
    try (Statement statement = raw.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }

  private static void execute(Connection raw, String sql) throws SQLException {
    try (Statement statement = raw.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void aNewerSchemaIsRejectedAndTheFileIsUnchanged() throws SQLException, IOException {
    Files.createDirectories(file.getParent());
    try (Connection raw = connect(file)) {
      execute(raw, "CREATE TABLE future (id INTEGER)");
      execute(raw, "PRAGMA application_id = 1262570819");
      execute(raw, "PRAGMA user_version = 99");
    }
    assertRejected(CatalogError.NEWER_SCHEMA);
  }

  @Test
  void theDatabaseOfAnotherProgramIsRejectedAndTheFileIsUnchanged()
      throws SQLException, IOException {
    Files.createDirectories(file.getParent());
    try (Connection raw = connect(file)) {
      execute(raw, "CREATE TABLE images (photo INTEGER)");
    }
    assertRejected(CatalogError.NOT_A_CATALOG);
  }

  @Test
  void aFileThatIsNotADatabaseIsRejectedAndUnchanged() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "These are a hundred bytes that no database begins with. ".repeat(20));
    assertRejected(CatalogError.DAMAGED);
  }

  private void assertRejected(CatalogError code) throws IOException {
    byte[] before = Files.readAllBytes(file);
    try (Catalog catalog = Catalog.open(file)) {
      KamclException reading = assertThrows(KamclException.class, catalog::images);
      assertEquals(code, reading.code());
      assertTrue(reading.getMessage().contains(file.toString()), reading.getMessage());
      List<EmbeddedImage> batch = List.of(embeddedImage(entry("a.tif", "aa"), Optional.empty()));
      assertThrows(KamclException.class, () -> catalog.save(MODEL, batch));
    }
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void batchesAreAtomic() {
    try (Catalog catalog = Catalog.open(file)) {
      catalog.save(MODEL, List.of(embeddedImage(entry("a.tif", "aa"), Optional.empty())));
      EmbeddedImage good = embeddedImage(entry("b.tif", "bb"), Optional.empty());
      EmbeddedImage bad = new EmbeddedImage(good.file(), good.image(), null, null);
      assertThrows(NullPointerException.class, () -> catalog.save(MODEL, List.of(good, bad)));
      assertEquals(1, catalog.summary().images());
      assertTrue(catalog.files().find(good.file().path()).isEmpty());
      catalog.save(MODEL, List.of(good));
      assertEquals(2, catalog.summary().images());
    }
  }

  @Test
  void aKilledProcessLosesNoCommittedBatch() throws IOException {
    Path killedCopy = folder.resolve("killed/catalog.db");
    Files.createDirectories(killedCopy.getParent());
    try (Catalog catalog = Catalog.open(file)) {
      catalog.save(MODEL, List.of(embeddedImage(entry("a.tif", "aa"), Optional.empty())));
      catalog.save(MODEL, List.of(embeddedImage(entry("b.tif", "bb"), Optional.empty())));
      // The files of an open catalog are what a killed process leaves.
      Files.copy(file, killedCopy);
      Files.copy(walFile(file), walFile(killedCopy));
    }
    try (Catalog catalog = Catalog.open(killedCopy)) {
      assertEquals(2, catalog.summary().images());
    }
  }

  private static Path walFile(Path file) {
    return file.resolveSibling(file.getFileName() + "-wal");
  }

  @Test
  void aWriterWaitsForTheLockAndFailsAfterTheTimeout() throws SQLException {
    List<EmbeddedImage> batch = List.of(embeddedImage(entry("b.tif", "bb"), Optional.empty()));
    try (Catalog catalog = Catalog.open(file, 200)) {
      catalog.save(MODEL, List.of(embeddedImage(entry("a.tif", "aa"), Optional.empty())));
      long version = catalog.imagesVersion();
      try (Connection other = connect(file)) {
        execute(other, "BEGIN IMMEDIATE");
        KamclException failure =
            assertThrows(KamclException.class, () -> catalog.save(MODEL, batch));
        assertEquals(CatalogError.BUSY, failure.code());
        assertEquals(1, catalog.summary().images(), "reading is possible during a write lock");
        execute(other, "ROLLBACK");
      }
      try (Catalog other = Catalog.open(file)) {
        other.save(MODEL, batch);
      }
      assertNotEquals(
          version, catalog.imagesVersion(), "changes by other connections are detected");
      assertEquals(2, catalog.summary().images());
    }
  }

  @Test
  void embeddingsAreFoundByContentAndReplacedWhenItChanges() {
    try (Catalog catalog = Catalog.open(file)) {
      FileEntry first = entry("a.tif", "aa");
      catalog.save(MODEL, List.of(embeddedImage(first, Optional.of(TILE))));
      StoredFile known = catalog.files().find(first.path()).orElseThrow();
      assertEquals(Set.of(Optional.of(TILE)), catalog.embeddedTiles(MODEL, known, 1));
      assertEquals(Set.of(), catalog.embeddedTiles(new ModelId("other", "big"), known, 1));
      assertTrue(catalog.findEmbedding(MODEL, "aa", TILING, Optional.of(TILE), 1).isPresent());
      assertTrue(catalog.findEmbedding(MODEL, "aa", TILING, Optional.empty(), 1).isEmpty());
      assertTrue(
          catalog.findEmbedding(MODEL, "aa", TILING + ", bands 1", Optional.of(TILE), 1).isEmpty());
      catalog.save(MODEL, List.of(embeddedImage(entry("a.tif", "changed"), Optional.empty())));
      assertEquals(1, catalog.summary().images());
      assertEquals(1, embeddings(catalog).size(), "embeddings of the old content are removed");
      assertTrue(catalog.findEmbedding(MODEL, "aa", TILING, Optional.of(TILE), 1).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {EmbeddingTable.SELECT_EMBEDDED_TILES, EmbeddingTable.SELECT_BY_CONTENT})
  void queriesPerImageUseAnIndex(String query) throws SQLException {
    try (Connection empty = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      Migrations.apply(empty);
      List<String> plan = new ArrayList<>();
      try (Statement statement = empty.createStatement();
          ResultSet row = statement.executeQuery("EXPLAIN QUERY PLAN " + query)) {
        while (row.next()) {
          plan.add(row.getString("detail"));
        }
      }
      assertEquals(
          1, plan.stream().filter(step -> step.contains("(image_id=?)")).count(), "" + plan);
      assertTrue(plan.stream().noneMatch(step -> step.startsWith("SCAN")), "" + plan);
    }
  }

  @Test
  void integrityErrorsNameRowsWithoutTheirFile() {
    Path own = folder.resolve("integrity.db");
    try (Catalog other = Catalog.open(own)) {
      CatalogFixtures.save(other, CatalogFixtures.file("Towns", "a.jpg", "a pier"));
      assertEquals(List.of(), other.integrity().errors(false));
      assertEquals(List.of(), other.integrity().errors(true));
    }
    CatalogDamage.execute(own, "UPDATE images SET file_id = 99");
    try (Catalog other = Catalog.open(own)) {
      assertEquals(1, other.integrity().errors(false).size());
      assertTrue(other.integrity().errors(true).get(0).contains("images"));
    }
  }
}
