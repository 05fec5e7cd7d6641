package org.kamcl.explorer.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;

/**
 * A catalog that is restored, replaced or overwritten beside its log or under a running program.
 */
class ReplacedCatalogTest {
  @TempDir private Path folder;
  private Path file;
  private Path log;
  private Path backup;

  @BeforeEach
  void createCatalogAndBackup() throws IOException {
    file = folder.resolve("workspace").resolve(Catalog.FILE_NAME);
    log = file.resolveSibling(Catalog.FILE_NAME + "-wal");
    backup = folder.resolve("backup.db");
    save("a.jpg");
    Files.copy(file, backup);
    save("b.jpg");
  }

  private void save(String name) {
    try (Catalog catalog = Catalog.open(file)) {
      CatalogFixtures.save(catalog, CatalogFixtures.file("Towns", name));
    }
    assertFalse(Files.exists(log), "the last program that closes a catalog removes its log");
  }

  private static List<String> names(Catalog catalog) {
    return catalog.images().stream().map(i -> i.file().getFileName().toString()).toList();
  }

  /** Writes over the file without replacing it, as cp does. */
  private void copyOver(Path from) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      Files.copy(from, out);
    }
    Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() + 2_000));
  }

  /** The files of a program that was killed after it stored c.jpg. */
  private void killAfterStoring() throws IOException {
    Path keptFile = folder.resolve("kept.db");
    Path keptLog = folder.resolve("kept.db-wal");
    try (Catalog catalog = Catalog.open(file)) {
      CatalogFixtures.save(catalog, CatalogFixtures.file("Towns", "c.jpg"));
      Files.copy(file, keptFile);
      Files.copy(log, keptLog);
    }
    Files.copy(keptFile, file, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(keptLog, log);
  }

  @Test
  void theLogOfAKilledProgramIsUsed() throws IOException {
    killAfterStoring();
    try (Catalog catalog = Catalog.open(file)) {
      assertEquals(List.of("a.jpg", "b.jpg", "c.jpg"), names(catalog));
    }
  }

  @Test
  void aRestoredCatalogBesideTheLogOfALaterStateIsRefusedAndNotChanged() throws IOException {
    killAfterStoring();
    Files.copy(backup, file, StandardCopyOption.REPLACE_EXISTING);
    byte[] logBefore = Files.readAllBytes(log);
    for (int i = 0; i < 2; i++) {
      try (Catalog catalog = Catalog.open(file)) {
        KamclException refused = assertThrows(KamclException.class, catalog::images);
        assertTrue(refused.is(CatalogError.LOG_OF_OTHER_CATALOG), refused.getMessage());
        assertThrows(
            KamclException.class,
            () -> CatalogFixtures.save(catalog, CatalogFixtures.file("Towns", "d.jpg")));
      }
    }
    assertArrayEquals(Files.readAllBytes(backup), Files.readAllBytes(file));
    assertArrayEquals(logBefore, Files.readAllBytes(log));
    // The advice of the message: without the log, in another program.
    Path alone = Files.createDirectory(folder.resolve("alone")).resolve(Catalog.FILE_NAME);
    Files.copy(file, alone);
    try (Catalog catalog = Catalog.open(alone)) {
      assertEquals(List.of("a.jpg"), names(catalog));
      assertEquals(List.of(), catalog.integrity().errors(true));
    }
  }

  @Test
  void theLogOfAnotherArchiveIsRefused() throws IOException {
    killAfterStoring();
    Path other = folder.resolve("other").resolve(Catalog.FILE_NAME);
    try (Catalog catalog = Catalog.open(other)) {
      CatalogFixtures.save(catalog, CatalogFixtures.file("Fields", "x.jpg"));
      CatalogFixtures.save(catalog, CatalogFixtures.file("Fields", "y.jpg"));
    }
    Files.copy(other, file, StandardCopyOption.REPLACE_EXISTING);
    try (Catalog catalog = Catalog.open(file)) {
      assertThrows(KamclException.class, catalog::images);
    }
    assertArrayEquals(Files.readAllBytes(other), Files.readAllBytes(file));
  }

  @Test
  void aCatalogThatIsMovedOverOneThatIsReadIsReadFromThenOn() throws IOException {
    try (Catalog catalog = Catalog.open(file)) {
      assertEquals(List.of("a.jpg", "b.jpg"), names(catalog));
      Files.deleteIfExists(log);
      Files.move(backup, file, StandardCopyOption.REPLACE_EXISTING);
      assertEquals(List.of("a.jpg"), names(catalog));
      CatalogFixtures.save(catalog, CatalogFixtures.file("Towns", "e.jpg"));
      assertEquals(List.of("a.jpg", "e.jpg"), names(catalog));
    }
    try (Catalog catalog = Catalog.open(file)) {
      assertEquals(List.of("a.jpg", "e.jpg"), names(catalog));
    }
  }

  @Test
  void aCatalogThatIsMovedOverOneThatIsWrittenIsReportedOrRead() throws IOException {
    try (Catalog catalog = Catalog.open(file)) {
      CatalogFixtures.save(catalog, CatalogFixtures.file("Towns", "c.jpg"));
      assertEquals(List.of("a.jpg", "b.jpg", "c.jpg"), names(catalog));
      Files.move(backup, file, StandardCopyOption.REPLACE_EXISTING);
      KamclException refused = assertThrows(KamclException.class, catalog::images);
      assertTrue(refused.is(CatalogError.LOG_OF_OTHER_CATALOG), refused.getMessage());
      assertThrows(
          KamclException.class,
          () -> CatalogFixtures.save(catalog, CatalogFixtures.file("Towns", "d.jpg")));
    }
  }

  @Test
  void aCatalogThatIsOverwrittenWhileItIsInUseIsReportedAndNotChanged() throws IOException {
    try (Catalog catalog = Catalog.open(file)) {
      assertEquals(List.of("a.jpg", "b.jpg"), names(catalog));
      copyOver(backup);
      KamclException refused = assertThrows(KamclException.class, catalog::images);
      assertTrue(refused.is(CatalogError.REPLACED), refused.getMessage());
      assertThrows(
          KamclException.class,
          () -> CatalogFixtures.save(catalog, CatalogFixtures.file("Towns", "d.jpg")));
      assertThrows(KamclException.class, catalog::images, "also the second time");
    }
    assertArrayEquals(Files.readAllBytes(backup), Files.readAllBytes(file));
  }

  @Test
  void aCatalogThatIsOverwrittenAfterAWriteIsReportedAndNotChanged() throws IOException {
    try (Catalog catalog = Catalog.open(file)) {
      CatalogFixtures.save(catalog, CatalogFixtures.file("Towns", "c.jpg"));
      copyOver(backup);
      KamclException refused = assertThrows(KamclException.class, catalog::images);
      assertTrue(refused.is(CatalogError.REPLACED), refused.getMessage());
    }
    assertArrayEquals(Files.readAllBytes(backup), Files.readAllBytes(file));
  }

  @Test
  void whatOtherProgramsWriteIsReadAlsoAfterTheyCopiedTheirLog() throws IOException {
    try (Catalog catalog = Catalog.open(file)) {
      assertEquals(List.of("a.jpg", "b.jpg"), names(catalog));
      for (int i = 0; i < 3; i++) {
        try (Catalog other = Catalog.open(file)) {
          CatalogFixtures.save(other, CatalogFixtures.file("Towns", "o" + i + ".jpg"));
        }
        CatalogDamage.execute(file, "PRAGMA wal_checkpoint(TRUNCATE)");
        assertEquals(3 + i, catalog.images().size());
      }
      CatalogFixtures.save(catalog, CatalogFixtures.file("Towns", "own.jpg"));
      assertEquals(6, catalog.images().size());
    }
  }

  @Test
  void aTouchedCatalogIsStillTheSame() throws IOException {
    try (Catalog catalog = Catalog.open(file)) {
      assertEquals(2, catalog.images().size());
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
      assertEquals(2, catalog.images().size());
    }
  }
}
