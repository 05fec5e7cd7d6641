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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.support.CommandResult;
import org.kamcl.support.GeoTiffWriter;
import org.kamcl.support.TestModels;

class SearchCommandTest {
  private static final int IMAGES = 9;
  private static final int TILES = 6;

  @TempDir private static Path folder;

  /** Exit code and output of a command. */
  @BeforeAll
  static void indexImages() throws IOException {
    TestModels.defaultModel(folder.resolve("workspace/models/small"));
    Path images = Files.createDirectories(folder.resolve("images"));
    for (int i = 0; i < IMAGES; i++) {
      Files.write(images.resolve("p" + i + ".jpg"), ImageBytes.jpeg(TestModels.image(i, 70, 60)));
    }
    new GeoTiffWriter(400, 250, 3, 8, at -> at[0] * at[2] + at[1])
        .at(500_000, 5_900_000, 5)
        .epsg(1, 32632)
        .write(images.resolve("scene.tif"));
    Files.writeString(
        images.resolve("captions.csv"),
        "filename,caption\np0.jpg,many boats near a pier\np1.jpg,a green lake\n"
            + "p2.jpg,a green lake\np3.jpg,trees near a road\n");
    CommandResult result = kamcl("index", images.toString(), "--json");
    assertEquals(0, result.code(), result.err());
    assertEquals(IMAGES + TILES, result.json().get("added").getAsInt());
    assertEquals(IMAGES, result.json().get("withoutLocation").getAsInt());
  }

  private static CommandResult kamcl(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (!all.contains("--workspace")) {
      all.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
    }
    return CommandResult.of(all.toArray(String[]::new));
  }

  @Test
  void aMissingModelFailsWithItsNameAndTheChoices() throws IOException {
    Path small = folder.resolve("workspace/models/small");
    Path other = folder.resolve("workspace/models/other");
    Files.move(small, other);
    try {
      CommandResult result = kamcl("search", "a pier");
      assertEquals(1, result.code(), result.out());
      assertTrue(result.err().contains("indexed with the model \"small\""), result.err());
      assertTrue(result.err().contains("--model NAME): other."), result.err());
      CommandResult json = kamcl("search", "a pier", "--json");
      assertEquals(
          "engine.inference.ARCHIVE_MODEL_MISSING",
          json.json().getAsJsonObject("error").get("code").getAsString());
      assertEquals(0, kamcl("search", "a pier", "--model", "other").code());
      CommandResult doctor = kamcl("doctor", "--json");
      assertEquals(1, doctor.code());
      assertTrue(doctor.out().contains("which is missing"), doctor.out());
    } finally {
      Files.move(other, small);
    }
  }

  @Test
  void aDamagedModelIsReportedBySearchAndDoctor() throws IOException {
    Path words = folder.resolve("workspace/models/small/wordpiece.txt");
    byte[] good = Files.readAllBytes(words);
    Files.writeString(words, Files.readString(words).replaceFirst("lake\n", ""));
    try {
      CommandResult result = kamcl("search", "a pier", "--json");
      assertEquals(1, result.code());
      assertEquals(
          "engine.inference.MODEL_FILE_CHANGED",
          result.json().getAsJsonObject("error").get("code").getAsString());
      CommandResult doctor = kamcl("doctor");
      assertEquals(1, doctor.code());
      assertTrue(doctor.out().contains("wordpiece.txt has changed"), doctor.out());
      CommandResult show = kamcl("models", "show", "small");
      assertEquals(1, show.code());
      assertTrue(show.err().contains("wordpiece.txt has changed"), show.err());
    } finally {
      Files.write(words, good);
    }
  }

  @Test
  void aReportCanExplainItsHits() throws IOException {
    Path page = folder.resolve("explained.html");
    CommandResult result =
        kamcl("search", "a pier", "--top", "2", "--export", page.toString(), "--explain");
    assertEquals(0, result.code(), result.err());
    assertTrue(Files.readString(page).contains("00001-where.jpg"));
    assertTrue(Files.size(folder.resolve("explained_files/00002-where.jpg")) > 0);
    assertEquals(2, kamcl("search", "a pier", "--explain").code());
    CommandResult listing =
        kamcl("search", "--sort", "name", "--export", page.toString(), "--explain");
    assertEquals(2, listing.code());
    assertTrue(listing.err().contains("--explain needs a query"), listing.err());
  }

  @Test
  void jsonOutputListsRankedHits() {
    CommandResult result = kamcl("search", "boats beside a pier", "--top", "12", "--json");
    assertEquals(0, result.code(), result.err());
    JsonObject json = result.json();
    assertEquals("boats beside a pier", json.get("query").getAsString());
    assertEquals("small", json.get("model").getAsString());
    assertEquals(IMAGES + TILES, json.get("compared").getAsInt());
    JsonArray hits = json.getAsJsonArray("hits");
    assertEquals(12, hits.size());
    double before = 1;
    for (int i = 0; i < hits.size(); i++) {
      JsonObject hit = hits.get(i).getAsJsonObject();
      assertEquals(i + 1, hit.get("rank").getAsInt());
      assertTrue(Files.exists(Path.of(hit.get("file").getAsString())));
      assertTrue(hit.get("score").getAsDouble() <= before);
      before = hit.get("score").getAsDouble();
      assertTrue(hit.get("archiveFraction").getAsDouble() >= (i + 1.0) / (IMAGES + TILES));
      assertEquals(hit.get("file").getAsString().endsWith(".tif"), hit.has("tile"));
      assertEquals(hit.has("tile"), hit.has("lon"));
      assertConcepts(hit.getAsJsonArray("concepts"));
    }
  }

  @Test
  void withoutAQueryImagesAreListed() throws IOException {
    CommandResult result = kamcl("search", "--without-location", "--sort", "name", "--json");
    assertEquals(0, result.code(), result.err());
    JsonObject json = result.json();
    assertEquals("name", json.get("sort").getAsString());
    assertEquals(IMAGES, json.get("images").getAsInt());
    JsonArray hits = json.getAsJsonArray("hits");
    assertEquals(IMAGES, hits.size());
    for (int i = 0; i < IMAGES; i++) {
      JsonObject hit = hits.get(i).getAsJsonObject();
      assertTrue(hit.get("file").getAsString().endsWith("p" + i + ".jpg"));
      assertFalse(hit.has("score"));
      assertFalse(hit.has("lon"));
    }
    CommandResult reversed = kamcl("search", "--sort", "NAME", "--reverse", "--top", "1");
    assertTrue(reversed.out().contains("scene.tif"), reversed.out());
    assertTrue(reversed.err().contains("1 of " + (IMAGES + TILES) + " images"), reversed.err());

    Path csv = folder.resolve("list.csv");
    Path geo = folder.resolve("list.geojson");
    Path page = folder.resolve("list.html");
    CommandResult exported =
        kamcl(
            "search",
            "--bbox",
            "8,50,10,60",
            "--sort=gsd",
            "--export",
            csv.toString(),
            "--export",
            geo.toString(),
            "--export",
            page.toString(),
            "--save",
            "scenes");
    assertEquals(0, exported.code(), exported.err());
    List<String> rows = Files.readAllLines(csv);
    assertEquals(1 + TILES, rows.size());
    assertTrue(rows.get(1).startsWith("1,,,,"), rows.get(1));
    assertFalse(Files.readString(geo).contains("\"score\""));
    assertFalse(Files.readString(page).contains("strong match"));
    assertTrue(Files.readString(page).contains("--sort gsd"));
    CommandResult again = kamcl("search", "--saved", "scenes", "--json");
    assertEquals("gsd", again.json().get("sort").getAsString());
    assertEquals(TILES, again.json().get("images").getAsInt());
    String history = kamcl("search", "--history").out();
    assertTrue(history.contains("scenes: images sorted by gsd (filtered)"), history);
  }

  @Test
  void theWholeArchiveIsExportedInSeveralFormatsAtOnce() throws IOException {
    Path to = Files.createDirectories(folder.resolve("exported"));
    CommandResult exported =
        kamcl(
            "export",
            to.resolve("all.csv").toString(),
            to.resolve("catalog.json").toString(),
            to.resolve("all.npy").toString(),
            "--sort",
            "name");
    assertEquals(0, exported.code(), exported.err());
    int images = IMAGES + TILES;
    assertTrue(exported.out().contains(images + " images of the archive"), exported.out());
    assertTrue(exported.err().contains(IMAGES + " of them have no location"), exported.err());
    List<String> rows = Files.readAllLines(to.resolve("all.csv"));
    assertEquals(1 + images, rows.size());
    assertEquals(rows, Files.readAllLines(to.resolve("all.npy.csv")), "all have embeddings");
    String catalog = Files.readString(to.resolve("catalog.json"));
    assertEquals(images, catalog.split("catalog_items/kamcl-", -1).length - 1);
    CommandResult json =
        kamcl("export", to.resolve("geo.geojson").toString(), "--bbox", "8,50,10,60", "--json");
    assertEquals(TILES, json.json().get("images").getAsInt());
    assertEquals(0, json.json().get("withoutLocation").getAsInt());
  }

  @Test
  void anExportThatCannotBeMadeWritesNothing() {
    Path none = folder.resolve("none.csv");
    CommandResult filtered = kamcl("export", none.toString(), "--since", "2030-01-01");
    assertEquals(1, filtered.code());
    assertTrue(filtered.err().contains("No images match the filters"), filtered.err());
    CommandResult unknown = kamcl("export", none.toString(), folder.resolve("a.xlsx").toString());
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("not an export format"), unknown.err());
    CommandResult sorted = kamcl("export", none.toString(), "--sort", "size");
    assertEquals(2, sorted.code());
    assertTrue(sorted.err().contains("date, name, gsd or place"), sorted.err());
    CommandResult empty =
        kamcl("export", none.toString(), "--workspace", folder.resolve("empty").toString());
    assertEquals(1, empty.code());
    assertFalse(Files.exists(none));
  }

  @Test
  void aListIsRefusedByNameWhereItNeedsAQueryAndAQueryWhereItCannotBeSorted() {
    assertEquals(2, kamcl("search").code());
    assertTrue(kamcl("search", " ").err().contains("Specify what to search for"));
    assertTrue(kamcl("search", "boats", "--sort", "name").err().contains("sorted by score"));
    assertTrue(kamcl("search", "--sort", "size").err().contains("date, name, gsd or place"));
    assertTrue(kamcl("search", "--sort=name", "--captions").err().contains("--captions needs"));
    assertTrue(
        kamcl("search", "--without-date", "--relevant", "1").err().contains("--relevant needs"));
    CommandResult none = kamcl("search", "--since", "2030-01-01");
    assertEquals(0, none.code());
    assertTrue(none.err().contains("No images match the filters"), none.err());
  }

  @Test
  void optionsFilterExportSaveAndRepeatSearches() throws IOException {
    Path geo = folder.resolve("hits.geojson");
    CommandResult located =
        kamcl(
            "search",
            "green lake",
            "--bbox",
            "8,50,10,60",
            "--export",
            geo.toString(),
            "--export",
            folder.resolve("hits.html").toString(),
            "--save",
            "lakes",
            "--json");
    assertEquals(0, located.code(), located.err());
    assertEquals(TILES, located.json().get("compared").getAsInt());
    assertEquals(
        TILES,
        JsonParser.parseString(Files.readString(geo))
            .getAsJsonObject()
            .getAsJsonArray("features")
            .size());
    assertTrue(Files.readString(folder.resolve("hits.html")).contains("--bbox=8,50,10,60"));
    CommandResult again = kamcl("search", "--saved", "lakes", "--json");
    assertEquals(located.json().get("hits"), again.json().get("hits"));
    CommandResult without = kamcl("search", "green lake", "--without-location", "--json");
    assertEquals(IMAGES, without.json().get("compared").getAsInt());
    long id = without.json().getAsJsonArray("hits").get(0).getAsJsonObject().get("id").getAsLong();
    CommandResult similar =
        kamcl("search", "--like", "#" + id, "--not-relevant", "" + (id + 1), "--json");
    assertEquals(
        id, similar.json().getAsJsonArray("hits").get(0).getAsJsonObject().get("id").getAsLong());
    CommandResult file =
        kamcl("search", "--like", folder.resolve("images/p4.jpg").toString(), "--top", "1");
    assertTrue(file.out().contains("p4.jpg"), file.out());
    CommandResult captions = kamcl("search", "boats", "--captions", "--json");
    assertEquals(3, captions.json().getAsJsonArray("captions").size());
    CommandResult history = kamcl("search", "--history", "--json");
    assertEquals("lakes", firstEntry(history, "saved").get("name").getAsString());
    assertTrue(history.json().getAsJsonArray("history").size() >= 3);
    int stored = history.json().getAsJsonArray("history").size();
    kamcl("search", "stadium", "--no-history");
    assertEquals(
        stored, kamcl("search", "--history", "--json").json().getAsJsonArray("history").size());
  }

  private static JsonObject firstEntry(CommandResult history, String list) {
    return history.json().getAsJsonArray(list).get(0).getAsJsonObject();
  }

  @Test
  void anAreaIsAFileOrAListOfCorners() throws IOException {
    Path file = folder.resolve("area.geojson");
    Files.writeString(
        file,
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
            + "[[[8,50],[10,50],[9,60],[8,50]]]}}");
    for (String area : List.of(file.toString(), "8,50 10,50 9,60")) {
      CommandResult result = kamcl("search", "lake", "--area", area, "--json");
      assertEquals(TILES, result.json().get("compared").getAsInt(), result.err());
    }
    assertUsageError("not a bounding box", "search", "x", "--bbox", "1,2,3");
    assertUsageError("out of range", "search", "x", "--bbox", "8,100,9,101");
    assertUsageError("neither an existing file", "search", "x", "--area", "nowhere.geojson");
    Files.writeString(file, "[]");
    assertFailure("not valid GeoJSON", "search", "x", "--area", file.toString());
    Files.writeString(file, "{\"type\":\"Point\",\"coordinates\":[1,2]}");
    assertFailure("contains no polygon", "search", "x", "--area", file.toString());
    assertUsageError("not a date", "search", "x", "--since", "yesterday");
    assertUsageError("no collection \"nowhere\"", "search", "x", "--collection", "nowhere");
    assertUsageError("no tag \"never\"", "search", "x", "--tag", "never");
    assertUsageError("not a range", "search", "x", "--gsd", "3,1");
    assertUsageError("not an export format", "search", "x", "--export", "hits.xlsx");
    assertUsageError("no saved search \"never\"", "search", "--saved", "never");
    assertUsageError(
        "both relevant and not relevant", "search", "x", "--relevant", "1", "--not-relevant", "1");
    assertUsageError("closing one", "search", "boats \"pier");
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
    CommandResult result = kamcl("search", "green", "lake", "--top", "3");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().startsWith("rank"), result.out());
    assertTrue(result.out().contains("false match"), result.out());
    assertTrue(result.err().contains("15 images compared"), result.err());
  }

  @Test
  void captionsOfTheArchiveOrAFileAreRankedForAnImage() throws IOException {
    String image = folder.resolve("images/p0.jpg").toString();
    CommandResult result = kamcl("caption", image, "--json");
    assertEquals(0, result.code(), result.err());
    assertEquals(
        3, result.json().getAsJsonArray("captions").size(), "each distinct caption is listed once");
    Path list = folder.resolve("list.txt");
    Files.writeString(list, "a stadium\n\nmany trees\na road near a lake\n");
    CommandResult listed =
        kamcl("caption", image, "--captions", list.toString(), "--top", "2", "--json");
    JsonArray sentences = listed.json().getAsJsonArray("captions");
    assertEquals(2, sentences.size());
    double best = sentences.get(0).getAsJsonObject().get("score").getAsDouble();
    assertTrue(best >= sentences.get(1).getAsJsonObject().get("score").getAsDouble());
    CommandResult scene = kamcl("caption", folder.resolve("images/scene.tif").toString());
    assertTrue(scene.out().lines().count() == 3, scene.out());
  }

  @Test
  void filesArePrintedForOtherPrograms() {
    CommandResult result = kamcl("search", "a road", "--print0", "--top", "100");
    assertEquals(0, result.code(), result.err());
    List<String> files = List.of(result.out().split("\0"));
    assertTrue(result.out().endsWith("\0"), "a zero byte ends each name");
    assertTrue(files.contains(folder.resolve("images/p0.jpg").toString()), files::toString);
    assertEquals(files.size(), Set.copyOf(files).size(), "each file is printed once");
    CommandResult listed = kamcl("search", "--print0", "--sort", "name", "--top", "100");
    assertEquals(Set.copyOf(files), Set.of(listed.out().split("\0")));
    CommandResult json = kamcl("search", "a road", "--print0", "--json");
    assertEquals(2, json.code());
    assertTrue(json.out().contains("FILES_ONLY"), json.out());
    assertUsageError("--captions", "search", "a road", "--print0", "--captions");
    assertUsageError("--history", "search", "--print0", "--history");
  }

  @Test
  void failuresNameTheFileOrOption() throws IOException {
    assertFailure(
        "kamcl index", "search", "boats", "--workspace", folder.resolve("elsewhere").toString());
    assertFalse(Files.exists(folder.resolve("elsewhere")), "a failed command creates no workspace");
    assertUsageError("at least one", "search", "x", "--top", "0");
    assertUsageError("no model \"big\"", "search", "boats", "--model", "big");
    assertFailure("absent.jpg", "caption", folder.resolve("absent.jpg").toString());
    assertFailure(
        "list.csv", "index", folder.resolve("images").toString(), "--locations", "list.csv");
    assertFailure("nowhere", "index", folder.resolve("nowhere").toString());
    assertUsageError("-3", "index", "--tile-size", "-3", folder.resolve("images").toString());
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(broken.resolve("x.jpg"), "no image");
    CommandResult result = kamcl("index", broken.toString(), "--json");
    assertEquals(1, result.code());
    assertEquals(1, result.json().getAsJsonArray("problems").size());
  }

  private static void assertFailure(String text, String... command) {
    assertFails(1, text, command);
  }

  private static void assertUsageError(String text, String... command) {
    assertFails(2, text, command);
  }

  private static void assertFails(int code, String text, String... command) {
    CommandResult result = kamcl(command);
    assertEquals(code, result.code(), result.err());
    assertTrue(result.err().contains("kamcl: error: "), result.err());
    assertEquals("", result.out());
    assertTrue(result.err().contains(text), result.err());
    assertFalse(
        result.err().contains("unexpected") || result.err().contains("\tat "), result.err());
  }
}
