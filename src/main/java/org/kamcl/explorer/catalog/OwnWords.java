package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Indexes of words in memory, made from the captions and paths themselves. */
final class OwnWords implements AutoCloseable {
  private final Connection memory;

  private OwnWords(Connection memory) {
    this.memory = memory;
  }

  /** Reads all captions and paths; about 2 s for 500,000 captions. */
  static OwnWords read(Connection catalog) throws SQLException {
    OwnWords words = new OwnWords(CatalogOpener.memory());
    boolean good = false;
    try {
      Sql.execute(words.memory, "BEGIN");
      words.add(catalog, WordIndex.CAPTION_WORDS, "SELECT id, sentence FROM captions");
      words.add(catalog, WordIndex.FILE_WORDS, "SELECT id, path FROM files");
      Sql.execute(words.memory, "COMMIT");
      good = true;
      return words;
    } finally {
      if (!good) {
        words.close();
      }
    }
  }

  private void add(Connection catalog, WordIndex index, String rows) throws SQLException {
    // As the migrations declare the indexes of the catalog, without the texts.
    Sql.execute(
        memory,
        "CREATE VIRTUAL TABLE "
            + index.index()
            + " USING fts5 (text, content = '', tokenize = 'unicode61 remove_diacritics 2')");
    try (PreparedStatement select = catalog.prepareStatement(rows);
        ResultSet row = select.executeQuery();
        PreparedStatement insert =
            memory.prepareStatement(
                "INSERT INTO " + index.index() + " (rowid, text) VALUES (?, ?)")) {
      while (row.next()) {
        insert.setLong(1, row.getLong(1));
        insert.setString(2, row.getString(2));
        insert.executeUpdate();
      }
    }
  }

  Connection connection() {
    return memory;
  }

  @Override
  public void close() throws SQLException {
    memory.close();
  }
}
