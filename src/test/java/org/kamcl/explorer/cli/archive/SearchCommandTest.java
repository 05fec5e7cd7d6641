package org.kamcl.explorer.cli.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kamcl.support.CommandResult;

/** {@code kamcl search} with a query. */
class SearchCommandTest {
  @RegisterExtension private static final IndexedImages ARCHIVE = new IndexedImages();

  @Test
  void aMissingModelFailsWithItsNameAndTheChoices() throws IOException {
    Path small = ARCHIVE.folder().resolve("workspace/models/small");
    Path other = ARCHIVE.folder().resolve("workspace/models/other");
    Files.move(small, other);
    try {
      CommandResult result = ARCHIVE.kamcl("search", "a pier");
      assertEquals(1, result.code(), result.out());
      assertTrue(result.err().contains("indexed with the model \"small\""), result.err());
      assertTrue(result.err().contains("--model NAME): other."), result.err());
      CommandResult json = ARCHIVE.kamcl("search", "a pier", "--json");
      assertEquals(
          "engine.inference.ARCHIVE_MODEL_MISSING",
          json.json().getAsJsonObject("error").get("code").getAsString());
      assertEquals(0, ARCHIVE.kamcl("search", "a pier", "--model", "other").code());
      CommandResult doctor = ARCHIVE.kamcl("doctor", "--json");
      assertEquals(1, doctor.code());
      assertTrue(doctor.out().contains("which is missing"), doctor.out());
    } finally {
      Files.move(other, small);
    }
  }

  @Test
  void aDamagedModelIsReportedBySearchAndDoctor() throws IOException {
    Path words = ARCHIVE.folder().resolve("workspace/models/small/wordpiece.txt");
    byte[] good = Files.readAllBytes(words);
    Files.writeString(words, Files.readString(words).replaceFirst("lake\n", ""));
    try {
      CommandResult result = ARCHIVE.kamcl("search", "a pier", "--json");
      assertEquals(1, result.code());
      assertEquals(
          "engine.inference.MODEL_FILE_CHANGED",
          result.json().getAsJsonObject("error").get("code").getAsString());
      CommandResult doctor = ARCHIVE.kamcl("doctor");
      assertEquals(1, doctor.code());
      assertTrue(doctor.out().contains("wordpiece.txt has changed"), doctor.out());
      CommandResult show = ARCHIVE.kamcl("models", "show", "small");
      assertEquals(1, show.code());
      assertTrue(show.err().contains("wordpiece.txt has changed"), show.err());
    } finally {
      Files.write(words, good);
    }
  }

  @Test
  void jsonOutputListsRankedHits() {
    CommandResult result = ARCHIVE.kamcl("search", "boats beside a pier", "--top", "12", "--json");
    assertEquals(0, result.code(), result.err());
    JsonObject json = result.json();
    assertEquals("boats beside a pier", json.get("query").getAsString());
    assertEquals("small", json.get("model").getAsString());
    assertEquals(IndexedImages.IMAGES + IndexedImages.TILES, json.get("compared").getAsInt());
    JsonArray hits = json.getAsJsonArray("hits");
    assertEquals(12, hits.size());
    double before = 1;
    for (int i = 0; i < hits.size(); i++) {
      JsonObject hit = hits.get(i).getAsJsonObject();
      assertEquals(i + 1, hit.get("rank").getAsInt());
      assertTrue(Files.exists(Path.of(hit.get("file").getAsString())));
      assertTrue(hit.get("score").getAsDouble() <= before);
      before = hit.get("score").getAsDouble();
      assertTrue(
          hit.get("archiveFraction").getAsDouble()
              >= (i + 1.0) / (IndexedImages.IMAGES + IndexedImages.TILES));
      assertEquals(hit.get("file").getAsString().endsWith(".tif"), hit.has("tile"));
      assertEquals(hit.has("tile"), hit.has("lon"));
      assertConcepts(hit.getAsJsonArray("concepts"));
    }
  }

  @Test
  void optionsFilterExportSaveAndRepeatSearches() throws IOException {
    Path geo = ARCHIVE.folder().resolve("hits.geojson");
    CommandResult located =
        ARCHIVE.kamcl(
            "search",
            "green lake",
            "--bbox",
            "8,50,10,60",
            "--export",
            geo.toString(),
            "--export",
            ARCHIVE.folder().resolve("hits.html").toString(),
            "--save",
            "lakes",
            "--json");
    assertEquals(0, located.code(), located.err());
    assertEquals(IndexedImages.TILES, located.json().get("compared").getAsInt());
    assertEquals(
        IndexedImages.TILES,
        JsonParser.parseString(Files.readString(geo))
            .getAsJsonObject()
            .getAsJsonArray("features")
            .size());
    assertTrue(
        Files.readString(ARCHIVE.folder().resolve("hits.html")).contains("--bbox=8,50,10,60"));
    CommandResult again = ARCHIVE.kamcl("search", "--saved", "lakes", "--json");
    assertEquals(located.json().get("hits"), again.json().get("hits"));
    CommandResult without = ARCHIVE.kamcl("search", "green lake", "--without-location", "--json");
    assertEquals(IndexedImages.IMAGES, without.json().get("compared").getAsInt());
    long id = without.json().getAsJsonArray("hits").get(0).getAsJsonObject().get("id").getAsLong();
    CommandResult similar =
        ARCHIVE.kamcl("search", "--like", "#" + id, "--not-relevant", "" + (id + 1), "--json");
    assertEquals(
        id, similar.json().getAsJsonArray("hits").get(0).getAsJsonObject().get("id").getAsLong());
    CommandResult file =
        ARCHIVE.kamcl(
            "search", "--like", ARCHIVE.folder().resolve("images/p4.jpg").toString(), "--top", "1");
    assertTrue(file.out().contains("p4.jpg"), file.out());
    CommandResult captions = ARCHIVE.kamcl("search", "boats", "--captions", "--json");
    assertEquals(3, captions.json().getAsJsonArray("captions").size());
    CommandResult history = ARCHIVE.kamcl("search", "--history", "--json");
    assertEquals("lakes", firstEntry(history, "saved").get("name").getAsString());
    assertTrue(history.json().getAsJsonArray("history").size() >= 3);
    int stored = history.json().getAsJsonArray("history").size();
    ARCHIVE.kamcl("search", "stadium", "--no-history");
    assertEquals(
        stored,
        ARCHIVE.kamcl("search", "--history", "--json").json().getAsJsonArray("history").size());
  }

  private static JsonObject firstEntry(CommandResult history, String list) {
    return history.json().getAsJsonArray(list).get(0).getAsJsonObject();
  }

  @Test
  void anAreaIsAFileOrAListOfCorners() throws IOException {
    Path file = ARCHIVE.folder().resolve("area.geojson");
    Files.writeString(
        file,
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
            + "[[[8,50],[10,50],[9,60],[8,50]]]}}");
    for (String area : List.of(file.toString(), "8,50 10,50 9,60")) {
      CommandResult result = ARCHIVE.kamcl("search", "lake", "--area", area, "--json");
      assertEquals(IndexedImages.TILES, result.json().get("compared").getAsInt(), result.err());
    }
    ARCHIVE.assertUsageError("not a bounding box", "search", "x", "--bbox", "1,2,3");
    ARCHIVE.assertUsageError("out of range", "search", "x", "--bbox", "8,100,9,101");
    ARCHIVE.assertUsageError(
        "neither an existing file", "search", "x", "--area", "nowhere.geojson");
    Files.writeString(file, "[]");
    ARCHIVE.assertFailure("not valid GeoJSON", "search", "x", "--area", file.toString());
    Files.writeString(file, "{\"type\":\"Point\",\"coordinates\":[1,2]}");
    ARCHIVE.assertFailure("contains no polygon", "search", "x", "--area", file.toString());
    ARCHIVE.assertUsageError("not a date", "search", "x", "--since", "yesterday");
    ARCHIVE.assertUsageError("no collection \"nowhere\"", "search", "x", "--collection", "nowhere");
    ARCHIVE.assertUsageError("no tag \"never\"", "search", "x", "--tag", "never");
    ARCHIVE.assertUsageError("not a range", "search", "x", "--gsd", "3,1");
    ARCHIVE.assertUsageError("not an export format", "search", "x", "--export", "hits.xlsx");
    ARCHIVE.assertUsageError("no saved search \"never\"", "search", "--saved", "never");
    ARCHIVE.assertUsageError(
        "both relevant and not relevant", "search", "x", "--relevant", "1", "--not-relevant", "1");
    ARCHIVE.assertUsageError("closing one", "search", "boats \"pier");
  }

  private static void assertConcepts(JsonArray concepts) {
    assertTrue(concepts.size() <= 5);
    for (JsonElement element : concepts) {
      JsonObject concept = element.getAsJsonObject();
      assertFalse(concept.get("name").getAsString().isEmpty());
      for (String side : List.of("image", "query")) {
        double strength = concept.get(side).getAsDouble();
        assertTrue(strength >= 0 && strength <= 1, concept.toString());
      }
    }
  }

  @Test
  void hitsArePrintedAsATableAndQuotesAreOptional() {
    CommandResult result = ARCHIVE.kamcl("search", "green", "lake", "--top", "3");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().startsWith("rank"), result.out());
    assertTrue(result.out().contains("false match"), result.out());
    assertTrue(result.err().contains("15 images compared"), result.err());
  }

  @Test
  void filesArePrintedForOtherPrograms() {
    CommandResult result = ARCHIVE.kamcl("search", "a road", "--print0", "--top", "100");
    assertEquals(0, result.code(), result.err());
    List<String> files = List.of(result.out().split("\0"));
    assertTrue(result.out().endsWith("\0"), "a zero byte ends each name");
    assertTrue(
        files.contains(ARCHIVE.folder().resolve("images/p0.jpg").toString()), files::toString);
    assertEquals(files.size(), Set.copyOf(files).size(), "each file is printed once");
    CommandResult listed = ARCHIVE.kamcl("search", "--print0", "--sort", "name", "--top", "100");
    assertEquals(Set.copyOf(files), Set.of(listed.out().split("\0")));
    CommandResult json = ARCHIVE.kamcl("search", "a road", "--print0", "--json");
    assertEquals(2, json.code());
    assertTrue(json.out().contains("FILES_ONLY"), json.out());
    ARCHIVE.assertUsageError("--captions", "search", "a road", "--print0", "--captions");
    ARCHIVE.assertUsageError("--history", "search", "--print0", "--history");
  }

  @Test
  void failuresNameTheFileOrOption() throws IOException {
    ARCHIVE.assertFailure(
        "kamcl index",
        "search",
        "boats",
        "--workspace",
        ARCHIVE.folder().resolve("elsewhere").toString());
    assertFalse(
        Files.exists(ARCHIVE.folder().resolve("elsewhere")),
        "a failed command creates no workspace");
    ARCHIVE.assertUsageError("at least one", "search", "x", "--top", "0");
    ARCHIVE.assertUsageError("no model \"big\"", "search", "boats", "--model", "big");
    ARCHIVE.assertFailure(
        "absent.jpg", "caption", ARCHIVE.folder().resolve("absent.jpg").toString());
    ARCHIVE.assertFailure(
        "list.csv",
        "index",
        ARCHIVE.folder().resolve("images").toString(),
        "--locations",
        "list.csv");
    ARCHIVE.assertFailure("nowhere", "index", ARCHIVE.folder().resolve("nowhere").toString());
    ARCHIVE.assertUsageError(
        "-3", "index", "--tile-size", "-3", ARCHIVE.folder().resolve("images").toString());
    Path broken = Files.createDirectories(ARCHIVE.folder().resolve("broken"));
    Files.writeString(broken.resolve("x.jpg"), "no image");
    CommandResult result = ARCHIVE.kamcl("index", broken.toString(), "--json");
    assertEquals(1, result.code());
    assertEquals(1, result.json().getAsJsonArray("problems").size());
  }
}
