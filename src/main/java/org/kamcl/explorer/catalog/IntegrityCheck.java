package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The checks of SQLite. */
final class IntegrityCheck {
  private static final int MOST = 100;

  private IntegrityCheck() {}

  /** What is wrong; empty if nothing is. */
  static List<String> run(Connection connection, boolean full) throws SQLException {
    List<String> errors = new ArrayList<>();
    String check = full ? "PRAGMA integrity_check" : "PRAGMA quick_check";
    try (PreparedStatement select = connection.prepareStatement(check);
        ResultSet row = select.executeQuery()) {
      while (row.next() && errors.size() < MOST) {
        if (!row.getString(1).equals("ok")) {
          errors.add(row.getString(1));
        }
      }
    }
    try (PreparedStatement select = connection.prepareStatement("PRAGMA foreign_key_check");
        ResultSet row = select.executeQuery()) {
      while (row.next() && errors.size() < MOST) {
        errors.add(
            "row " + row.getLong(2) + " of " + row.getString(1) + " has no " + row.getString(3));
      }
    }
    return errors;
  }
}
