package org.kamcl.explorer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.SearchResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads exported GeoPackages with SQL alone, and their geometries byte by byte. */
class GeoPackageExporterTest {
  @TempDir private static Path folder;
  private static Path ranked;

  @BeforeAll
  static void export() {
    ranked = export(ExportedHits.ranked(), "hits.gpkg");
  }

  private static Path export(SearchResult result, String name) {
    Path file = folder.resolve(name);
    ExportedHits.exporters().export(result, ExportedHits.format("gpkg"), file);
    return file;
  }

  private static List<List<Object>> query(Path file, String sql) {
    try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = open.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<List<Object>> all = new ArrayList<>();
      while (rows.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getObject(i));
        }
        all.add(row);
      }
      return all;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private static Object value(Path file, String sql) {
    return query(file, sql).get(0).get(0);
  }

  @Test
  void theFileSaysThatItIsAGeoPackage() {
    assertEquals(0x47504B47, value(ranked, "PRAGMA application_id"));
    assertEquals(10300, value(ranked, "PRAGMA user_version"), "GDAL 3.6 warns of 1.4");
    assertEquals("ok", value(ranked, "PRAGMA integrity_check"));
    assertEquals(List.of(), query(ranked, "PRAGMA foreign_key_check"));
    assertEquals(
        List.of(List.of(-1), List.of(0), List.of(4326)),
        query(ranked, "SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY 1"));
  }

  @Test
  void everyTableIsRegisteredWithTheExtentOfItsFeatures() {
    assertEquals(
        List.of(
            List.of("hit_points", "features", 12.5, 45.0, 12.5, 45.0, 4326),
            List.of("hits", "features", -180.0, -1.0, 180.0, 48.0, 4326)),
        query(
            ranked,
            "SELECT table_name, data_type, min_x, min_y, max_x, max_y, srs_id FROM gpkg_contents"
                + " WHERE data_type = 'features' ORDER BY 1"));
    assertEquals(
        List.of(
            List.of("hit_points", "geom", "POINT", 4326, 0, 0),
            List.of("hits", "geom", "MULTIPOLYGON", 4326, 0, 0)),
        query(
            ranked,
            "SELECT table_name, column_name, geometry_type_name, srs_id, z, m"
                + " FROM gpkg_geometry_columns ORDER BY 1"));
    assertEquals(
        "attributes",
        value(ranked, "SELECT data_type FROM gpkg_contents WHERE table_name = 'layer_styles'"));
    assertTrue(
        value(ranked, "SELECT description FROM gpkg_contents WHERE table_name = 'hits'")
            .toString()
            .contains("kamcl search"));
  }

  @Test
  void valuesThatAreUnknownAreNull() {
    List<Object> full =
        query(
                ranked,
                "SELECT rank, score, false_match_rate, match, term_scores, concepts, image,"
                    + " collection, file, tile_x, tile_y, width, height, date, gsd, crs, tags,"
                    + " captions FROM hits WHERE rank = 1")
            .get(0);
    assertEquals(
        "{\"boats\":0.25,\"\\\"stone pier\\\"\":0.25}",
        JsonParser.parseString(full.get(4).toString()).toString());
    full.remove(4);
    assertEquals(
        List.of(
            1,
            0.7,
            1e-4,
            "strong",
            "boats; pier",
            1,
            "Towns",
            "/a/x y.tif",
            5,
            6,
            70,
            80,
            "2024-05-31",
            0.5,
            "EPSG:32632",
            "Anna's; surveyed",
            "A pier's \"end\" | Boats"),
        full);
    List<Object> bare =
        query(
                ranked,
                "SELECT concepts, tile_x, tile_y, width, height, date, gsd, crs, tags, captions,"
                    + " geom FROM hits WHERE rank = 3")
            .get(0);
    bare.forEach(v -> assertNull(v));
  }

  /** The parts of a geometry: after the header of OGC 12-128r19, well-known binary. */
  private static List<List<double[]>> multiPolygon(byte[] blob) {
    ByteBuffer bytes = ByteBuffer.wrap(blob);
    assertEquals('G', bytes.get());
    assertEquals('P', bytes.get());
    assertEquals(0, bytes.get());
    int flags = bytes.get();
    bytes.order((flags & 1) == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    assertEquals(4326, bytes.getInt());
    int envelope = (flags >> 1) & 7;
    bytes.position(bytes.position() + new int[] {0, 32, 48, 48, 64}[envelope]);
    assertEquals(6, header(bytes));
    int polygons = bytes.getInt();
    List<List<double[]>> parts = new ArrayList<>();
    for (int i = 0; i < polygons; i++) {
      assertEquals(3, header(bytes));
      assertEquals(1, bytes.getInt(), "rings");
      int points = bytes.getInt();
      List<double[]> ring = new ArrayList<>();
      for (int k = 0; k < points; k++) {
        ring.add(new double[] {bytes.getDouble(), bytes.getDouble()});
      }
      parts.add(ring);
    }
    assertFalse(bytes.hasRemaining());
    return parts;
  }

  private static int header(ByteBuffer bytes) {
    bytes.order(bytes.get() == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    return bytes.getInt();
  }

  @Test
  void aFootprintAcrossTheAntimeridianHasTwoParts() {
    List<List<double[]>> parts =
        multiPolygon((byte[]) value(ranked, "SELECT geom FROM hits WHERE rank = 2"));
    assertEquals(2, parts.size());
    for (List<double[]> ring : parts) {
      assertEquals(5, ring.size());
      assertEquals(ring.get(0)[0], ring.get(4)[0]);
      double twiceArea = 0;
      for (int i = 0; i < 4; i++) {
        twiceArea += ring.get(i)[0] * ring.get(i + 1)[1] - ring.get(i + 1)[0] * ring.get(i)[1];
        assertTrue(Math.abs(ring.get(i)[0]) >= 179 && Math.abs(ring.get(i)[0]) <= 180);
      }
      assertEquals(2 * 1 * 2, twiceArea, 1e-9, "counterclockwise, 1 degree wide and 2 high");
    }
    List<List<double[]>> one =
        multiPolygon((byte[]) value(ranked, "SELECT geom FROM hits WHERE rank = 1"));
    assertEquals(1, one.size());
  }

  @Test
  void theSpatialIndexHasEveryGeometry() {
    assertEquals(
        List.of(List.of(8.0, 9.0, 47.0, 48.0), List.of(-180.0, 180.0, -1.0, 1.0)),
        query(ranked, "SELECT minx, maxx, miny, maxy FROM rtree_hits_geom ORDER BY maxy DESC"));
    assertEquals(
        List.of("gpkg_rtree_index"),
        query(
                ranked,
                "SELECT DISTINCT extension_name FROM gpkg_extensions"
                    + " WHERE table_name = 'hits' AND column_name = 'geom'")
            .get(0));
    // GDAL before 3.7 removes exactly these, and fails without one of them.
    assertEquals(
        Stream.of("delete", "insert", "update1", "update2", "update3", "update4")
            .map(name -> List.<Object>of("rtree_hits_geom_" + name))
            .toList(),
        query(
            ranked,
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'hits'"
                + " AND name LIKE 'rtree%' ORDER BY 1"));
  }

  @Test
  void theCountsOfFeaturesFollowChanges() throws SQLException {
    Path file = export(ExportedHits.ranked(), "counted.gpkg");
    String counts = "SELECT table_name, feature_count FROM gpkg_ogr_contents ORDER BY 1";
    assertEquals(List.of(List.of("hit_points", 1), List.of("hits", 3)), query(file, counts));
    try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = open.createStatement()) {
      // Rows without a geometry: SQLite alone lacks the functions of the spatial index.
      statement.execute("DROP TRIGGER rtree_hits_geom_insert");
      statement.execute("INSERT INTO hits (rank) VALUES (9), (10)");
      assertEquals(List.of(List.of("hit_points", 1), List.of("hits", 5)), query(file, counts));
      statement.execute("DROP TRIGGER rtree_hits_geom_delete");
      statement.execute("DELETE FROM hits WHERE rank >= 9");
    }
    assertEquals(List.of(List.of("hit_points", 1), List.of("hits", 3)), query(file, counts));
  }

  @Test
  void theAttributeTableNamesEveryColumnAndAFeatureHasTheNameOfItsFile() throws Exception {
    Document style = style(ranked, "hits");
    NodeList columns = style.getElementsByTagName("column");
    List<List<Object>> names =
        query(ranked, "SELECT name FROM pragma_table_info('hits') WHERE cid > 1 ORDER BY cid");
    assertEquals(names.size(), columns.getLength());
    for (int i = 0; i < columns.getLength(); i++) {
      assertEquals(names.get(i).get(0), ((Element) columns.item(i)).getAttribute("name"));
    }
    assertEquals(
        "file_name(\"file\")",
        style.getElementsByTagName("previewExpression").item(0).getTextContent());
  }

  private static Document style(Path file, String layer) throws Exception {
    List<Object> row =
        query(
                file,
                "SELECT styleQML, useAsDefault FROM layer_styles WHERE f_table_catalog = ''"
                    + " AND f_table_schema = '' AND f_geometry_column = 'geom'"
                    + " AND f_table_name = '"
                    + layer
                    + "'")
            .get(0);
    assertEquals(1, row.get(1));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(row.get(0).toString().getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theStyleColorsEveryScore() throws Exception {
    for (String layer : List.of("hits", "hit_points")) {
      Document style = style(ranked, layer);
      Element renderer = (Element) style.getElementsByTagName("renderer-v2").item(0);
      assertEquals("graduatedSymbol", renderer.getAttribute("type"));
      assertEquals("score", renderer.getAttribute("attr"));
      NodeList ranges = style.getElementsByTagName("range");
      assertEquals(5, ranges.getLength());
      double lowest = Double.parseDouble(((Element) ranges.item(0)).getAttribute("lower"));
      double highest = Double.parseDouble(((Element) ranges.item(4)).getAttribute("upper"));
      assertTrue(lowest <= 0.4 && highest >= 0.7, lowest + " " + highest);
      for (int i = 1; i < 5; i++) {
        assertEquals(
            ((Element) ranges.item(i - 1)).getAttribute("upper"),
            ((Element) ranges.item(i)).getAttribute("lower"));
      }
      // Of each class, and the one that QGIS makes others from.
      NodeList symbols = style.getElementsByTagName("symbol");
      assertEquals(6, symbols.getLength());
      assertEquals(
          layer.equals("hits") ? "fill" : "marker",
          ((Element) symbols.item(0)).getAttribute("type"));
    }
  }

  @Test
  void listedImagesHaveOneColorAndNoScores() throws Exception {
    Path file = export(ExportedHits.listed(), "all.gpkg");
    Element renderer = (Element) style(file, "hits").getElementsByTagName("renderer-v2").item(0);
    assertEquals("singleSymbol", renderer.getAttribute("type"));
    assertEquals(0, value(file, "SELECT count(*) FROM hits WHERE score NOTNULL OR match NOTNULL"));
    assertEquals(3, value(file, "SELECT count(*) FROM hits"));
  }

  @Test
  void equalScoresHaveOneClass() throws Exception {
    SearchResult all = ExportedHits.ranked();
    SearchResult first =
        new SearchResult(
            all.request(), "default", all.hits().subList(0, 1), 1, 1, List.of(), all.duration());
    Document style = style(export(first, "one.gpkg"), "hits");
    assertEquals(1, style.getElementsByTagName("range").getLength());
    Element range = (Element) style.getElementsByTagName("range").item(0);
    assertTrue(Double.parseDouble(range.getAttribute("lower")) <= 0.7);
    assertTrue(Double.parseDouble(range.getAttribute("upper")) >= 0.7);
  }

  @Test
  void noHitsAreAnEmptyLayer() {
    SearchResult all = ExportedHits.ranked();
    Path file =
        export(
            new SearchResult(all.request(), "default", List.of(), 0, 0, List.of(), all.duration()),
            "none.gpkg");
    assertEquals(0, value(file, "SELECT count(*) FROM hits"));
    assertNull(value(file, "SELECT min_x FROM gpkg_contents WHERE table_name = 'hits'"));
  }

  @Test
  void aCanceledExportLeavesTheOlderFileAndNothingElse() throws IOException {
    Path own = Files.createDirectory(folder.resolve("canceled"));
    Path file = Files.writeString(own.resolve("old.gpkg"), "old");
    int[] calls = new int[1];
    assertThrows(
        CancellationException.class,
        () ->
            ExportedHits.exporters()
                .export(
                    ExportedHits.ranked(),
                    ExportedHits.format("gpkg"),
                    file,
                    () -> {
                      if (++calls[0] == 3) {
                        throw new CancellationException();
                      }
                    }));
    assertEquals("old", Files.readString(file));
    try (Stream<Path> left = Files.list(own)) {
      assertEquals(List.of(file), left.toList());
    }
  }

  @Test
  void aFileThatIsOpenElsewhereIsNotReplaced() throws IOException {
    Path file = export(ExportedHits.listed(), "open.gpkg");
    byte[] before = Files.readAllBytes(file);
    Files.writeString(folder.resolve("open.gpkg-wal"), "changes");
    KamclException failure =
        assertThrows(KamclException.class, () -> export(ExportedHits.ranked(), "open.gpkg"));
    assertTrue(failure.is(ExportError.FILE_IN_USE), failure.getMessage());
    assertEquals(before.length, Files.readAllBytes(file).length);
  }
}
