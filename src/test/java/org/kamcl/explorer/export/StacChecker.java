package org.kamcl.explorer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks documents by the rules of the item specification of STAC 1.0.0 and of RFC 7946. */
final class StacChecker {
  private StacChecker() {}

  /** Checks an ItemCollection. */
  static void checkCollection(JsonObject collection) {
    assertEquals("FeatureCollection", collection.get("type").getAsString());
    Set<String> ids = new HashSet<>();
    for (JsonElement item : collection.getAsJsonArray("features")) {
      checkItem(item.getAsJsonObject());
      assertTrue(ids.add(item.getAsJsonObject().get("id").getAsString()), "ids are unique");
    }
  }

  /** Checks a catalog of STAC 1.0.0 and its items: every link leads to the document it names. */
  static void checkCatalog(Path file) throws IOException {
    JsonObject catalog = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    assertEquals("Catalog", catalog.get("type").getAsString());
    assertEquals("1.0.0", catalog.get("stac_version").getAsString());
    assertFalse(catalog.get("id").getAsString().isEmpty());
    assertFalse(catalog.get("description").getAsString().isEmpty());
    assertEquals(List.of(file), linked(file, catalog, "root"));
    Set<String> ids = new HashSet<>();
    for (Path itemFile : linked(file, catalog, "item")) {
      JsonObject item = JsonParser.parseString(Files.readString(itemFile)).getAsJsonObject();
      checkItem(item);
      assertTrue(ids.add(item.get("id").getAsString()), "ids are unique");
      assertEquals(List.of(file), linked(itemFile, item, "root"));
      assertEquals(List.of(file), linked(itemFile, item, "parent"));
    }
  }

  /** The items of a catalog, in the order of its links. */
  static List<JsonObject> items(Path file) throws IOException {
    JsonObject catalog = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    List<JsonObject> items = new ArrayList<>();
    for (Path item : linked(file, catalog, "item")) {
      items.add(JsonParser.parseString(Files.readString(item)).getAsJsonObject());
    }
    return items;
  }

  /** The files that links of a relation lead to, as addresses relative to the document. */
  private static List<Path> linked(Path document, JsonObject json, String relation) {
    List<Path> files = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("links")) {
      JsonObject link = element.getAsJsonObject();
      if (link.get("rel").getAsString().equals(relation)) {
        URI address = URI.create(link.get("href").getAsString());
        assertFalse(address.isAbsolute(), address.toString());
        assertFalse(link.get("type").getAsString().isEmpty());
        files.add(Path.of(document.toUri().resolve(address)));
      }
    }
    return files;
  }

  private static void checkItem(JsonObject item) {
    assertEquals("Feature", item.get("type").getAsString());
    assertEquals("1.0.0", item.get("stac_version").getAsString());
    assertFalse(item.get("id").getAsString().isEmpty());
    item.getAsJsonArray("stac_extensions").forEach(e -> URI.create(e.getAsString()));
    assertTrue(item.has("geometry"));
    if (item.get("geometry").isJsonNull()) {
      assertFalse(item.has("bbox"), "an item without a geometry has no box");
    } else {
      checkBox(item.getAsJsonArray("bbox"));
      checkGeometry(item.getAsJsonObject("geometry"));
    }
    checkTime(item.getAsJsonObject("properties"));
    for (JsonElement link : item.getAsJsonArray("links")) {
      assertTrue(link.getAsJsonObject().has("href") && link.getAsJsonObject().has("rel"));
    }
    assertFalse(item.has("collection"), "needs a link to a collection");
    for (Map.Entry<String, JsonElement> asset : item.getAsJsonObject("assets").entrySet()) {
      JsonObject value = asset.getValue().getAsJsonObject();
      assertTrue(URI.create(value.get("href").getAsString()).isAbsolute());
      value.getAsJsonArray("roles").forEach(role -> assertFalse(role.getAsString().isEmpty()));
    }
  }

  private static void checkBox(JsonArray box) {
    assertEquals(4, box.size());
    assertTrue(box.get(1).getAsDouble() <= box.get(3).getAsDouble());
    for (int i = 0; i < 4; i += 2) {
      assertTrue(Math.abs(box.get(i).getAsDouble()) <= 180);
      assertTrue(Math.abs(box.get(i + 1).getAsDouble()) <= 90);
    }
  }

  private static void checkGeometry(JsonObject geometry) {
    String type = geometry.get("type").getAsString();
    assertTrue(List.of("Point", "Polygon", "MultiPolygon").contains(type), type);
    JsonArray coordinates = geometry.getAsJsonArray("coordinates");
    if (type.equals("Polygon")) {
      checkRings(coordinates);
    } else if (type.equals("MultiPolygon")) {
      coordinates.forEach(part -> checkRings(part.getAsJsonArray()));
    } else {
      assertEquals(2, coordinates.size());
    }
  }

  private static void checkRings(JsonArray rings) {
    for (JsonElement ring : rings) {
      JsonArray points = ring.getAsJsonArray();
      assertTrue(points.size() >= 4);
      assertEquals(points.get(0), points.get(points.size() - 1), "rings are closed");
    }
  }

  private static void checkTime(JsonObject properties) {
    assertTrue(properties.has("datetime"));
    if (!properties.get("datetime").isJsonNull()) {
      OffsetDateTime.parse(properties.get("datetime").getAsString());
      return;
    }
    OffsetDateTime start = OffsetDateTime.parse(properties.get("start_datetime").getAsString());
    OffsetDateTime end = OffsetDateTime.parse(properties.get("end_datetime").getAsString());
    assertFalse(end.isBefore(start));
  }
}
