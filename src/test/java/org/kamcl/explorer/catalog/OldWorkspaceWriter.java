package org.kamcl.explorer.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.kamcl.support.OldWorkspaces;

/**
 * Makes the workspaces of earlier schemas in {@code src/test/resources}, once for each schema when
 * it is released; they are never made again, so that later code is tested with what earlier code
 * wrote. A program: its argument is the folder of the resources.
 */
final class OldWorkspaceWriter {
  static final int IMAGES = 8;

  /** 2026-11-29: entries of zip files have a date, and the same content must be the same bytes. */
  private static final long DATE = 1_795_910_400_000L;

  private static final Map<Integer, String> FIRST_ROWS =
      Map.of(
          2,
          "INSERT INTO searches VALUES (1, 'Piers', 'pier^2 -trees',"
              + " '{\"collections\":[\"Towns\"]}', '{\"good\":[1],\"bad\":[2]}', 40, 1700000000000,"
              + " 3);INSERT INTO searches VALUES (2, NULL, 'red roofs', '{}',"
              + " '{\"good\":[],\"bad\":[]}', 20, 1700000001000, 0);INSERT INTO tags VALUES (1,"
              + " 'seen'), (2, 'to do');INSERT INTO image_tags VALUES (1, 1), (1, 2), (2, 3);INSERT"
              + " INTO judgements VALUES ('pier', 1, 1), ('pier', 2, 0);INSERT INTO looks VALUES"
              + " (1, '{\"bands\":[4,3,2],\"low\":1.0,\"high\":99.0}');INSERT INTO problems VALUES"
              + " ('/archive/a.tif', '/archive', 'Towns', 'The image /archive/a.tif is odd: replace"
              + " it.');UPDATE files SET missing = 1700000000000 WHERE id = 8",
          3,
          "INSERT INTO unknown_systems VALUES (2, 0, NULL), (3, 1, 32632)",
          5,
          "INSERT INTO collection_statistics VALUES (1, 1, 7, 4, 0.5, 0.25, 0.75, 1)");

  private OldWorkspaceWriter() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    Path folder = Path.of(arguments[0]);
    Files.createDirectories(folder);
    for (int schema = 1; schema <= Migrations.latest(); schema++) {
      Path target = folder.resolve(OldWorkspaces.name(schema));
      if (Files.notExists(target)) {
        Path work = Files.createTempDirectory("kamcl-old");
        Path catalog = work.resolve("catalog.db");
        write(catalog, schema);
        zip(target, files(catalog, schema));
      }
    }
  }

  private static void write(Path file, int schema) throws SQLException, IOException {
    OldCatalogs.writeVersion1(file, IMAGES);
    try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = open.createStatement()) {
      for (int step = 2; step <= schema; step++) {
        Migrations.apply(open, step);
        statement.executeUpdate(FIRST_ROWS.getOrDefault(step, "SELECT 1"));
      }
      if (schema >= 10) {
        statement.executeUpdate(
            "INSERT INTO runs VALUES ('first', 120, 77, '{\"epochs\":3}', NULL)");
        SealedTable.RUNS.seal(open, "first");
      }
      statement.execute("PRAGMA journal_mode = DELETE");
      statement.execute("PRAGMA page_size = 4096");
      statement.execute("VACUUM");
    }
  }

  private static Map<String, byte[]> files(Path catalog, int schema) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("catalog.db", Files.readAllBytes(catalog));
    if (schema <= 3) {
      files.put("settings.txt", resource("settings-0.1.txt"));
      files.put("unfinished.txt", resource("unfinished-0.1.txt"));
    } else {
      files.put(
          "settings.json",
          ("{\"formatVersion\": 1, \"appearance\": {\"theme\": \"dark\", \"textPercent\": 150,"
                  + " \"language\": \"zh\"}, \"layout\": {\"view\": \"captions\"}}\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        OldWorkspaceWriter.class.getResourceAsStream("/org/kamcl/explorer/settings/" + name)) {
      return in.readAllBytes();
    }
  }

  private static void zip(Path target, Map<String, byte[]> files) throws IOException {
    try (OutputStream out = Files.newOutputStream(target);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(9);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTime(DATE);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
  }
}
