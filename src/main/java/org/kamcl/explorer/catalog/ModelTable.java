package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kamcl.explorer.archive.ModelId;

/** The content hashes of models, recorded beside the ids of their embeddings. */
final class ModelTable {
  private final Connection connection;

  ModelTable(Connection connection) {
    this.connection = connection;
  }

  /** The id of the embeddings that files of a content hash made. */
  Optional<String> withContent(String content) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT hash FROM models WHERE content = ? ORDER BY id")) {
      select.setString(1, content);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  /** The recorded content hashes of the models of a name. */
  Set<String> contents(String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT content FROM models WHERE name = ? AND content IS NOT NULL")) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        Set<String> contents = new HashSet<>();
        while (row.next()) {
          contents.add(row.getString(1));
        }
        return contents;
      }
    }
  }

  /** Whether there are embeddings of these weights whose content hash is not recorded. */
  boolean isWithoutContent(String weights) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT 1 FROM models WHERE hash = ? AND content IS NULL")) {
      select.setString(1, weights);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  /** The models that embedded images, the last used first, and how many images each. */
  Map<ModelId, Integer> models() throws SQLException {
    Map<ModelId, Integer> models = new LinkedHashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT m.hash, m.name, count(*) FROM embeddings e"
                    + " JOIN models m ON m.id = e.model_id JOIN images i ON i.id = e.image_id"
                    + " WHERE i.removal IS NULL GROUP BY m.id ORDER BY m.used DESC, m.id DESC");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        models.put(new ModelId(row.getString(1), row.getString(2)), row.getInt(3));
      }
    }
    return models;
  }

  /** Makes a model the archive's model, if it made embeddings. */
  void use(ModelId model) throws SQLException {
    List<Long> changed = new ArrayList<>();
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE models SET name = ?, used = max(?, (SELECT max(used) FROM models) + 1)"
                + " WHERE hash = ? RETURNING id")) {
      update.setString(1, model.name());
      // Of two that were used in the same millisecond, this one is the last.
      update.setLong(2, System.currentTimeMillis());
      update.setString(3, model.hash());
      try (ResultSet row = update.executeQuery()) {
        while (row.next()) {
          changed.add(row.getLong(1));
        }
      }
    }
    for (long id : changed) {
      SealedTable.MODELS.seal(connection, id);
    }
  }

  /** Records a content hash, unless there is one. */
  void setContent(String weights, String content) throws SQLException {
    List<Long> changed = new ArrayList<>();
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE models SET content = ? WHERE hash = ? AND content IS NULL RETURNING id")) {
      update.setString(1, content);
      update.setString(2, weights);
      try (ResultSet row = update.executeQuery()) {
        while (row.next()) {
          changed.add(row.getLong(1));
        }
      }
    }
    for (long id : changed) {
      SealedTable.MODELS.seal(connection, id);
    }
  }
}
