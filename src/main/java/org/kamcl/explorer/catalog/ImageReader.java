package org.kamcl.explorer.catalog;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.Problem;
import org.kamcl.error.ProblemJson;
import org.kamcl.explorer.archive.FootprintText;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.TileBounds;

/**
 * Reads all images with their files, collections and captions, and compares each row with its
 * checksum.
 */
final class ImageReader {
  /** Values that differ everywhere need not be compared. */
  private static final int MOST_SHARED = 4_096;

  private final Connection connection;
  private final RowChecksum checksum = new RowChecksum();
  private final Map<Long, String> collections;
  private final Map<Long, String> captions;
  private final Map<String, Optional<LocalDate>> dates = new HashMap<>();
  private final Map<String, String> systems = new HashMap<>();
  private final Map<OptionalDouble, OptionalDouble> distances = new HashMap<>();

  /** The file of the row before: the tiles of a scene follow each other. */
  private long lastFile = Long.MIN_VALUE;

  private boolean lastFileIntact;

  /** Number of images that were read, and the sum of their stored checksums. */
  private long count;

  private long checksums;

  ImageReader(Connection connection) throws SQLException {
    this.connection = connection;
    this.collections = collections(connection);
    this.captions = captions(connection);
  }

  /**
   * An image that must not be part of an answer because a row of it is damaged.
   *
   * @param id of the image
   * @param fileId of its file
   * @param file as stored, which may be damaged
   * @param collection as stored; empty if unknown
   */
  record DamagedImage(long id, long fileId, Path file, String collection) {}

  /**
   * All images.
   *
   * @param images the intact ones, in the order they were added
   * @param damaged the others
   * @param lost those that are gone
   */
  record Content(List<ImageRecord> images, List<DamagedImage> damaged, List<LostImages> lost) {}

  Content read() throws SQLException {
    Content content = read(ExpectedFiles.Difference.NONE);
    ExpectedFiles expected = new ExpectedFiles(connection);
    if (expected.agree(new ExpectedFiles.Images(count, checksums))) {
      return content;
    }
    return read(expected.difference());
  }

  private Content read(ExpectedFiles.Difference difference) throws SQLException {
    count = 0;
    checksums = 0;
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT i.id, i.file_id, i.part, i.x, i.y, i.width, i.height, i.ring,"
                    + " i.metres_per_pixel, i.date, i.crs, i.warnings, i.checksum,"
                    + " f.path, f.collection_id, f.checksum, f.captions_checksum"
                    + " FROM images i JOIN files f ON f.id = i.file_id"
                    + " WHERE i.removal IS NULL ORDER BY i.id");
        ResultSet row = select.executeQuery()) {
      List<ImageRecord> images = new ArrayList<>();
      List<DamagedImage> damaged = new ArrayList<>();
      while (row.next()) {
        count++;
        checksums += row.getLong(13);
        Optional<ImageRecord> image = image(row);
        if (image.isPresent() && !difference.foreign().contains(row.getLong(2))) {
          images.add(image.get());
        } else {
          damaged.add(damaged(row));
        }
      }
      return new Content(images, damaged, difference.lost());
    }
  }

  private DamagedImage damaged(ResultSet row) throws SQLException {
    return new DamagedImage(
        row.getLong(1),
        row.getLong(2),
        path(row.getString(14)),
        collections.getOrDefault(row.getLong(15), ""));
  }

  private static Path path(String stored) {
    try {
      return Path.of(stored);
    } catch (InvalidPathException e) {
      return Path.of(stored.replaceAll("[^\\p{Alnum}./ _-]", "?"));
    }
  }

  /** The image of a row; empty if a row of it is damaged. */
  private Optional<ImageRecord> image(ResultSet row) throws SQLException {
    long id = row.getLong(1);
    long file = row.getLong(2);
    long part = row.getLong(3);
    int x = row.getInt(4);
    int y = row.getInt(5);
    int width = row.getInt(6);
    int height = row.getInt(7);
    String ring = row.getString(8);
    Double meters = RowChecksum.number(row, 9);
    String date = row.getString(10);
    String crs = row.getString(11);
    String warnings = row.getString(12);
    checksum.begin().add(id).add(file).add(part).add(x).add(y).add(width).add(height);
    checksum.add(ring).add(meters).add(date).add(crs).add(warnings);
    boolean intact = checksum.matches(row, 13);
    String path = row.getString(14);
    String collection = collections.get(row.getLong(15));
    if (file != lastFile) {
      lastFile = file;
      lastFileIntact = collection != null && isIntact(row, file, path);
    }
    if (!intact || !lastFileIntact || collection == null) {
      return Optional.empty();
    }
    Path source = Path.of(path);
    return Optional.of(
        ImageRecord.builder(id, collection, source)
            .tile(part == 1 ? Optional.of(new TileBounds(x, y, width, height)) : Optional.empty())
            .size(width, height)
            .footprint(StoredValue.read(ring, FootprintText::parse, "the footprint", source))
            .gsd(
                meters == null
                    ? OptionalDouble.empty()
                    : shared(distances, OptionalDouble.of(meters)))
            .date(date(date, source))
            .crs(shared(systems, crs))
            // A caption of a whole scene need not describe each of its tiles.
            .captions(part == 1 ? List.of() : sentences(captions.get(file)))
            .warnings(warnings(warnings, source))
            .build());
  }

  /** The dates of an archive are few. */
  private Optional<LocalDate> date(@Nullable String stored, Path source) {
    Optional<LocalDate> known = stored == null ? Optional.empty() : dates.get(stored);
    if (known == null) {
      known = StoredValue.read(stored, LocalDate::parse, "the date", source);
      if (known.isPresent() && dates.size() < MOST_SHARED) {
        dates.put(stored, known);
      }
    }
    return known;
  }

  /** The equal value that was read first, so that there is one object instead of many. */
  private static <T> T shared(Map<T, T> known, T value) {
    T first = known.get(value);
    if (first != null) {
      return first;
    }
    if (known.size() < MOST_SHARED) {
      known.put(value, value);
    }
    return value;
  }

  private boolean isIntact(ResultSet row, long file, String path) throws SQLException {
    checksum.begin().add(file).add(row.getLong(15)).add(path);
    if (!checksum.matches(row, 16)) {
      return false;
    }
    checksum.begin().add(file).add(captions.get(file));
    return checksum.matches(row, 17);
  }

  private static List<String> sentences(@Nullable String captions) {
    return captions == null ? List.of() : List.of(captions.split(SealedTable.SEPARATOR, -1));
  }

  private static List<Problem> warnings(String json, Path file) {
    if (json.equals("[]")) {
      return List.of();
    }
    return StoredValue.read(json, ProblemJson::parseList, "the warnings", file)
        .orElse(List.of())
        .stream()
        .map(warning -> warning.in(file))
        .toList();
  }

  /** The sentences of each file, as one text. */
  private static Map<Long, String> captions(Connection connection) throws SQLException {
    // A row a file: asking for five times as many rows takes longer than to split them.
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT file_id, group_concat(sentence, char(0x1f)) FROM (SELECT file_id, sentence"
                    + " FROM captions ORDER BY file_id, id) GROUP BY file_id");
        ResultSet row = select.executeQuery()) {
      Map<Long, String> captions = new HashMap<>();
      while (row.next()) {
        captions.put(row.getLong(1), row.getString(2));
      }
      return captions;
    }
  }

  /** The names of the intact collections by id. */
  private static Map<Long, String> collections(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT id, name, checksum FROM collections");
        ResultSet row = select.executeQuery()) {
      RowChecksum checksum = new RowChecksum();
      Map<Long, String> names = new HashMap<>();
      while (row.next()) {
        checksum.begin().add(row.getLong(1)).add(row.getString(2));
        if (checksum.matches(row, 3)) {
          names.put(row.getLong(1), row.getString(2));
        }
      }
      return names;
    }
  }
}
