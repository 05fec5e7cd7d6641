package org.kamcl.explorer.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import org.kamcl.error.KamclException;

/** The numbered migrations from an empty file to the current schema. */
final class Migrations {
  /** "KAMC": tells a catalogue from any other SQLite file. */
  private static final int APPLICATION = 0x4b414d43;

  private static final List<Step> STEPS =
      List.of(
          new Step("V001__pictures.sql", connection -> {}),
          new Step("V002__workspace.sql", connection -> {}),
          new Step("V003__unknown_systems.sql", connection -> {}),
          new Step("V004__problem_codes.sql", LegacyTexts::convert),
          new Step("V005__collection_statistics.sql", connection -> {}),
          new Step("V006__integrity.sql", EmbeddingChecksums::fill),
          new Step("V007__model_content.sql", connection -> {}),
          new Step("V008__row_checksums.sql", Migrations::sealRows),
          new Step("V009__expected_rows.sql", Migrations::countRows),
          new Step("V010__runs.sql", connection -> {}),
          new Step("V011__captioning.sql", CountedRows.CAPTIONING::accept),
          new Step("V012__workspace_folders.sql", connection -> {}));

  private Migrations() {}

  /**
   * A step.
   *
   * @param file of SQL
   * @param then what SQL alone cannot do, in the same transaction
   */
  private record Step(String file, Sql.Change then) {}

  /** The current schema version. */
  static int latest() {
    return STEPS.size();
  }

  /**
   * Checks that this version may use a file.
   *
   * @throws KamclException if the file was written by a newer version or is not a catalog
   */
  static void check(Connection connection, Path file) throws SQLException {
    int version = number(connection, "PRAGMA user_version");
    if (version > latest()) {
      throw new KamclException(CatalogError.NEWER_SCHEMA, file, version, latest());
    }
    boolean empty = number(connection, "SELECT count(*) FROM sqlite_master") == 0;
    if (!empty && number(connection, "PRAGMA application_id") != APPLICATION) {
      throw new KamclException(CatalogError.NOT_A_CATALOG, file);
    }
  }

  /** Whether migrations are missing. */
  static boolean outdated(Connection connection) throws SQLException {
    return number(connection, "PRAGMA user_version") < latest();
  }

  /** Applies the missing migrations in one transaction. */
  static void apply(Connection connection) throws SQLException {
    if (outdated(connection)) {
      apply(connection, latest());
    }
  }

  /**
   * Applies migrations in one transaction.
   *
   * @param last the schema version to end with
   */
  static void apply(Connection connection, int last) throws SQLException {
    Sql.transaction(
        connection,
        same -> {
          // Another process may have taken them while this one waited.
          int version = number(same, "PRAGMA user_version");
          try (Statement statement = same.createStatement()) {
            for (int step = version; step < last; step++) {
              statement.executeUpdate(read(STEPS.get(step).file()));
              STEPS.get(step).then().run(same);
            }
            statement.executeUpdate("PRAGMA application_id = " + APPLICATION);
            statement.executeUpdate("PRAGMA user_version = " + Math.max(version, last));
          }
          return true;
        });
  }

  private static void sealRows(Connection connection) throws SQLException {
    // Tables of later steps begin with checksums, or are sealed by their steps.
    EnumSet<SealedTable> later =
        EnumSet.of(SealedTable.MODELS, SealedTable.RUNS, SealedTable.CAPTIONING);
    for (SealedTable table : EnumSet.complementOf(later)) {
      table.sealAll(connection);
    }
  }

  private static void countRows(Connection connection) throws SQLException {
    SealedTable.MODELS.sealAll(connection);
    // Tables of later steps are counted by their steps.
    for (CountedRows rows : EnumSet.complementOf(EnumSet.of(CountedRows.CAPTIONING))) {
      rows.accept(connection);
    }
  }

  private static String read(String step) {
    try (InputStream in =
        Migrations.class.getResourceAsStream("/org/kamcl/explorer/catalog/" + step)) {
      if (in == null) {
        throw new IllegalStateException("The program lacks its step " + step + ".");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.next() ? result.getInt(1) : 0;
    }
  }
}
