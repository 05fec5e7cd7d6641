package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kamcl.explorer.domain.SearchFilter;

/** The images that match a filter. */
final class FilterQuery {
  private static final String IN_ARCHIVE = " WHERE i.removal IS NULL";
  private static final String AMONG = " AND i.id IN (SELECT value FROM json_each(?))";
  private static final String ORDER = " ORDER BY i.id";

  private final Connection connection;
  private final Supplier<FootprintBoxes> boxes;

  /**
   * @param boxes of the images of the same moment
   */
  FilterQuery(Connection connection, Supplier<FootprintBoxes> boxes) {
    this.connection = connection;
    this.boxes = boxes;
  }

  /** Their ids, ascending. */
  long[] ids(SearchFilter filter) throws SQLException {
    List<Object> values = new ArrayList<>();
    String where = where(filter, values);
    long[] found;
    if (filter.area().isEmpty()) {
      found = ids("SELECT i.id FROM images i" + where + ORDER, values);
    } else {
      found = boxes.get().in(filter.area().get());
      if (!where.equals(IN_ARCHIVE)) {
        values.add(json(Arrays.stream(found).boxed()));
        found = ids("SELECT i.id FROM images i" + where + AMONG + ORDER, values);
      }
    }
    for (String tag : filter.tags()) {
      Set<Long> tagged = new TagTable(connection).images(tag);
      found = Arrays.stream(found).filter(tagged::contains).toArray();
    }
    return found;
  }

  private String where(SearchFilter filter, List<Object> values) throws SQLException {
    StringBuilder where = new StringBuilder(IN_ARCHIVE);
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
              where.append(AMONG);
              values.add(json(subset.images().stream().sorted()));
            });
    return where.toString();
  }

  private static String json(Stream<Long> ids) {
    return ids.map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
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
