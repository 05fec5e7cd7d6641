package org.kamcl.explorer.catalog;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Computes the checksum of a row of the catalog, value by value. SQLite has none of its own, and a
 * flipped bit usually leaves a valid text, number or date. Values are separated by their length, so
 * that text cannot move from one column to the next.
 */
final class RowChecksum {
  private static final byte[] NULL = {0};
  private static final byte NUMBER = 1;
  private static final byte TEXT = 2;

  private final CRC32C sum = new CRC32C();
  private final byte[] number = new byte[1 + Long.BYTES];

  /** Begins with another row. */
  RowChecksum begin() {
    sum.reset();
    return this;
  }

  RowChecksum add(long value) {
    put(NUMBER, value);
    sum.update(number);
    return this;
  }

  RowChecksum add(@Nullable Double value) {
    if (value == null) {
      sum.update(NULL);
      return this;
    }
    return add(Double.doubleToLongBits(value));
  }

  RowChecksum add(@Nullable String value) {
    if (value == null) {
      sum.update(NULL);
      return this;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    put(TEXT, bytes.length);
    sum.update(number);
    sum.update(bytes);
    return this;
  }

  private void put(byte type, long value) {
    number[0] = type;
    for (int i = 0; i < Long.BYTES; i++) {
      number[1 + i] = (byte) (value >>> (Byte.SIZE * i));
    }
  }

  int value() {
    return (int) sum.getValue();
  }

  /**
   * Whether a stored checksum is that of the values that were added.
   *
   * @param column index of the checksum; null is the checksum of no row
   */
  boolean matches(ResultSet row, int column) throws SQLException {
    long stored = row.getLong(column);
    return !row.wasNull() && stored == value();
  }

  /** A number of a row that may be null. */
  static @Nullable Double number(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }
}
