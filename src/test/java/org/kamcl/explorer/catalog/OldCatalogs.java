package org.kamcl.explorer.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.archive.FootprintText;
import org.kamcl.explorer.domain.ImageRecord;

/** Catalogs as earlier versions wrote them. */
final class OldCatalogs {
  private OldCatalogs() {}

  /** Writes a catalog as version 1 did, with its SQL. */
  static void writeVersion1(Path file, int images) throws SQLException, IOException {
    Files.createDirectories(file.getParent());
    try (InputStream in =
            Catalog.class.getResourceAsStream("/org/kamcl/explorer/catalog/V001__pictures.sql");
        Connection raw = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = raw.createStatement()) {
      statement.execute("PRAGMA page_size = 16384");
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("BEGIN");
      statement.executeUpdate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      statement.execute("PRAGMA application_id = 1262570819");
      statement.execute("PRAGMA user_version = 1");
      statement.execute("INSERT INTO collections VALUES (1, 'Towns'), (2, 'Fields')");
      statement.execute("INSERT INTO models VALUES (1, 'abc', 'small', 1700000000000)");
      try (PreparedStatement files =
              raw.prepareStatement("INSERT INTO files VALUES (?, ?, ?, 12, 34, ?, 'whole', 1)");
          PreparedStatement imageRows =
              raw.prepareStatement(
                  "INSERT INTO images VALUES (?, ?, 0, 0, 0, 200, 100, ?, 0.5, ?, 'EPSG:4326',"
                      + " '[\"It is small.\"]')");
          PreparedStatement captions =
              raw.prepareStatement(
                  "INSERT INTO captions (file_id, sentence, split) VALUES (?, ?, 'train')");
          PreparedStatement embeddings =
              raw.prepareStatement("INSERT INTO embeddings VALUES (1, ?, ?, ?)")) {
        for (int i = 1; i <= images; i++) {
          files.setInt(1, i);
          files.setInt(2, 1 + i % 2);
          files.setString(3, "/archive/picture_" + i + ".jpg");
          files.setString(4, "content " + i);
          files.executeUpdate();
          imageRows.setInt(1, i);
          imageRows.setInt(2, i);
          imageRows.setString(3, ring(i));
          imageRows.setString(4, i % 5 == 0 ? null : "2020-02-29");
          imageRows.executeUpdate();
          captions.setInt(1, i);
          captions.setString(2, "a pier number " + i);
          captions.executeUpdate();
          embeddings.setInt(1, i);
          embeddings.setBytes(2, Blobs.encode(vector(i)));
          embeddings.setBytes(3, new byte[] {(byte) i, 2});
          embeddings.executeUpdate();
        }
      }
      statement.execute("INSERT INTO places VALUES (1, 9.5, 50.25, '2020-06-01', 600)");
      statement.execute("INSERT INTO sentences VALUES (1, 'a pier', x'0000803f')");
      statement.execute("COMMIT");
    }
  }

  /** Of unit length, and different for each image. */
  static float[] vector(int i) {
    return new float[] {(float) Math.cos(i), 0, (float) Math.sin(i)};
  }

  static String ring(int i) {
    return switch (i % 4) {
      case 0 -> null;
      case 1 -> "[[179.9,1.0],[-179.9,1.0],[-179.9,-1.0],[179.9,-1.0]]";
      case 2 -> "[[10.0,51.0],[11.0,51.0],[11.0,50.0],[10.0,50.0]]";
      default -> "[[10.5,20.25]]";
    };
  }

  /**
   * Checks what an image of {@link #writeVersion1} still is in a later version.
   *
   * @param i number of the image, from 1
   */
  static void assertImage(int i, ImageRecord image) {
    assertEquals(i, image.id());
    assertEquals(Path.of("/archive/picture_" + i + ".jpg"), image.file());
    assertEquals(i % 2 == 0 ? "Towns" : "Fields", image.collection());
    assertEquals(Optional.ofNullable(ring(i)), image.footprint().map(FootprintText::format));
    assertEquals(
        i % 5 == 0 ? Optional.empty() : Optional.of(LocalDate.of(2020, 2, 29)), image.date());
    assertEquals(List.of("a pier number " + i), image.captions());
  }
}
