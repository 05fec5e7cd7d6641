package org.kamcl.explorer.cli.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.ImageMetadata;
import org.kamcl.explorer.imagery.SceneFrame;
import org.kamcl.support.CommandResult;
import org.kamcl.support.GeoTiffWriter;
import org.kamcl.support.TestModels;

class LocalizeCommandTest {
  private static final double EAST = 400_000;
  private static final double NORTH = 5_000_000;

  @TempDir private static Path folder;
  private static Path scene;

  @BeforeAll
  static void createModelAndScene() throws IOException {
    TestModels.defaultModel(folder.resolve("workspace/models/small"));
    Files.createDirectories(folder.resolve("scenes"));
    scene =
        new GeoTiffWriter(200, 160, 3, 8, xyb -> xyb[0] < 100 ? 40 * xyb[2] : (xyb[1] * 7) & 255)
            .at(EAST, NORTH, 2)
            .epsg(1, 32632)
            .write(folder.resolve("scenes/field.tif"));
  }

  private static CommandResult localize(String... args) {
    return CommandResult.withModel(folder.resolve("workspace"), "small", "localize", args);
  }

  @Test
  void aScoreMapHasThePixelsAndTheCrsOfItsScene() throws IOException {
    Path map = folder.resolve("map.tif");
    CommandResult result = localize(scene.toString(), "lake", "--out", map.toString(), "--json");
    assertEquals(0, result.code(), result.err());
    JsonObject json = result.json();
    ImageLoader loader = new ImageLoader();
    SceneFrame frame = loader.inspector().frame(map);
    assertEquals(200, frame.width());
    assertEquals(160, frame.height());
    assertEquals("EPSG:32632", frame.grid().orElseThrow().crs());
    assertArrayEquals(
        new double[] {EAST, 2, 0, NORTH, 0, -2}, frame.grid().orElseThrow().geoTransform());
    ImageMetadata metadata = loader.inspector().inspect(map, OptionalInt.empty());
    assertEquals("Float32", metadata.type());
    assertEquals(-9999, metadata.noData().orElseThrow());
    Raster raster = ImageIO.read(map.toFile()).getRaster();
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float v : raster.getSamples(0, 0, 200, 160, 0, (float[]) null)) {
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
    assertEquals(json.get("lowest").getAsFloat(), low, 1e-3);
    assertEquals(json.get("highest").getAsFloat(), high, 1e-3);
    assertTrue(high > low);
    assertEquals("EPSG:32632", json.get("crs").getAsString());
    assertEquals("[40,80,102]", json.getAsJsonArray("tileSides").toString());
  }

  @Test
  void contoursAreInLongitudeAndLatitude() throws IOException {
    Path file = folder.resolve("contours.geojson");
    CommandResult result =
        localize(scene.toString(), "lake", "--contours", file.toString(), "--levels", "0.8,0.3");
    assertEquals(0, result.code(), result.err());
    JsonArray features =
        JsonParser.parseString(Files.readString(file)).getAsJsonObject().getAsJsonArray("features");
    assertEquals(2, features.size());
    double previous = Double.POSITIVE_INFINITY;
    for (JsonElement element : features) {
      JsonObject feature = element.getAsJsonObject();
      assertEquals("lake", feature.getAsJsonObject("properties").get("query").getAsString());
      JsonArray polygons = feature.getAsJsonObject("geometry").getAsJsonArray("coordinates");
      assertFalse(polygons.isEmpty());
      double area = 0;
      for (JsonElement polygon : polygons) {
        JsonArray ring = polygon.getAsJsonArray().get(0).getAsJsonArray();
        assertEquals(ring.get(0), ring.get(ring.size() - 1), "closed");
        double outer = area(ring);
        assertTrue(outer > 0, "counterclockwise");
        area += outer;
        for (int i = 0; i < ring.size(); i++) {
          JsonArray place = ring.get(i).getAsJsonArray();
          assertEquals(7.73, place.get(0).getAsDouble(), 0.02);
          assertEquals(45.14, place.get(1).getAsDouble(), 0.02);
        }
      }
      assertTrue(area < previous, "higher levels are smaller");
      previous = area;
    }
  }

  private static double area(JsonArray ring) {
    double twice = 0;
    for (int i = 0; i + 1 < ring.size(); i++) {
      JsonArray p = ring.get(i).getAsJsonArray();
      JsonArray q = ring.get(i + 1).getAsJsonArray();
      twice += p.get(0).getAsDouble() * q.get(1).getAsDouble();
      twice -= q.get(0).getAsDouble() * p.get(1).getAsDouble();
    }
    return twice;
  }

  @Test
  void aPhotoWithoutCoordinatesHasAPlainTiffAndNoContours() throws IOException {
    Path photo = folder.resolve("photo.jpg");
    Files.write(photo, ImageBytes.jpeg(TestModels.image(3, 150, 90)));
    Path map = folder.resolve("plain.tif");
    CommandResult result = localize(photo.toString(), "lake", "--out", map.toString(), "--json");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.json().get("crs").isJsonNull());
    SceneFrame frame = new ImageLoader().inspector().frame(map);
    assertEquals(150, frame.width());
    assertTrue(frame.georeference().isEmpty());
    CommandResult contours =
        localize(photo.toString(), "lake", "--contours", folder.resolve("x.geojson").toString());
    assertEquals(1, contours.code());
    assertTrue(contours.err().contains("photo.jpg has no coordinates"), contours.err());
    assertFalse(Files.exists(folder.resolve("x.geojson")));
    CommandResult meters = localize(photo.toString(), "lake", "--tile-sizes", "100m");
    assertEquals(1, meters.code());
    assertTrue(meters.err().contains("no known ground scale"), meters.err());
  }

  @Test
  void tilesHaveTheGivenSizes() {
    JsonObject json =
        localize(scene.toString(), "lake", "--tile-sizes", "100m,60m", "--json").json();
    assertEquals("[30,50]", json.getAsJsonArray("tileSides").toString());
    JsonObject pixels = localize(scene.toString(), "lake", "--tile-sizes", "64px", "--json").json();
    assertEquals("[64]", pixels.getAsJsonArray("tileSides").toString());
  }

  @Test
  void wrongArgumentsAreUsageErrors() {
    String file = scene.toString();
    assertEquals(2, localize().code());
    assertEquals(2, localize(file).code());
    assertEquals(2, localize(file, "lake", "--evaluate", folder.toString()).code());
    assertEquals(2, localize("--evaluate", folder.toString(), "--out", "x.tif").code());
    assertEquals(2, localize(file, "lake", "--levels", "1").code());
    assertEquals(2, localize(file, "lake", "--levels", "high").code());
    for (String sizes : List.of("wide", "100", "8px", "100m,64px", "0m", "1e9m", "")) {
      assertEquals(2, localize(file, "lake", "--tile-sizes", sizes).code(), sizes);
    }
    assertEquals(2, localize(file, ", -lake").code());
    assertEquals(1, localize(folder.resolve("missing.tif").toString(), "lake").code());
    CommandResult unwritten =
        localize(file, "lake", "--out", folder.resolve("no/such/map.tif").toString());
    assertEquals(1, unwritten.code());
    assertTrue(unwritten.err().contains("map.tif"), unwritten.err());
  }

  private static String feature(String query, String split, String coordinates) {
    return "{\"type\": \"Feature\", \"properties\": {\"query\": \""
        + query
        + "\", \"split\": \""
        + split
        + "\"}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": "
        + coordinates
        + "}}";
  }

  private static String collection(String crs, String... features) {
    return "{\"type\": \"FeatureCollection\", \"crs\": {\"type\": \"name\", \"properties\":"
        + " {\"name\": \""
        + crs
        + "\"}}, \"features\": ["
        + String.join(",", features)
        + "]}";
  }

  private static final String SQUARE =
      "[[[400020, 4999980], [400120, 4999980], [400120, 4999900], [400020, 4999900],"
          + " [400020, 4999980]]]";

  @Test
  void mapsAreEvaluatedOnPolygonsBesideTheScenes() throws IOException {
    Path data = Files.createDirectories(folder.resolve("own"));
    Files.copy(scene, data.resolve("field.tif"));
    Files.writeString(data.resolve("notes.geojson"), "{\"type\": \"FeatureCollection\"}");
    Files.writeString(
        data.resolve("field.geojson"),
        collection(
            "urn:ogc:def:crs:EPSG::32632",
            feature("lake", "tune", SQUARE),
            feature("boats near pier", "test", SQUARE)));
    for (String method : List.of("own", "published")) {
      CommandResult result = localize("--evaluate", data.toString(), "--method", method, "--json");
      assertEquals(0, result.code(), result.err());
      JsonObject json = result.json();
      assertEquals(method, json.get("method").getAsString());
      assertEquals(2, json.getAsJsonArray("queries").size());
      JsonObject mean = json.getAsJsonObject("mean");
      assertEquals(
          0.4 * mean.get("rsu").getAsDouble()
              + 0.35 * (1 - mean.get("ras").getAsDouble())
              + 0.25 * mean.get("rda").getAsDouble(),
          mean.get("rmi").getAsDouble(),
          1e-9);
    }
    CommandResult part = localize("--evaluate", data.toString(), "--split", "test");
    assertEquals(0, part.code(), part.err());
    assertTrue(part.out().contains("field.tif: boats near pier"), part.out());
    assertFalse(part.out().contains("field.tif: lake"), part.out());
    assertTrue(part.err().contains("one attention center at most"), part.err());
    assertEquals(2, localize("--evaluate", data.toString(), "--split", "val").code());
    assertEquals(2, localize("--evaluate", data.toString(), "--method", "guess").code());
  }

  @Test
  void thePublishedLayoutIsEvaluated() throws IOException {
    Path data = Files.createDirectories(folder.resolve("published/imgs")).getParent();
    Files.write(data.resolve("imgs/city.jpg"), ImageBytes.jpeg(TestModels.image(5, 300, 200)));
    Files.writeString(
        data.resolve("anno.json"),
        "[{\"caption\": \"a lake beside trees\\n\", \"jpg_name\": \"city.jpg\", \"points\":"
            + " [[[20.5, 30], [120, 30], [70, 110.25]], [[200, 100], [260, 100], [260, 150]]]}]");
    CommandResult result = localize("--evaluate", data.toString(), "--json");
    assertEquals(0, result.code(), result.err());
    JsonObject query = result.json().getAsJsonArray("queries").get(0).getAsJsonObject();
    assertEquals("a lake beside trees", query.get("query").getAsString());
    assertEquals(2, query.get("regions").getAsInt());
  }

  @Test
  void queriesThatCannotBeUsedAreRefusedByName() throws IOException {
    Path data = Files.createDirectories(folder.resolve("refused"));
    assertEquals(1, localize("--evaluate", data.toString()).code());
    Files.copy(scene, data.resolve("field.tif"));
    refused(data, collection("EPSG:32633", feature("lake", "", SQUARE)), "EPSG:32633");
    refused(data, collection("EPSG:32632", feature("lake", "", "[]")), "field.geojson");
    refused(data, collection("EPSG:32632", feature("lake", "", "[[[1]]]")), "field.geojson");
    refused(data, "{\"query\"", "field.geojson");
    refused(
        data,
        collection("EPSG:32632", feature("lake", "", "[[[1, 1], [2, 1], [2, 2], [1, 1]]]")),
        "no pixel of the scene");
    Files.delete(data.resolve("field.geojson"));
    Files.writeString(
        data.resolve("river.geojson"), collection("EPSG:32632", feature("lake", "", SQUARE)));
    CommandResult missing = localize("--evaluate", data.toString());
    assertEquals(1, missing.code());
    assertTrue(missing.err().contains("\"river\""), missing.err());
    Files.writeString(data.resolve("anno.json"), "[{\"caption\": 3}]");
    assertEquals(1, localize("--evaluate", data.toString()).code());
  }

  private static void refused(Path data, String geoJson, String named) throws IOException {
    Files.writeString(data.resolve("field.geojson"), geoJson);
    CommandResult result = localize("--evaluate", data.toString());
    assertEquals(1, result.code(), geoJson);
    assertTrue(result.err().contains(named), result.err());
  }
}
