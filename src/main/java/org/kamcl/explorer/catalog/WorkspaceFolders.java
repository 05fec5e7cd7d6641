package org.kamcl.explorer.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The folder of the workspace, by each path under which the catalog was opened: as it was named,
 * and without symbolic links. When the catalog is opened in another folder, because the workspace
 * was moved, copied or restored, the paths of files below the former folder are rewritten. Files
 * outside of the workspace keep their paths.
 */
final class WorkspaceFolders {
  private final Connection connection;
  private final Path folder;
  private final Path real;

  /**
   * @param folder of the workspace, absolute
   */
  WorkspaceFolders(Connection connection, Path folder) {
    this.connection = connection;
    this.folder = folder;
    this.real = real(folder);
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder;
    }
  }

  /** Whether there may be paths to rewrite. */
  boolean isMoved() throws SQLException {
    return known().stream().anyMatch(this::isFormer);
  }

  /** Rewrites the paths below former folders and remembers the present one, in one transaction. */
  void update() throws SQLException {
    if (known().containsAll(names()) && !isMoved()) {
      return;
    }
    Sql.transaction(
        connection,
        same -> {
          for (String known : known()) {
            // Another process may have rewritten them while this one waited.
            if (isFormer(known)) {
              new MovedPaths(same, known, folder).rewrite();
              execute("DELETE FROM workspace_folders WHERE path = ?", known);
            }
          }
          for (String name : names()) {
            execute("INSERT OR IGNORE INTO workspace_folders (path) VALUES (?)", name);
          }
          return true;
        });
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    names.add(folder.toString());
    names.add(real.toString());
    return names;
  }

  /** Whether a path no longer leads to the workspace. */
  private boolean isFormer(String known) {
    if (names().contains(known)) {
      return false;
    }
    try {
      return !Files.isSameFile(Path.of(known), real);
    } catch (IOException | IllegalArgumentException e) {
      // Nothing is there, or the path is one of another operating system.
      return true;
    }
  }

  private List<String> known() throws SQLException {
    List<String> known = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT path FROM workspace_folders ORDER BY path DESC");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        known.add(row.getString(1));
      }
    }
    return known;
  }

  private void execute(String sql, String value) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, value);
      statement.executeUpdate();
    }
  }
}
