package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.kamcl.explorer.domain.TileBounds;

/** Models, and their embeddings of images and texts. */
final class EmbeddingTable {
  /**
   * Forces the join order with CROSS JOIN: SQLite expects few rows per model and would otherwise
   * scan all embeddings of the model for every image.
   */
  static final String SELECT_EMBEDDED_TILES =
      "SELECT i.part, i.x, i.y, i.width, i.height FROM images i"
          + " CROSS JOIN embeddings e ON e.image_id = i.id"
          + " CROSS JOIN models m ON m.id = e.model_id"
          + " WHERE i.file_id = ? AND m.hash = ? AND i.removal IS NULL";

  /** In this order for the same reason. */
  static final String SELECT_BY_CONTENT =
      "SELECT i.id, e.vector, e.concepts FROM files f"
          + " CROSS JOIN images i ON i.file_id = f.id"
          + " CROSS JOIN embeddings e ON e.image_id = i.id"
          + " CROSS JOIN models m ON m.id = e.model_id"
          + " WHERE f.sha256 = ? AND f.tiling = ? AND m.hash = ? AND i.part = ?"
          + " AND (i.part = 0 OR (i.x = ? AND i.y = ? AND i.width = ? AND i.height = ?))"
          + " LIMIT 1";

  private final Connection connection;

  EmbeddingTable(Connection connection) {
    this.connection = connection;
  }

  /** The id of a model, which is the archive's model from now on. */
  long model(ModelId model) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO models (hash, name, used) VALUES (?, ?, ?) ON CONFLICT (hash)"
                + " DO UPDATE SET name = excluded.name, used = excluded.used RETURNING id")) {
      insert.setString(1, model.hash());
      insert.setString(2, model.name());
      insert.setLong(3, System.currentTimeMillis());
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  Optional<ModelId> lastModel() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT hash, name FROM models ORDER BY used DESC, id DESC LIMIT 1");
        ResultSet row = select.executeQuery()) {
      return row.next()
          ? Optional.of(new ModelId(row.getString(1), row.getString(2)))
          : Optional.empty();
    }
  }

  /**
   * Stores an embedding.
   *
   * @return whether it replaced an earlier one
   */
  boolean save(long model, long image, float[] vector, byte[] concepts) throws SQLException {
    boolean known;
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM embeddings WHERE model_id = ? AND image_id = ?")) {
      delete.setLong(1, model);
      delete.setLong(2, image);
      known = delete.executeUpdate() > 0;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO embeddings (model_id, image_id, vector, concepts)"
                + " VALUES (?, ?, ?, ?)")) {
      insert.setLong(1, model);
      insert.setLong(2, image);
      insert.setBytes(3, Blobs.encode(vector));
      insert.setBytes(4, concepts);
      insert.executeUpdate();
    }
    return known;
  }

  /** The parts of a file that a model has seen; the whole file counts as an empty part. */
  Set<Optional<TileBounds>> embeddedTiles(String modelHash, long file) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT_EMBEDDED_TILES)) {
      select.setLong(1, file);
      select.setString(2, modelHash);
      try (ResultSet row = select.executeQuery()) {
        Set<Optional<TileBounds>> seen = new HashSet<>();
        while (row.next()) {
          seen.add(
              row.getInt(1) == 0
                  ? Optional.empty()
                  : Optional.of(
                      new TileBounds(row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5))));
        }
        return seen;
      }
    }
  }

  /** The embedding of the same tile of any file with the same content and tiling. */
  Optional<StoredEmbedding> findByContent(
      String modelHash, String sha256, String tiling, Optional<TileBounds> part)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT_BY_CONTENT)) {
      select.setString(1, sha256);
      select.setString(2, tiling);
      select.setString(3, modelHash);
      select.setInt(4, part.isPresent() ? 1 : 0);
      select.setInt(5, part.map(TileBounds::x).orElse(0));
      select.setInt(6, part.map(TileBounds::y).orElse(0));
      select.setInt(7, part.map(TileBounds::width).orElse(0));
      select.setInt(8, part.map(TileBounds::height).orElse(0));
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(embedding(row)) : Optional.empty();
      }
    }
  }

  /** Reads all embeddings of a model, in the order the images were added. */
  void forEach(String modelHash, Consumer<StoredEmbedding> reader) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT e.image_id, e.vector, e.concepts FROM embeddings e"
                + " JOIN models m ON m.id = e.model_id JOIN images i ON i.id = e.image_id"
                + " WHERE m.hash = ? AND i.removal IS NULL ORDER BY e.image_id")) {
      select.setString(1, modelHash);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          reader.accept(embedding(row));
        }
      }
    }
  }

  /** Ids of the images in the archive that a model has embedded, ascending. */
  long[] ids(String modelHash) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT e.image_id FROM embeddings e JOIN models m ON m.id = e.model_id"
                + " JOIN images i ON i.id = e.image_id"
                + " WHERE m.hash = ? AND i.removal IS NULL ORDER BY e.image_id")) {
      select.setString(1, modelHash);
      return IdList.of(select);
    }
  }

  /** Reads the embeddings of some images. */
  void forEach(String modelHash, long[] images, Consumer<StoredEmbedding> reader)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT e.image_id, e.vector, e.concepts FROM embeddings e"
                + " JOIN models m ON m.id = e.model_id WHERE m.hash = ? AND e.image_id = ?")) {
      for (long image : images) {
        select.setString(1, modelHash);
        select.setLong(2, image);
        try (ResultSet row = select.executeQuery()) {
          if (row.next()) {
            reader.accept(embedding(row));
          }
        }
      }
    }
  }

  private static StoredEmbedding embedding(ResultSet row) throws SQLException {
    return new StoredEmbedding(row.getLong(1), Blobs.decode(row.getBytes(2)), row.getBytes(3));
  }

  /** The known ones among sentences. */
  Map<String, float[]> textEmbeddings(String modelHash, List<String> wanted) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT s.vector FROM sentences s JOIN models m ON m.id = s.model_id"
                + " WHERE m.hash = ? AND s.sentence = ?")) {
      Map<String, float[]> known = new HashMap<>();
      for (String sentence : wanted) {
        select.setString(1, modelHash);
        select.setString(2, sentence);
        try (ResultSet row = select.executeQuery()) {
          if (row.next()) {
            known.put(sentence, Blobs.decode(row.getBytes(1)));
          }
        }
      }
      return known;
    }
  }

  void saveTextEmbedding(long model, String sentence, float[] vector) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO sentences (model_id, sentence, vector) VALUES (?, ?, ?)")) {
      insert.setLong(1, model);
      insert.setString(2, sentence);
      insert.setBytes(3, Blobs.encode(vector));
      insert.executeUpdate();
    }
  }
}
