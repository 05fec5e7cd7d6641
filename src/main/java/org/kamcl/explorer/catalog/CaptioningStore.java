package org.kamcl.explorer.catalog;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.api.CaptioningQueue;
import org.kamcl.explorer.domain.ImageRecord;

/** The captioning queue and what people wrote. A damaged row is left out. */
final class CaptioningStore implements CaptioningQueue {
  private static final Gson GSON = new Gson();

  private final Database database;
  private final ImageEntries images;

  CaptioningStore(Database database, ImageEntries images) {
    this.database = database;
    this.images = images;
  }

  /** A row with the id of its image. */
  private record Row(long image, State state, List<String> captions, String draft, Reason reason) {
    Entry of(ImageRecord record) {
      return new Entry(record, state, captions, draft, reason);
    }
  }

  @Override
  public List<Entry> entries() {
    return join("position IS NOT NULL ORDER BY position, image_id");
  }

  @Override
  public List<Entry> captioned() {
    return join("state = 'CAPTIONED' ORDER BY image_id");
  }

  /** Intact captions by the id of their image, of images that are in the archive. */
  static Map<Long, List<String>> written(Connection open) throws SQLException {
    Map<Long, List<String>> written = new TreeMap<>();
    for (Row row :
        rows(
            open,
            "state = 'CAPTIONED' AND image_id IN (SELECT id FROM images WHERE removal IS NULL)")) {
      written.put(row.image(), row.captions());
    }
    return written;
  }

  private List<Entry> join(String condition) {
    return database.read(
        open -> {
          List<Row> rows = rows(open, condition);
          if (rows.isEmpty()) {
            return List.of();
          }
          Map<Long, ImageRecord> records = new HashMap<>();
          images.images().forEach(image -> records.put(image.id(), image));
          List<Entry> entries = new ArrayList<>();
          for (Row row : rows) {
            ImageRecord record = records.get(row.image());
            if (record != null) {
              entries.add(row.of(record));
            }
          }
          return List.copyOf(entries);
        });
  }

  @Override
  public Set<Long> unusable() {
    return database.read(
        open -> {
          Set<Long> ids = new HashSet<>();
          rows(open, "state = 'UNUSABLE'").forEach(row -> ids.add(row.image()));
          return Set.copyOf(ids);
        });
  }

  private static List<Row> rows(Connection open, String condition) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement select =
            open.prepareStatement(
                "SELECT image_id, state, captions, draft, uncertainty, distance, unsure, strong"
                    + " FROM captioning WHERE "
                    + condition);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        read(row).ifPresent(rows::add);
      }
    }
    List<Row> intact = new ArrayList<>();
    for (Row row : rows) {
      if (SealedTable.CAPTIONING.isIntact(open, row.image())) {
        intact.add(row);
      } else {
        StoredValue.warn("the captions", row.image());
      }
    }
    return intact;
  }

  private static Optional<Row> read(ResultSet row) throws SQLException {
    long image = row.getLong(1);
    Optional<State> state = StoredValue.read(row.getString(2), State::valueOf, "a state", image);
    Optional<List<String>> captions = texts(row.getString(3), "captions", image);
    Optional<List<String>> unsure = texts(row.getString(7), "concepts", image);
    Optional<List<String>> strong = texts(row.getString(8), "concepts", image);
    if (state.isEmpty() || captions.isEmpty() || unsure.isEmpty() || strong.isEmpty()) {
      return Optional.empty();
    }
    double uncertainty = row.getDouble(5);
    double distance = row.getDouble(6);
    Reason reason =
        new Reason(
            uncertainty,
            row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(distance),
            unsure.get(),
            strong.get());
    return Optional.of(new Row(image, state.get(), captions.get(), row.getString(4), reason));
  }

  private static Optional<List<String>> texts(@Nullable String json, String what, long image) {
    return StoredValue.read(
        json,
        text -> {
          List<String> values = new ArrayList<>();
          for (JsonElement value : JsonParser.parseString(text).getAsJsonArray()) {
            values.add(value.getAsString());
          }
          return List.copyOf(values);
        },
        what,
        image);
  }

  @Override
  public void begin(List<Entry> entries) {
    database.change(
        open -> {
          leaveQueue(open);
          int position = 1;
          for (Entry entry : entries) {
            deleteDamaged(open, entry.image().id());
            try (PreparedStatement insert =
                open.prepareStatement(
                    "INSERT INTO captioning (image_id, position, state, captions, draft,"
                        + " uncertainty, distance, unsure, strong)"
                        + " SELECT id, ?, ?, ?, ?, ?, ?, ?, ? FROM images WHERE id = ?"
                        + " ON CONFLICT (image_id) DO UPDATE SET position = excluded.position,"
                        + " state = CASE WHEN captioning.state = 'CAPTIONED' THEN 'CAPTIONED'"
                        + " ELSE excluded.state END,"
                        + " uncertainty = excluded.uncertainty, distance = excluded.distance,"
                        + " unsure = excluded.unsure, strong = excluded.strong")) {
              insert.setInt(1, position++);
              insert.setString(2, entry.state().name());
              insert.setString(3, GSON.toJson(entry.captions()));
              insert.setString(4, entry.draft());
              insert.setDouble(5, entry.reason().uncertainty());
              setDistance(insert, 6, entry.reason().distance());
              insert.setString(7, GSON.toJson(entry.reason().unsure()));
              insert.setString(8, GSON.toJson(entry.reason().strong()));
              insert.setLong(9, entry.image().id());
              insert.executeUpdate();
            }
            SealedTable.CAPTIONING.seal(open, entry.image().id());
          }
        });
  }

  /** A damaged row must not be sealed with the values that are kept. */
  private static void deleteDamaged(Connection open, long image) throws SQLException {
    if (!SealedTable.CAPTIONING.isIntact(open, image)) {
      Sql.execute(open, "DELETE FROM captioning WHERE image_id = " + image);
    }
  }

  private static void setDistance(PreparedStatement insert, int column, OptionalDouble distance)
      throws SQLException {
    if (distance.isPresent()) {
      insert.setDouble(column, distance.getAsDouble());
    } else {
      insert.setNull(column, Types.REAL);
    }
  }

  @Override
  public void end() {
    database.change(CaptioningStore::leaveQueue);
  }

  /** Damaged rows are not sealed: they stay left out. */
  private static void leaveQueue(Connection open) throws SQLException {
    for (Row row : rows(open, "position IS NOT NULL")) {
      Sql.execute(open, "UPDATE captioning SET position = NULL WHERE image_id = " + row.image());
      SealedTable.CAPTIONING.seal(open, row.image());
    }
  }

  @Override
  public void store(Entry entry) {
    database.change(
        open -> {
          long image = entry.image().id();
          // All values but the position, which is only the order.
          try (PreparedStatement update =
              open.prepareStatement(
                  "UPDATE captioning SET state = ?, captions = ?, draft = ?, uncertainty = ?,"
                      + " distance = ?, unsure = ?, strong = ? WHERE image_id = ?")) {
            update.setString(1, entry.state().name());
            update.setString(2, GSON.toJson(entry.captions()));
            update.setString(3, entry.draft());
            update.setDouble(4, entry.reason().uncertainty());
            setDistance(update, 5, entry.reason().distance());
            update.setString(6, GSON.toJson(entry.reason().unsure()));
            update.setString(7, GSON.toJson(entry.reason().strong()));
            update.setLong(8, image);
            update.executeUpdate();
          }
          SealedTable.CAPTIONING.seal(open, image);
        });
  }
}
