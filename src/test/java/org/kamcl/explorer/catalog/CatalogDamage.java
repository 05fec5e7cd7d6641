package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.kamcl.explorer.archive.ModelId;

/** Damages rows of a catalog without the program noticing. */
public final class CatalogDamage {
  private CatalogDamage() {}

  /** Damages of the embedding of an image. */
  public enum Kind {
    /** Flips the signs of half of the values, which keeps the length of the vector. */
    SIGNS_FLIPPED,
    /** Replaces a value by NaN. */
    NOT_A_NUMBER,
    /** Drops the last value. */
    TOO_SHORT,
    /** Leaves no vector. */
    EMPTY_VECTOR,
    /** Leaves no concepts. */
    EMPTY_CONCEPTS,
    /** Flips one bit of a concept. */
    CONCEPT_FLIPPED,
    /** Replaces the row's values by those of another image. */
    SWAPPED
  }

  /** Removes the embeddings of images. */
  public static void remove(Path catalog, List<Long> images) {
    for (long image : images) {
      execute(catalog, "DELETE FROM embeddings WHERE image_id = " + image);
    }
  }

  /** Damages the embeddings of images. */
  public static void apply(Path catalog, Kind kind, List<Long> images) {
    for (long image : images) {
      switch (kind) {
        case SIGNS_FLIPPED ->
            change(
                catalog,
                "vector",
                image,
                bytes -> {
                  for (int i = 3; i < bytes.length; i += 8) {
                    bytes[i] ^= (byte) 0x80;
                  }
                  return bytes;
                });
        case NOT_A_NUMBER ->
            change(
                catalog,
                "vector",
                image,
                bytes -> {
                  bytes[7] = 0x7f;
                  bytes[6] = (byte) 0xc0;
                  return bytes;
                });
        case TOO_SHORT ->
            change(
                catalog,
                "vector",
                image,
                bytes -> java.util.Arrays.copyOf(bytes, bytes.length - 4));
        case EMPTY_VECTOR -> change(catalog, "vector", image, bytes -> new byte[0]);
        case EMPTY_CONCEPTS -> change(catalog, "concepts", image, bytes -> new byte[0]);
        case CONCEPT_FLIPPED ->
            change(
                catalog,
                "concepts",
                image,
                bytes -> {
                  bytes[bytes.length / 2] ^= 64;
                  return bytes;
                });
        default ->
            execute(
                catalog,
                "UPDATE embeddings SET (vector, concepts, checksum) = (SELECT vector, concepts,"
                    + " checksum FROM embeddings o WHERE o.image_id <> embeddings.image_id LIMIT 1)"
                    + " WHERE image_id = "
                    + image);
      }
    }
  }

  /** Replaces an embedding by a valid one, as a wrong model would write it. */
  public static void replace(Path catalog, ModelId model, long image, float[] vector) {
    try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + catalog)) {
      new ExpectedFiles(raw).track();
      EmbeddingTable table = new EmbeddingTable(raw);
      table.save(table.model(model), image, vector, new byte[] {1}, 1);
      new Revisions(raw).embeddingsRemoved();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Makes a row look as if the first version of the code had written it.
   *
   * @param image id of an image
   * @param assignment what that version stored of the image, in SQL
   */
  public static void asEarlierCode(Path catalog, long image, String assignment) {
    try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + catalog);
        Statement statement = raw.createStatement()) {
      new ExpectedFiles(raw).track();
      statement.execute("UPDATE images SET " + assignment + " WHERE id = " + image);
      SealedTable.IMAGES.seal(raw, image);
      long file;
      try (ResultSet row =
          statement.executeQuery("SELECT file_id FROM images WHERE id = " + image)) {
        row.next();
        file = row.getLong(1);
      }
      statement.execute("UPDATE files SET georeferencing = 1 WHERE id = " + file);
      SealedTable.FILE_STATES.seal(raw, file);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds an image with valid checksums that the program did not write: a copy of another one. */
  public static void addCopy(Path catalog, long image, Path path) {
    try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + catalog);
        Statement statement = raw.createStatement()) {
      for (String sql :
          List.of(
              "INSERT INTO files (id, collection_id, path, size, modified, sha256, tiling, pictures)"
                  + " SELECT 900, collection_id, '%s', size, modified, sha256, tiling, pictures"
                      .formatted(path)
                  + " FROM files WHERE id = (SELECT file_id FROM images WHERE id = %d)"
                      .formatted(image),
              "INSERT INTO images (id, file_id, part, x, y, width, height, crs, warnings)"
                  + " SELECT 900, 900, part, x, y, width, height, crs, warnings FROM images"
                  + " WHERE id = "
                  + image,
              "INSERT INTO embeddings (model_id, image_id, vector, concepts)"
                  + " SELECT model_id, 900, vector, concepts FROM embeddings WHERE image_id = "
                  + image)) {
        statement.execute(sql);
      }
      for (SealedTable table :
          List.of(
              SealedTable.FILES,
              SealedTable.CAPTIONS,
              SealedTable.FILE_STATES,
              SealedTable.IMAGES)) {
        table.seal(raw, 900L);
      }
      EmbeddingChecksums.fill(raw);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs SQL statements on a closed catalog. */
  public static void execute(Path catalog, String... statements) {
    try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + catalog);
        Statement statement = raw.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of a query on a closed catalog. */
  public static List<String> query(Path catalog, String sql) {
    try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + catalog);
        Statement statement = raw.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (row.next()) {
        values.add(row.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void change(
      Path catalog, String column, long image, UnaryOperator<byte[]> damage) {
    try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + catalog);
        PreparedStatement select =
            raw.prepareStatement("SELECT " + column + " FROM embeddings WHERE image_id = ?");
        PreparedStatement update =
            raw.prepareStatement("UPDATE embeddings SET " + column + " = ? WHERE image_id = ?")) {
      select.setLong(1, image);
      byte[] bytes;
      try (ResultSet row = select.executeQuery()) {
        row.next();
        bytes = row.getBytes(1);
      }
      update.setBytes(1, damage.apply(bytes));
      update.setLong(2, image);
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
