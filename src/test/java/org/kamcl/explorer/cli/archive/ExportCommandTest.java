package org.kamcl.explorer.cli.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kamcl.support.CommandResult;

/** {@code kamcl export} and {@code kamcl search --export}. */
class ExportCommandTest {
  @RegisterExtension private static final IndexedImages ARCHIVE = new IndexedImages();

  @Test
  void aReportCanExplainItsHits() throws IOException {
    Path page = ARCHIVE.folder().resolve("explained.html");
    CommandResult result =
        ARCHIVE.kamcl("search", "a pier", "--top", "2", "--export", page.toString(), "--explain");
    assertEquals(0, result.code(), result.err());
    assertTrue(Files.readString(page).contains("00001-where.jpg"));
    assertTrue(Files.size(ARCHIVE.folder().resolve("explained_files/00002-where.jpg")) > 0);
    assertEquals(2, ARCHIVE.kamcl("search", "a pier", "--explain").code());
    CommandResult listing =
        ARCHIVE.kamcl("search", "--sort", "name", "--export", page.toString(), "--explain");
    assertEquals(2, listing.code());
    assertTrue(listing.err().contains("--explain needs a query"), listing.err());
  }

  @Test
  void theWholeArchiveIsExportedInSeveralFormatsAtOnce() throws IOException {
    Path to = Files.createDirectories(ARCHIVE.folder().resolve("exported"));
    CommandResult exported =
        ARCHIVE.kamcl(
            "export",
            to.resolve("all.csv").toString(),
            to.resolve("catalog.json").toString(),
            to.resolve("all.npy").toString(),
            "--sort",
            "name");
    assertEquals(0, exported.code(), exported.err());
    int images = IndexedImages.IMAGES + IndexedImages.TILES;
    assertTrue(exported.out().contains(images + " images of the archive"), exported.out());
    assertTrue(
        exported.err().contains(IndexedImages.IMAGES + " of them have no location"),
        exported.err());
    List<String> rows = Files.readAllLines(to.resolve("all.csv"));
    assertEquals(1 + images, rows.size());
    assertEquals(rows, Files.readAllLines(to.resolve("all.npy.csv")), "all have embeddings");
    String catalog = Files.readString(to.resolve("catalog.json"));
    assertEquals(images, catalog.split("catalog_items/kamcl-", -1).length - 1);
    CommandResult json =
        ARCHIVE.kamcl(
            "export", to.resolve("geo.geojson").toString(), "--bbox", "8,50,10,60", "--json");
    assertEquals(IndexedImages.TILES, json.json().get("images").getAsInt());
    assertEquals(0, json.json().get("withoutLocation").getAsInt());
  }

  @Test
  void anExportThatCannotBeMadeWritesNothing() {
    Path none = ARCHIVE.folder().resolve("none.csv");
    CommandResult filtered = ARCHIVE.kamcl("export", none.toString(), "--since", "2030-01-01");
    assertEquals(1, filtered.code());
    assertTrue(filtered.err().contains("No images match the filters"), filtered.err());
    CommandResult unknown =
        ARCHIVE.kamcl("export", none.toString(), ARCHIVE.folder().resolve("a.xlsx").toString());
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("not an export format"), unknown.err());
    CommandResult sorted = ARCHIVE.kamcl("export", none.toString(), "--sort", "size");
    assertEquals(2, sorted.code());
    assertTrue(sorted.err().contains("date, name, gsd or place"), sorted.err());
    CommandResult empty =
        ARCHIVE.kamcl(
            "export", none.toString(), "--workspace", ARCHIVE.folder().resolve("empty").toString());
    assertEquals(1, empty.code());
    assertFalse(Files.exists(none));
  }
}
