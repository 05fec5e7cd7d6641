package org.kamcl.explorer.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.Problem;

/** Words found in damaged indexes of words. */
class WordSearchTest {
  private static final String OTHER_WORD =
      "INSERT INTO caption_words (caption_words, rowid, sentence)"
          + " VALUES ('delete', 2, 'a long pier');"
          + "INSERT INTO caption_words (rowid, sentence) VALUES (2, 'a wrong word')";

  private static final Optional<Problem> REBUILT =
      Optional.of(Problem.of(CatalogError.WORDS_REBUILT));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void saveThreeFiles() {
    file = folder.resolve(Catalog.FILE_NAME);
    try (Catalog catalog = Catalog.open(file)) {
      CatalogFixtures.save(
          catalog,
          CatalogFixtures.file("Coast", "harbor.jpg", "boats in a row", "a long pier"),
          CatalogFixtures.file("Coast", "beach.jpg", "white sand and a pier"),
          CatalogFixtures.file("Towns", "church.jpg", "a café beside a church"));
    }
  }

  private static void assertFindsAll(Catalog catalog) {
    assertEquals(List.of("a long pier"), catalog.words().captions("pier lon", 5));
    assertEquals(
        List.of("a long pier", "white sand and a pier"), catalog.words().captions("pier", 5));
    assertEquals(List.of("a café beside a church"), catalog.words().captions("CAFE bes", 5));
    assertEquals(List.of(), catalog.words().captions("wrong", 5));
    assertArrayEquals(new long[] {1, 2}, catalog.words().images("pier"));
    assertArrayEquals(new long[] {3}, catalog.words().images("church jpg"));
  }

  @Test
  void anIntactIndexIsUsedSilently() {
    try (Catalog catalog = Catalog.open(file)) {
      assertFindsAll(catalog);
      assertEquals(Optional.empty(), catalog.words().problem());
    }
  }

  /** The tables of an index are those in which SQLite stores it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        OTHER_WORD,
        "INSERT INTO file_words (file_words, rowid, path) VALUES ('delete', 3, '/archive/church.jpg');"
            + "INSERT INTO file_words (rowid, path) VALUES (3, '/archive/chapel.jpg')",
        "INSERT INTO caption_words (caption_words) VALUES ('delete-all')",
        "UPDATE caption_words_data SET block = zeroblob(length(block)) WHERE id > 100",
        "DELETE FROM caption_words_data WHERE id > 100",
        "DELETE FROM caption_words_data",
        "UPDATE caption_words_docsize SET sz = x'00'",
        "DROP TABLE caption_words_data"
      })
  void aDamagedIndexIsNamedAndNeverAnswers(String damage) {
    CatalogDamage.execute(file, damage.split(";"));
    try (Catalog catalog = Catalog.open(file)) {
      assertFindsAll(catalog);
      assertEquals(
          damage.startsWith("DROP")
              ? Optional.of(Problem.of(CatalogError.WORDS_NOT_USED))
              : REBUILT,
          catalog.words().problem());
    }
    try (Catalog catalog = Catalog.open(file)) {
      assertFindsAll(catalog);
      assertEquals(
          damage.startsWith("DROP"), catalog.words().problem().isPresent(), "built anew for good");
    }
  }

  @Test
  void anIndexDamagedInUseIsNoticedAfterTheNextChange() {
    try (Catalog catalog = Catalog.open(file)) {
      assertFindsAll(catalog);
      CatalogDamage.execute(file, OTHER_WORD.split(";"));
      CatalogFixtures.save(catalog, CatalogFixtures.file("Towns", "square.jpg", "a square"));
      assertFindsAll(catalog);
      assertEquals(List.of("a square"), catalog.words().captions("square", 5));
      assertEquals(REBUILT, catalog.words().problem());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theWordsOfAReadOnlyCatalogAreReadFromTheCaptions() throws IOException {
    CatalogDamage.execute(file, OTHER_WORD.split(";"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    try (Catalog catalog = Catalog.open(file)) {
      assertFindsAll(catalog);
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
