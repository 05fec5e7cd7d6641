package org.kamcl.explorer.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunIndexStoreTest {
  private static final StoredRun ONE = new StoredRun("one", 1_234, -5, "{\"step\":12}");
  private static final StoredRun TWO = new StoredRun("two", 99, 7, "{\"step\":3}");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("catalog.db");
  }

  @Test
  void entriesAreStoredReplacedAndDeleted() {
    try (Catalog catalog = Catalog.open(file())) {
      catalog.tags().tag(List.of(), "begins the file");
      RunIndexStore index = catalog.runs();
      index.save(List.of(ONE, TWO), Set.of("one", "two"));
      assertEquals(List.of(ONE, TWO), index.all());
      StoredRun longer = new StoredRun("one", 2_000, 8, "{\"step\":20}");
      index.save(List.of(longer), Set.of("one"));
      assertEquals(List.of(longer), index.all());
    }
  }

  @Test
  void archiveThatWasNeverWrittenStaysSo() {
    try (Catalog catalog = Catalog.open(file())) {
      catalog.runs().save(List.of(ONE), Set.of("one"));
      assertEquals(List.of(), catalog.runs().all());
    }
    assertFalse(Files.exists(file()));
  }

  @Test
  void damagedEntryIsLeftOutAndAMissingTableIsAnEmptyIndex() throws SQLException {
    try (Catalog catalog = Catalog.open(file())) {
      catalog.tags().tag(List.of(), "begins the file");
      catalog.runs().save(List.of(ONE, TWO), Set.of("one", "two"));
    }
    change("UPDATE runs SET history = '{\"step\":13}' WHERE name = 'one'");
    try (Catalog catalog = Catalog.open(file())) {
      assertEquals(List.of(TWO), catalog.runs().all());
      catalog.runs().save(List.of(ONE), Set.of("one", "two"));
      assertEquals(List.of(ONE, TWO), catalog.runs().all());
    }
    change("DROP TABLE runs");
    try (Catalog catalog = Catalog.open(file())) {
      assertEquals(List.of(), catalog.runs().all());
      catalog.runs().save(List.of(ONE), Set.of("one"));
    }
  }

  private void change(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
