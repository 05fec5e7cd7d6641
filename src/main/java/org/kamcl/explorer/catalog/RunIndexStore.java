package org.kamcl.explorer.catalog;

import java.nio.file.Files;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.kamcl.error.KamclException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of training runs. It only saves time: what is missing, damaged or cannot be written is
 * read from the folders of the runs.
 */
public final class RunIndexStore {
  private static final Logger LOG = LoggerFactory.getLogger(RunIndexStore.class);

  private final Database database;

  RunIndexStore(Database database) {
    this.database = database;
  }

  /** All intact entries. */
  public List<StoredRun> all() {
    if (!Files.exists(database.file())) {
      return List.of();
    }
    try {
      return database.read(
          open -> {
            List<StoredRun> all = new ArrayList<>();
            try (PreparedStatement select =
                    open.prepareStatement(
                        "SELECT name, log_offset, log_check, history FROM runs ORDER BY name");
                ResultSet row = select.executeQuery()) {
              while (row.next()) {
                all.add(
                    new StoredRun(
                        row.getString(1), row.getLong(2), row.getInt(3), row.getString(4)));
              }
            }
            List<StoredRun> intact = new ArrayList<>();
            for (StoredRun run : all) {
              if (SealedTable.RUNS.isIntact(open, run.name())) {
                intact.add(run);
              }
            }
            return intact;
          });
    } catch (KamclException e) {
      LOG.debug("The index of runs is not read", e);
      return List.of();
    }
  }

  /**
   * Stores entries.
   *
   * @param changed entries that are new or replace others
   * @param present names of all runs; the entries of others are deleted
   */
  public void save(List<StoredRun> changed, Set<String> present) {
    if (!Files.exists(database.file())) {
      // An archive that was never written stays so: its absence means the first start.
      return;
    }
    try {
      List<String> gone =
          all().stream().map(StoredRun::name).filter(name -> !present.contains(name)).toList();
      if (changed.isEmpty() && gone.isEmpty()) {
        return;
      }
      database.change(
          open -> {
            try (PreparedStatement insert =
                    open.prepareStatement(
                        "INSERT OR REPLACE INTO runs (name, log_offset, log_check, history)"
                            + " VALUES (?, ?, ?, ?)");
                PreparedStatement delete =
                    open.prepareStatement("DELETE FROM runs WHERE name = ?")) {
              for (StoredRun run : changed) {
                insert.setString(1, run.name());
                insert.setLong(2, run.offset());
                insert.setInt(3, run.check());
                insert.setString(4, run.history());
                insert.executeUpdate();
                SealedTable.RUNS.seal(open, run.name());
              }
              for (String name : gone) {
                delete.setString(1, name);
                delete.executeUpdate();
              }
            }
          });
    } catch (KamclException e) {
      LOG.debug("The index of runs is not written", e);
    }
  }
}
