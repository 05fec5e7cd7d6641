package org.kamcl.explorer.catalog;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** Collects ids. */
final class IdList {
  private long[] ids = new long[256];
  private int size;

  /** The first column of all rows, in their order. */
  static long[] of(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      IdList idList = new IdList();
      while (row.next()) {
        idList.add(row.getLong(1));
      }
      return idList.all();
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
