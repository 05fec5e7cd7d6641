package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.SearchFilter;

/** The images that match a filter. */
final class FilterQuery {
  /** SQLite limits the parts of a compound statement. */
  private static final int MAX_BOXES = 100;

  private final Connection connection;

  FilterQuery(Connection connection) {
    this.connection = connection;
  }

  /** Their ids, ascending. */
  long[] ids(SearchFilter filter) throws SQLException {
    List<Object> values = new ArrayList<>();
    String where = where(filter, values);
    long[] found =
        filter.area().isEmpty()
            ? ids("SELECT i.id FROM images i" + where + " ORDER BY i.id", values)
            : inArea(filter.area().get(), where, values);
    for (String tag : filter.tags()) {
      Set<Long> tagged = new TagTable(connection).images(tag);
      found = Arrays.stream(found).filter(tagged::contains).toArray();
    }
    return found;
  }

  private String where(SearchFilter filter, List<Object> values) throws SQLException {
    StringBuilder where = new StringBuilder(" WHERE i.removal IS NULL");
    filter
        .since()
        .ifPresent(
            day -> {
              where.append(" AND i.date >= ?");
              values.add(day.toString());
            });
    filter
        .until()
        .ifPresent(
            day -> {
              where.append(" AND i.date <= ?");
              values.add(day.toString());
            });
    filter
        .minGsd()
        .ifPresent(
            metres -> {
              where.append(" AND i.metres_per_pixel >= ?");
              values.add(metres);
            });
    filter
        .maxGsd()
        .ifPresent(
            metres -> {
              where.append(" AND i.metres_per_pixel <= ?");
              values.add(metres);
            });
    if (filter.locationMissing()) {
      where.append(" AND i.ring IS NULL");
    }
    if (filter.dateMissing()) {
      where.append(" AND i.date IS NULL");
    }
    if (!filter.collections().isEmpty()) {
      where
          .append(" AND i.file_id IN (SELECT f.id FROM files f JOIN collections c")
          .append(" ON c.id = f.collection_id WHERE c.name IN (?")
          .append(", ?".repeat(filter.collections().size() - 1))
          .append("))");
      for (String collection : filter.collections()) {
        values.add(new StoredNames(connection).collection(collection));
      }
    }
    filter
        .subset()
        .ifPresent(
            subset -> {
              where.append(" AND i.id IN (SELECT value FROM json_each(?))");
              values.add(
                  subset.images().stream()
                      .sorted()
                      .map(String::valueOf)
                      .collect(Collectors.joining(",", "[", "]")));
            });
    return where.toString();
  }

  private PreparedStatement bound(String sql, List<?> values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    return statement;
  }

  private long[] ids(String sql, List<?> values) throws SQLException {
    try (PreparedStatement select = bound(sql, values)) {
      return IdList.of(select);
    }
  }

  /** The boxes of an area; one around all of them if they are too many for a statement. */
  private static List<double[]> boxes(GeoArea area) {
    List<double[]> boxes = area.boundingBoxes();
    if (boxes.size() <= MAX_BOXES) {
      return boxes;
    }
    double[] all = boxes.get(0).clone();
    for (double[] box : boxes) {
      all[0] = Math.min(all[0], box[0]);
      all[1] = Math.min(all[1], box[1]);
      all[2] = Math.max(all[2], box[2]);
      all[3] = Math.max(all[3], box[3]);
    }
    return List.of(all);
  }

  /** Those whose boxes meet the area's boxes first, then by their outlines. */
  private long[] inArea(GeoArea area, String where, List<Object> values) throws SQLException {
    List<double[]> boxes = boxes(area);
    Predicate<Footprint> intersecting = area.intersecting();
    StringBuilder sql =
        new StringBuilder("SELECT i.id, i.ring FROM images i")
            .append(where)
            .append(" AND i.id IN (");
    List<Object> all = new ArrayList<>(values);
    for (double[] box : boxes) {
      sql.append(box == boxes.get(0) ? "" : " UNION ALL ");
      sql.append("SELECT id >> 1 FROM boxes");
      sql.append(" WHERE west <= ? AND east >= ? AND south <= ? AND north >= ?");
      all.addAll(List.of(box[2], box[0], box[3], box[1]));
    }
    sql.append(") ORDER BY i.id");
    try (PreparedStatement select = bound(sql.toString(), all);
        ResultSet row = select.executeQuery()) {
      IdList idList = new IdList();
      while (row.next()) {
        if (StoredValue.read(
                row.getString(2), FootprintText::parse, "the footprint", "image " + row.getLong(1))
            .filter(intersecting)
            .isPresent()) {
          idList.add(row.getLong(1));
        }
      }
      return idList.all();
    }
  }

  /** How many there are; cheaper than to name them. */
  int count(SearchFilter filter) throws SQLException {
    if (filter.area().isPresent() || !filter.tags().isEmpty()) {
      return ids(filter).length;
    }
    List<Object> values = new ArrayList<>();
    String where = where(filter, values);
    try (PreparedStatement select = bound("SELECT count(*) FROM images i" + where, values);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }
}
