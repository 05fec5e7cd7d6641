package org.kamcl.explorer.catalog;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** Collects ids. */
final class Ids {
  private long[] ids = new long[256];
  private int size;

  /** The first column of all rows, in their order. */
  static long[] of(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      Ids ids = new Ids();
      while (row.next()) {
        ids.add(row.getLong(1));
      }
      return ids.all();
    }
  }

  void add(long id) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
    }
    ids[size++] = id;
  }

  long[] all() {
    return Arrays.copyOf(ids, size);
  }
}
