package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.kamcl.explorer.archive.Caption;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.ImageLocation;
import org.kamcl.explorer.domain.GeoPoint;

/** Files with their locations and captions. */
final class FileTable {
  private final Connection connection;

  FileTable(Connection connection) {
    this.connection = connection;
  }

  Optional<StoredFile> find(Path path) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT f.id, ifnull(c.name, ''), f.size, f.modified, f.sha256, f.tiling, f.pictures,"
                + " (SELECT count(*) FROM images i WHERE i.file_id = f.id AND i.ring IS NULL"
                + " AND i.removal IS NULL),"
                + " (SELECT count(*) FROM captions s WHERE s.file_id = f.id),"
                + " p.lon, p.lat, p.date, p.metres,"
                + " (SELECT min(i.date) FROM images i WHERE i.file_id = f.id),"
                + " u.file_id IS NOT NULL, u.answered, u.epsg, f.georeferencing, f.collection_id, f.path"
                + " FROM files f LEFT JOIN collections c ON c.id = f.collection_id"
                + " LEFT JOIN places p ON p.file_id = f.id"
                + " LEFT JOIN unknown_systems u ON u.file_id = f.id WHERE f.path = ?")) {
      select.setString(1, path.toString());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(known(row)) : Optional.empty();
      }
    }
  }

  private StoredFile known(ResultSet row) throws SQLException {
    long id = row.getLong(1);
    return new StoredFile(
        id,
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        row.getString(5),
        row.getString(6),
        row.getInt(7),
        row.getInt(8),
        place(row),
        row.getInt(9),
        date(row.getString(14), id),
        row.getInt(15) == 1
            ? Optional.of(MissingCrsTable.readAssignment(row, 16))
            : Optional.empty(),
        row.getInt(18),
        new StoredFile.Damage(
            !SealedTable.FILES.isIntact(connection, id)
                || !SealedTable.COLLECTIONS.isIntact(connection, row.getLong(19)),
            !SealedTable.CAPTIONS.isIntact(connection, id),
            !SealedTable.FILE_STATES.isIntact(connection, id),
            !new ImageTable(connection).damaged(id).isEmpty()
                || !new ExpectedFiles(connection).agrees(id, row.getString(20))));
  }

  private static Optional<LocalDate> date(String stored, long file) {
    return StoredValue.read(stored, LocalDate::parse, "the date", "file " + file);
  }

  private static Optional<ImageLocation> place(ResultSet row) throws SQLException {
    double lon = row.getDouble(10);
    if (row.wasNull()) {
      return Optional.empty();
    }
    GeoPoint middle = new GeoPoint(lon, row.getDouble(11));
    Optional<LocalDate> date = date(row.getString(12), row.getLong(1));
    double metres = row.getDouble(13);
    OptionalDouble width = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(metres);
    return Optional.of(new ImageLocation(middle, date, width));
  }

  /**
   * A saved file.
   *
   * @param id id of the file
   * @param removedEmbeddings whether images of the file were deleted
   */
  record Saved(long id, boolean removedEmbeddings) {}

  /**
   * Saves a file; images of other content or tiling are deleted. Captions and a location that the
   * entry lacks are kept, unless they are damaged.
   *
   * @return its id, and whether images were deleted
   */
  Saved save(FileEntry entry) throws SQLException {
    Optional<StoredFile> known = find(entry.path());
    StoredFile.Damage damage = known.map(StoredFile::damage).orElse(StoredFile.Damage.NONE);
    boolean sameContent = known.isPresent() && known.get().sha256().equals(entry.sha256());
    boolean same = sameContent && known.get().tiling().equals(entry.tiling());
    if (known.isPresent() && !same) {
      // A damaged hash does not tell whether the content changed.
      deleteImages(known.get().id(), sameContent || damage.state());
    }
    long id = insert(entry);
    if (known.isEmpty()) {
      deleteOrphans(id);
    }
    if (entry.location().isPresent()) {
      saveLocation(id, entry.location().get());
    } else if (damage.state()) {
      update("DELETE FROM places WHERE file_id = ?", id);
    }
    if (!entry.captions().isEmpty()) {
      saveCaptions(id, entry.captions());
    } else if (damage.captions()) {
      update("DELETE FROM captions WHERE file_id = ?", id);
    }
    new MissingCrsTable(connection).save(id, entry.crs());
    SealedTable.FILES.seal(connection, id);
    SealedTable.FILE_STATES.seal(connection, id);
    if (known.isEmpty() || !entry.captions().isEmpty() || damage.captions()) {
      SealedTable.CAPTIONS.seal(connection, id);
    }
    return new Saved(id, known.isPresent() && !same);
  }

  /** Deletes what is left of a lost file that had the same id. */
  private void deleteOrphans(long file) throws SQLException {
    update("DELETE FROM images WHERE file_id = ?", file);
    update("DELETE FROM captions WHERE file_id = ?", file);
    update("DELETE FROM places WHERE file_id = ?", file);
    update("DELETE FROM unknown_systems WHERE file_id = ?", file);
  }

  private long insert(FileEntry entry) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO files (collection_id, path, size, modified, sha256, tiling, pictures,"
                + " georeferencing) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (path) DO UPDATE SET"
                + " collection_id = excluded.collection_id, size = excluded.size,"
                + " modified = excluded.modified, sha256 = excluded.sha256,"
                + " tiling = excluded.tiling, pictures = excluded.pictures,"
                + " georeferencing = excluded.georeferencing, missing = NULL"
                + " RETURNING id")) {
      insert.setLong(1, new CollectionTable(connection).id(entry.collection()));
      insert.setString(2, entry.path().toString());
      insert.setLong(3, entry.size());
      insert.setLong(4, entry.modified());
      insert.setString(5, entry.sha256());
      insert.setString(6, entry.tiling());
      insert.setInt(7, entry.imageCount());
      insert.setInt(8, entry.code().georeferencing());
      return firstNumber(insert);
    }
  }

  private static long firstNumber(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * Deletes the images of a file.
   *
   * @param sameContent whether only tiling or rendering changed: images with tags or feedback are
   *     kept then, in case the file is tiled the same way again
   */
  private void deleteImages(long file, boolean sameContent) throws SQLException {
    if (sameContent) {
      update(
          "DELETE FROM embeddings WHERE image_id IN (SELECT id FROM images WHERE file_id = ?)",
          file);
      update(
          "DELETE FROM images WHERE file_id = ? AND NOT EXISTS (SELECT 1 FROM image_tags x"
              + " WHERE x.image_id = images.id) AND NOT EXISTS (SELECT 1 FROM judgements j"
              + " WHERE j.image_id = images.id)",
          file);
    } else {
      update("DELETE FROM images WHERE file_id = ?", file);
    }
  }

  /** Deletes images that are no longer tiles of the file, once all current ones are embedded. */
  void deleteObsoleteImages(long file) throws SQLException {
    update(
        "DELETE FROM images WHERE file_id = ?1 AND NOT EXISTS (SELECT 1 FROM embeddings e"
            + " WHERE e.image_id = images.id) AND (SELECT count(DISTINCT e.image_id)"
            + " FROM images i JOIN embeddings e ON e.image_id = i.id WHERE i.file_id = ?1)"
            + " >= (SELECT pictures FROM files WHERE id = ?1)",
        file);
  }

  private void saveLocation(long file, ImageLocation imageLocation) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO places (file_id, lon, lat, date, metres)"
                + " VALUES (?, ?, ?, ?, ?)")) {
      insert.setLong(1, file);
      insert.setDouble(2, imageLocation.center().lon());
      insert.setDouble(3, imageLocation.center().lat());
      insert.setString(4, imageLocation.date().map(LocalDate::toString).orElse(null));
      if (imageLocation.widthMeters().isPresent()) {
        insert.setDouble(5, imageLocation.widthMeters().getAsDouble());
      } else {
        insert.setNull(5, Types.REAL);
      }
      insert.executeUpdate();
    }
  }

  private void saveCaptions(long file, List<Caption> captions) throws SQLException {
    if (captions.equals(captions(file))) {
      return;
    }
    update("DELETE FROM captions WHERE file_id = ?", file);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO captions (file_id, sentence, split) VALUES (?, ?, ?)")) {
      for (Caption caption : captions) {
        insert.setLong(1, file);
        insert.setString(2, caption.sentence());
        insert.setString(3, caption.split());
        insert.executeUpdate();
      }
    }
  }

  /** The captions of a file in their order. */
  List<Caption> captions(long file) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT sentence, split FROM captions WHERE file_id = ? ORDER BY id")) {
      select.setLong(1, file);
      try (ResultSet rows = select.executeQuery()) {
        List<Caption> captions = new ArrayList<>();
        while (rows.next()) {
          captions.add(new Caption(rows.getString(1), rows.getString(2)));
        }
        return captions;
      }
    }
  }

  List<String> paths() throws SQLException {
    return strings("SELECT path FROM files ORDER BY path");
  }

  void delete(Path path) throws SQLException {
    update("DELETE FROM files WHERE path = ?", path.toString());
  }

  /**
   * Captions of images in the archive.
   *
   * @param damagedFiles ids of files whose captions are left out
   */
  List<String> distinctCaptions(Set<Long> damagedFiles, int most) throws SQLException {
    return strings(
        "SELECT sentence FROM captions s WHERE EXISTS (SELECT 1 FROM images i"
            + " WHERE i.file_id = s.file_id AND i.removal IS NULL)"
            + notIn(damagedFiles)
            + " GROUP BY sentence ORDER BY min(id) LIMIT "
            + most);
  }

  /** A condition on {@code s.file_id}. */
  static String notIn(Set<Long> files) {
    return files.isEmpty()
        ? ""
        : files.stream()
            .map(String::valueOf)
            .collect(Collectors.joining(",", " AND s.file_id NOT IN (", ")"));
  }

  /**
   * Changes the path of a file. Another file that is stored under the new path is deleted; tags and
   * feedback of its images move to the images of this one.
   */
  void move(long file, Path now) throws SQLException {
    for (String labels :
        List.of(
            "INSERT OR IGNORE INTO image_tags (tag_id, image_id) SELECT x.tag_id, own.id"
                + " FROM image_tags x",
            "INSERT OR IGNORE INTO judgements (query, image_id, good)"
                + " SELECT x.query, own.id, x.good FROM judgements x")) {
      update(
          labels
              + " JOIN images i ON i.id = x.image_id JOIN files f ON f.id = i.file_id"
              + " JOIN images own ON own.part = i.part AND own.x = i.x AND own.y = i.y"
              + " AND own.width = i.width AND own.height = i.height"
              + " WHERE f.path = ? AND own.file_id = ?",
          now.toString(),
          file);
    }
    boolean intact = SealedTable.FILES.isIntact(connection, file);
    update("DELETE FROM files WHERE path = ? AND id <> ?", now.toString(), file);
    update(
        "UPDATE files SET path = ?, missing = NULL, checksum = NULL WHERE id = ?",
        now.toString(),
        file);
    if (intact) {
      SealedTable.FILES.seal(connection, file);
    }
    SealedTable.IMAGE_TAGS.sealNew(connection);
    SealedTable.FEEDBACK.sealNew(connection);
  }

  /** Paths of the files with a content hash. */
  List<Path> pathsWithHash(String sha256) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT path FROM files WHERE sha256 = ? ORDER BY id")) {
      select.setString(1, sha256);
      try (ResultSet row = select.executeQuery()) {
        List<Path> paths = new ArrayList<>();
        while (row.next()) {
          paths.add(Path.of(row.getString(1)));
        }
        return paths;
      }
    }
  }

  private void update(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  /** Missing files with images in the archive. */
  List<Path> missing() throws SQLException {
    return strings(
            "SELECT path FROM files f WHERE missing IS NOT NULL AND EXISTS (SELECT 1 FROM images i"
                + " WHERE i.file_id = f.id AND i.removal IS NULL) ORDER BY path")
        .stream()
        .map(Path::of)
        .toList();
  }

  /**
   * Stores whether files are missing.
   *
   * @param gone whether the files are missing, or exist again
   */
  void updateMissing(List<Path> files, boolean gone) throws SQLException {
    for (Path file : files) {
      if (gone) {
        update(
            "UPDATE files SET missing = coalesce(missing, ?) WHERE path = ?",
            System.currentTimeMillis(),
            file.toString());
      } else {
        update("UPDATE files SET missing = NULL WHERE path = ?", file.toString());
      }
    }
  }

  private List<String> strings(String query) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query);
        ResultSet rows = select.executeQuery()) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }
}
