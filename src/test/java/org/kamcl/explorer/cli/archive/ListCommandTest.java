package org.kamcl.explorer.cli.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kamcl.support.CommandResult;

/** {@code kamcl search} without a query lists images. */
class ListCommandTest {
  @RegisterExtension private static final IndexedImages ARCHIVE = new IndexedImages();

  @Test
  void withoutAQueryImagesAreListed() throws IOException {
    CommandResult result =
        ARCHIVE.kamcl("search", "--without-location", "--sort", "name", "--json");
    assertEquals(0, result.code(), result.err());
    JsonObject json = result.json();
    assertEquals("name", json.get("sort").getAsString());
    assertEquals(IndexedImages.IMAGES, json.get("images").getAsInt());
    JsonArray hits = json.getAsJsonArray("hits");
    assertEquals(IndexedImages.IMAGES, hits.size());
    for (int i = 0; i < IndexedImages.IMAGES; i++) {
      JsonObject hit = hits.get(i).getAsJsonObject();
      assertTrue(hit.get("file").getAsString().endsWith("p" + i + ".jpg"));
      assertFalse(hit.has("score"));
      assertFalse(hit.has("lon"));
    }
    CommandResult reversed = ARCHIVE.kamcl("search", "--sort", "NAME", "--reverse", "--top", "1");
    assertTrue(reversed.out().contains("scene.tif"), reversed.out());
    assertTrue(
        reversed.err().contains("1 of " + (IndexedImages.IMAGES + IndexedImages.TILES) + " images"),
        reversed.err());

    Path csv = ARCHIVE.folder().resolve("list.csv");
    Path geo = ARCHIVE.folder().resolve("list.geojson");
    Path page = ARCHIVE.folder().resolve("list.html");
    CommandResult exported =
        ARCHIVE.kamcl(
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
    assertEquals(1 + IndexedImages.TILES, rows.size());
    assertTrue(rows.get(1).startsWith("1,,,,"), rows.get(1));
    assertFalse(Files.readString(geo).contains("\"score\""));
    assertFalse(Files.readString(page).contains("strong match"));
    assertTrue(Files.readString(page).contains("--sort gsd"));
    CommandResult again = ARCHIVE.kamcl("search", "--saved", "scenes", "--json");
    assertEquals("gsd", again.json().get("sort").getAsString());
    assertEquals(IndexedImages.TILES, again.json().get("images").getAsInt());
    String history = ARCHIVE.kamcl("search", "--history").out();
    assertTrue(history.contains("scenes: images sorted by gsd (filtered)"), history);
  }

  @Test
  void aListIsRefusedByNameWhereItNeedsAQueryAndAQueryWhereItCannotBeSorted() {
    assertEquals(2, ARCHIVE.kamcl("search").code());
    assertTrue(ARCHIVE.kamcl("search", " ").err().contains("Specify what to search for"));
    assertTrue(
        ARCHIVE.kamcl("search", "boats", "--sort", "name").err().contains("sorted by score"));
    assertTrue(
        ARCHIVE.kamcl("search", "--sort", "size").err().contains("date, name, gsd or place"));
    assertTrue(
        ARCHIVE.kamcl("search", "--sort=name", "--captions").err().contains("--captions needs"));
    assertTrue(
        ARCHIVE
            .kamcl("search", "--without-date", "--relevant", "1")
            .err()
            .contains("--relevant needs"));
    CommandResult none = ARCHIVE.kamcl("search", "--since", "2030-01-01");
    assertEquals(0, none.code());
    assertTrue(none.err().contains("No images match the filters"), none.err());
  }
}
