package org.kamcl.explorer.catalog;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.error.Problem;
import org.kamcl.error.ProblemJson;

/**
 * Rewrites paths below a folder that is somewhere else now: of files, of their problems and
 * warnings, and of example images in queries. A path is rewritten unless a file is still at the
 * former place only, as for a copy of the workspace without its images. Must run in a transaction.
 */
final class MovedPaths {
  private final Connection connection;
  private final String before;
  private final Path now;
  private final Pattern quoted;

  /**
   * @param before the former folder, absolute, perhaps of another operating system
   * @param now the present folder, absolute
   */
  MovedPaths(Connection connection, String before, Path now) {
    this.connection = connection;
    this.before = before;
    this.now = now;
    this.quoted = Pattern.compile("\"(" + Pattern.quote(before) + "[/\\\\][^\"]*)\"");
  }

  /** A row with its new text. */
  private record Change(long id, String text) {}

  /** Rewrites all paths. */
  void rewrite() throws SQLException {
    rewriteFiles();
    rewriteProblems();
    rewriteWarnings();
    rewriteSearches();
    rewriteFeedback();
    new Revisions(connection).imagesChanged();
  }

  /** The path of a file now; empty if it stays as it is. */
  private Optional<String> moved(String path) {
    if (!path.startsWith(before)) {
      return Optional.empty();
    }
    String rest = path.substring(before.length());
    boolean windows = before.indexOf('\\') >= 0;
    if (!rest.isEmpty() && rest.charAt(0) != '/' && !(windows && rest.charAt(0) == '\\')) {
      return Optional.empty();
    }
    Path moved = now;
    for (String name : rest.split(windows ? "[/\\\\]" : "/")) {
      moved = moved.resolve(name);
    }
    return Files.exists(moved) || !exists(path) ? Optional.of(moved.toString()) : Optional.empty();
  }

  private static boolean exists(String path) {
    try {
      return Files.exists(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private void rewriteFiles() throws SQLException {
    List<Change> changes = new ArrayList<>();
    try (PreparedStatement select = startingWithFolder("SELECT id, path FROM files", "path");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        long id = row.getLong(1);
        moved(row.getString(2)).ifPresent(path -> changes.add(new Change(id, path)));
      }
    }
    // Where one folder is within the other, no file may take the path of one that moves later.
    Comparator<Change> byLength = Comparator.comparingInt(change -> change.text.length());
    changes.sort(now.toString().length() > before.length() ? byLength.reversed() : byLength);
    FileTable files = new FileTable(connection);
    boolean replaced = false;
    try (PreparedStatement taken =
            connection.prepareStatement("SELECT 1 FROM files WHERE path = ? AND id <> ?");
        PreparedStatement update =
            connection.prepareStatement("UPDATE files SET path = ?, checksum = NULL WHERE id = ?");
        PreparedStatement found =
            connection.prepareStatement("UPDATE files SET missing = NULL WHERE id = ?")) {
      for (Change change : changes) {
        taken.setString(1, change.text);
        taken.setLong(2, change.id);
        boolean other;
        try (ResultSet row = taken.executeQuery()) {
          other = row.next();
        }
        if (other) {
          files.move(change.id, Path.of(change.text));
          replaced = true;
          continue;
        }
        boolean intact = SealedTable.FILES.isIntact(connection, change.id);
        update.setString(1, change.text);
        update.setLong(2, change.id);
        update.executeUpdate();
        if (intact) {
          SealedTable.FILES.seal(connection, change.id);
        }
        if (Files.exists(Path.of(change.text))) {
          found.setLong(1, change.id);
          found.executeUpdate();
        }
      }
    }
    if (replaced) {
      new Revisions(connection).embeddingsRemoved();
    }
  }

  private PreparedStatement startingWithFolder(String select, String column) throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(select + " WHERE substr(" + column + ", 1, ?) = ?");
    statement.setInt(1, before.codePointCount(0, before.length()));
    statement.setString(2, before);
    return statement;
  }

  private void rewriteProblems() throws SQLException {
    ProblemTable table = new ProblemTable(connection);
    for (FileProblem problem : table.all()) {
      FileProblem moved =
          new FileProblem(
              moved(problem.file()),
              moved(problem.folder()),
              problem.collection(),
              moved(problem.problem()));
      if (!moved.equals(problem)) {
        table.delete(problem.file());
        table.save(moved);
      }
    }
  }

  private Path moved(Path path) {
    return moved(path.toString()).map(Path::of).orElse(path);
  }

  private Problem moved(Problem problem) {
    return new Problem(
        problem.code(),
        problem.file().map(this::moved),
        problem.arguments().stream().map(this::movedArgument).toList());
  }

  private Object movedArgument(Object argument) {
    if (argument instanceof Problem nested) {
      return moved(nested);
    }
    if (argument instanceof List<?> list) {
      return list.stream().map(this::movedArgument).toList();
    }
    return argument instanceof String text ? moved(text).orElse(text) : argument;
  }

  private void rewriteWarnings() throws SQLException {
    List<Change> changes = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT i.id, i.warnings, f.path FROM images i JOIN files f ON f.id = i.file_id"
                    + " WHERE i.warnings <> '[]'");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        String stored = row.getString(2);
        long id = row.getLong(1);
        StoredValue.read(stored, ProblemJson::parseList, "the warnings", row.getString(3))
            .map(list -> ProblemJson.format(list.stream().map(this::moved).toList()))
            .filter(text -> !text.equals(stored))
            .ifPresent(text -> changes.add(new Change(id, text)));
      }
    }
    for (Change change : changes) {
      update(SealedTable.IMAGES, "UPDATE images SET warnings = ? WHERE id = ?", change);
    }
  }

  private void rewriteSearches() throws SQLException {
    List<Change> changes = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement("SELECT id, query FROM searches");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        long id = row.getLong(1);
        String query = row.getString(2);
        String moved = movedQuery(query);
        if (!moved.equals(query)) {
          changes.add(new Change(id, moved));
        }
      }
    }
    for (Change change : changes) {
      // A search of the history may have been made again since: one of them is enough.
      update(SealedTable.SEARCHES, "UPDATE OR IGNORE searches SET query = ? WHERE id = ?", change);
    }
  }

  private void update(SealedTable table, String sql, Change change) throws SQLException {
    boolean intact = table.isIntact(connection, change.id);
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, change.text);
      update.setLong(2, change.id);
      update.executeUpdate();
    }
    if (intact) {
      table.seal(connection, change.id);
    }
  }

  private void rewriteFeedback() throws SQLException {
    List<String> queries = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT DISTINCT query FROM judgements");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        queries.add(row.getString(1));
      }
    }
    for (String query : queries) {
      String moved = movedQuery(query);
      if (!moved.equals(query)) {
        rewriteFeedback(query, moved);
      }
    }
  }

  private void rewriteFeedback(String query, String moved) throws SQLException {
    List<Long> images = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement("SELECT image_id FROM judgements WHERE query = ?")) {
      select.setString(1, query);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          images.add(row.getLong(1));
        }
      }
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE OR IGNORE judgements SET query = ? WHERE query = ? AND image_id = ?")) {
      for (long image : images) {
        boolean intact = SealedTable.FEEDBACK.isIntact(connection, query, image);
        update.setString(1, moved);
        update.setString(2, query);
        update.setLong(3, image);
        if (update.executeUpdate() > 0 && intact) {
          SealedTable.FEEDBACK.seal(connection, moved, image);
        }
      }
    }
  }

  /** A query with the present paths of its example images, which are in quotation marks. */
  private String movedQuery(String query) {
    return quoted
        .matcher(query)
        .replaceAll(
            path ->
                Matcher.quoteReplacement('"' + moved(path.group(1)).orElse(path.group(1)) + '"'));
  }
}
