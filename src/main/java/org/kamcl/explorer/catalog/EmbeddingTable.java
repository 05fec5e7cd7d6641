package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.kamcl.explorer.archive.CodeVersions;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.domain.TileBounds;

/** Models, and their embeddings of images and texts. */
final class EmbeddingTable {
  /**
   * Forces the join order with CROSS JOIN: SQLite expects few rows per model and would otherwise
   * scan all embeddings of the model for every image.
   */
  static final String SELECT_EMBEDDED_TILES =
      "SELECT i.part, i.x, i.y, i.width, i.height, i.id, e.vector, e.concepts, e.checksum, m.id"
          + " FROM images i"
          + " CROSS JOIN embeddings e ON e.image_id = i.id"
          + " CROSS JOIN models m ON m.id = e.model_id"
          + " WHERE i.file_id = ? AND m.hash = ? AND e.reading >= ? AND i.removal IS NULL";

  /** In this order for the same reason. */
  static final String SELECT_BY_CONTENT =
      "SELECT i.id, e.vector, e.concepts, e.checksum, m.id, f.id FROM files f"
          + " CROSS JOIN images i ON i.file_id = f.id"
          + " CROSS JOIN embeddings e ON e.image_id = i.id"
          + " CROSS JOIN models m ON m.id = e.model_id"
          + " WHERE f.sha256 = ? AND f.tiling = ? AND m.hash = ? AND e.reading >= ? AND i.part = ?"
          + " AND (i.part = 0 OR (i.x = ? AND i.y = ? AND i.width = ? AND i.height = ?))";

  private final Connection connection;

  EmbeddingTable(Connection connection) {
    this.connection = connection;
  }

  /** The id of a model, which is the archive's model from now on. */
  long model(ModelId model) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO models (hash, content, name, used) VALUES (?, ?, ?, ?) ON CONFLICT (hash)"
                + " DO UPDATE SET name = excluded.name, used = excluded.used RETURNING id")) {
      insert.setString(1, model.hash());
      insert.setString(2, model.hash());
      insert.setString(3, model.name());
      insert.setLong(4, System.currentTimeMillis());
      long id;
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        id = row.getLong(1);
      }
      SealedTable.MODELS.seal(connection, id);
      return id;
    }
  }

  /** Version of the code that read the pixels of an embedded image. */
  int reading(String modelHash, long image) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT e.reading FROM embeddings e WHERE e.image_id = ?"
                + " AND e.model_id = (SELECT id FROM models WHERE hash = ?)")) {
      select.setLong(1, image);
      select.setString(2, modelHash);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getInt(1) : CodeVersions.FIRST.reading();
      }
    }
  }

  /** The model that was used last; one whose row is damaged only if there is no other. */
  Optional<ModelId> lastModel() throws SQLException {
    Optional<ModelId> damaged = Optional.empty();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT hash, name, id FROM models ORDER BY used DESC, id DESC");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        ModelId model = new ModelId(row.getString(1), row.getString(2));
        if (SealedTable.MODELS.isIntact(connection, row.getLong(3))) {
          return Optional.of(model);
        }
        damaged = damaged.isPresent() ? damaged : Optional.of(model);
      }
      return damaged;
    }
  }

  /**
   * Stores an embedding.
   *
   * @param reading version of the code that read its pixels
   * @return whether it replaced an earlier one
   */
  boolean save(long model, long image, float[] vector, byte[] concepts, int reading)
      throws SQLException {
    boolean known;
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM embeddings WHERE model_id = ? AND image_id = ?")) {
      delete.setLong(1, model);
      delete.setLong(2, image);
      known = delete.executeUpdate() > 0;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO embeddings (model_id, image_id, vector, concepts, checksum, reading)"
                + " VALUES (?, ?, ?, ?, ?, ?)")) {
      byte[] bytes = Blobs.encode(vector);
      insert.setLong(1, model);
      insert.setLong(2, image);
      insert.setBytes(3, bytes);
      insert.setBytes(4, concepts);
      insert.setInt(5, EmbeddingChecksums.of(model, image, bytes, concepts));
      insert.setInt(6, reading);
      insert.executeUpdate();
    }
    return known;
  }

  /**
   * The parts of a file that a model has seen; the whole file counts as an empty part. Damaged
   * embeddings do not count.
   *
   * @param reading lowest version of the code that read the pixels
   */
  Set<Optional<TileBounds>> embeddedTiles(String modelHash, long file, int reading)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT_EMBEDDED_TILES)) {
      select.setLong(1, file);
      select.setString(2, modelHash);
      select.setInt(3, reading);
      try (ResultSet row = select.executeQuery()) {
        Set<Optional<TileBounds>> seen = new HashSet<>();
        while (row.next()) {
          if (intact(row, 6).isPresent()) {
            seen.add(
                row.getInt(1) == 0
                    ? Optional.empty()
                    : Optional.of(
                        new TileBounds(
                            row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5))));
          }
        }
        return seen;
      }
    }
  }

  /**
   * The embedding of the same tile of any file with the same content and tiling. Files whose entry
   * is damaged do not count.
   *
   * @param reading lowest version of the code that read the pixels
   */
  Optional<StoredEmbedding> findByContent(
      String modelHash, String sha256, String tiling, Optional<TileBounds> part, int reading)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT_BY_CONTENT)) {
      select.setString(1, sha256);
      select.setString(2, tiling);
      select.setString(3, modelHash);
      select.setInt(4, reading);
      select.setInt(5, part.isPresent() ? 1 : 0);
      select.setInt(6, part.map(TileBounds::x).orElse(0));
      select.setInt(7, part.map(TileBounds::y).orElse(0));
      select.setInt(8, part.map(TileBounds::width).orElse(0));
      select.setInt(9, part.map(TileBounds::height).orElse(0));
      try (ResultSet row = select.executeQuery()) {
        Optional<StoredEmbedding> found = Optional.empty();
        while (found.isEmpty() && row.next()) {
          if (SealedTable.FILE_STATES.isIntact(connection, row.getLong(6))
              && SealedTable.IMAGES.isIntact(connection, row.getLong(1))) {
            found = intact(row, 1);
          }
        }
        return found;
      }
    }
  }

  /**
   * Reads all embeddings of a model, in the order the images were added.
   *
   * @return ids of images whose embedding is damaged
   */
  List<Long> forEach(String modelHash, Consumer<StoredEmbedding> reader) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT e.image_id, e.vector, e.concepts, e.checksum, m.id FROM embeddings e"
                + " JOIN models m ON m.id = e.model_id JOIN images i ON i.id = e.image_id"
                + " WHERE m.hash = ? AND i.removal IS NULL ORDER BY e.image_id")) {
      select.setString(1, modelHash);
      List<Long> damaged = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          read(row, reader, damaged);
        }
      }
      return damaged;
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

  /**
   * Reads the embeddings of some images.
   *
   * @return ids of images whose embedding is damaged
   */
  List<Long> forEach(String modelHash, long[] images, Consumer<StoredEmbedding> reader)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT e.image_id, e.vector, e.concepts, e.checksum, m.id FROM embeddings e"
                + " JOIN models m ON m.id = e.model_id WHERE m.hash = ? AND e.image_id = ?")) {
      List<Long> damaged = new ArrayList<>();
      for (long image : images) {
        select.setString(1, modelHash);
        select.setLong(2, image);
        try (ResultSet row = select.executeQuery()) {
          if (row.next()) {
            read(row, reader, damaged);
          }
        }
      }
      return damaged;
    }
  }

  private static void read(ResultSet row, Consumer<StoredEmbedding> reader, List<Long> damaged)
      throws SQLException {
    Optional<StoredEmbedding> embedding = intact(row, 1);
    if (embedding.isPresent()) {
      reader.accept(embedding.get());
    } else {
      damaged.add(row.getLong(1));
    }
  }

  /**
   * The embedding of a row; empty if it is damaged.
   *
   * @param column index of the image's id; vector, concepts, checksum and the model's id follow
   */
  private static Optional<StoredEmbedding> intact(ResultSet row, int column) throws SQLException {
    long image = row.getLong(column);
    byte[] bytes = row.getBytes(column + 1);
    byte[] concepts = row.getBytes(column + 2);
    int checksum = row.getInt(column + 3);
    if (row.wasNull()
        || checksum != EmbeddingChecksums.of(row.getLong(column + 4), image, bytes, concepts)) {
      return Optional.empty();
    }
    float[] vector = Blobs.decode(bytes);
    return EmbeddingChecksums.isUnit(vector)
        ? Optional.of(new StoredEmbedding(image, vector, concepts))
        : Optional.empty();
  }

  /** Makes a row count as damaged. */
  void discard(String modelHash, long image) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE embeddings SET checksum = NULL WHERE image_id = ?"
                + " AND model_id = (SELECT id FROM models WHERE hash = ?)")) {
      update.setLong(1, image);
      update.setString(2, modelHash);
      update.executeUpdate();
    }
  }

  private static DamagedFile damaged(Path file, String collection) {
    return new DamagedFile(file, collection, 1, CatalogError.EMBEDDING_DAMAGED);
  }

  /** Files with damaged embeddings in the archive, of any model, by path. */
  List<DamagedFile> damagedFiles() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT e.image_id, e.vector, e.concepts, e.checksum, e.model_id, f.path, c.name"
                    + " FROM embeddings e JOIN images i ON i.id = e.image_id"
                    + " JOIN files f ON f.id = i.file_id"
                    + " JOIN collections c ON c.id = f.collection_id"
                    + " WHERE i.removal IS NULL ORDER BY e.rowid");
        ResultSet row = select.executeQuery()) {
      Map<Path, DamagedFile> damaged = new TreeMap<>();
      while (row.next()) {
        if (intact(row, 1).isEmpty()) {
          Path file = Path.of(row.getString(6));
          damaged.merge(file, damaged(file, row.getString(7)), DamagedFile::plus);
        }
      }
      return List.copyOf(damaged.values());
    }
  }

  /** The files of images whose embeddings are damaged, by path. */
  List<DamagedFile> damagedFiles(List<Long> images) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT f.path, c.name FROM images i JOIN files f ON f.id = i.file_id"
                + " JOIN collections c ON c.id = f.collection_id WHERE i.id = ?")) {
      Map<Path, DamagedFile> damaged = new TreeMap<>();
      for (long image : images) {
        select.setLong(1, image);
        try (ResultSet row = select.executeQuery()) {
          if (row.next()) {
            Path file = Path.of(row.getString(1));
            damaged.merge(file, damaged(file, row.getString(2)), DamagedFile::plus);
          }
        }
      }
      return List.copyOf(damaged.values());
    }
  }

  /** The known ones among sentences; damaged ones are not known. */
  Map<String, float[]> textEmbeddings(String modelHash, List<String> wanted) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT s.vector, s.checksum, m.id FROM sentences s JOIN models m ON m.id = s.model_id"
                + " WHERE m.hash = ? AND s.sentence = ?")) {
      Map<String, float[]> known = new HashMap<>();
      for (String sentence : wanted) {
        select.setString(1, modelHash);
        select.setString(2, sentence);
        try (ResultSet row = select.executeQuery()) {
          if (row.next()) {
            byte[] bytes = row.getBytes(1);
            int checksum = row.getInt(2);
            boolean summed = !row.wasNull();
            float[] vector = Blobs.decode(bytes);
            if (summed
                && checksum == EmbeddingChecksums.of(row.getLong(3), sentence, bytes)
                && EmbeddingChecksums.isUnit(vector)) {
              known.put(sentence, vector);
            }
          }
        }
      }
      return known;
    }
  }

  void saveTextEmbedding(long model, String sentence, float[] vector) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO sentences (model_id, sentence, vector, checksum)"
                + " VALUES (?, ?, ?, ?)")) {
      byte[] bytes = Blobs.encode(vector);
      insert.setLong(1, model);
      insert.setString(2, sentence);
      insert.setBytes(3, bytes);
      insert.setInt(4, EmbeddingChecksums.of(model, sentence, bytes));
      insert.executeUpdate();
    }
  }
}
