package org.kamcl.explorer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.stac.StacItem;
import org.kamcl.explorer.stac.StacReader;
import org.kamcl.file.FileError;
import org.kamcl.file.OutputFolder;

class StacCatalogExporterTest {
  @TempDir private Path folder;

  private Path export(SearchResult result, String name) {
    Path file = folder.resolve(name);
    ExportedHits.exporters().export(result, ExportedHits.format("catalog"), file);
    return file;
  }

  private static JsonObject read(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  private List<String> names(Path parent) throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aCatalogLinksToAnItemPerHitInBothDirections() throws IOException {
    // Also under a name that addresses must encode.
    for (String name : List.of("catalog.json", "harbor 1#.catalog.json")) {
      Path file = export(ExportedHits.ranked(), name);
      StacChecker.checkCatalog(file);
      assertEquals(4, StacChecker.items(file).size());
    }
    assertEquals("kamcl", read(folder.resolve("catalog.json")).get("id").getAsString());
    assertEquals(
        "kamcl-harbor 1#", read(folder.resolve("harbor 1#.catalog.json")).get("id").getAsString());
  }

  @Test
  void itemsAreThoseOfTheItemCollection() throws IOException {
    Path collection = folder.resolve("hits.stac.json");
    ExportedHits.exporters().export(ExportedHits.ranked(), ExportedHits.format("stac"), collection);
    Path catalog = export(ExportedHits.ranked(), "catalog.json");
    List<JsonObject> items = StacChecker.items(catalog).stream().map(this::withoutLinks).toList();
    List<JsonObject> expected =
        read(collection).getAsJsonArray("features").asList().stream()
            .map(item -> withoutLinks(item.getAsJsonObject()))
            .toList();
    assertEquals(expected, items);
  }

  private JsonObject withoutLinks(JsonObject item) {
    JsonObject copy = item.deepCopy();
    copy.remove("links");
    return copy;
  }

  @Test
  void whatIsExportedCanBeReadAgain() {
    StacReader.Contents read =
        StacReader.read(export(ExportedHits.listed(), "catalog.json"), path -> true, () -> {});
    assertEquals(List.of(), read.problems());
    assertEquals(List.of(), read.warnings());
    assertEquals(4, read.items().size());
    StacItem first = read.items().get(0);
    assertEquals(Optional.of(LocalDate.of(2024, 5, 31)), first.date());
    assertEquals(List.of(Path.of("/a/x y.tif")), first.assets());
  }

  @Test
  void aSecondExportReplacesAllItemsOfTheFirst() throws IOException {
    SearchResult all = ExportedHits.ranked();
    Path file = export(all, "catalog.json");
    export(
        new SearchResult(
            all.request(), "default", all.hits().subList(0, 1), 1, 1, List.of(), all.duration()),
        "catalog.json");
    assertEquals(1, StacChecker.items(file).size());
    assertEquals(
        List.of(OutputFolder.MARKER, "kamcl-1.json"), names(folder.resolve("catalog_items")));
    assertEquals(List.of("catalog.json", "catalog_items"), names(folder));
  }

  @Test
  void aFolderWithOtherFilesIsNotReplaced() throws IOException {
    Path file = export(ExportedHits.ranked(), "catalog.json");
    String before = Files.readString(file);
    Files.writeString(folder.resolve("catalog_items/own.json"), "{}");
    KamclException failure =
        assertThrows(KamclException.class, () -> export(ExportedHits.listed(), "catalog.json"));
    assertTrue(failure.is(FileError.FOREIGN_FILE), failure.getMessage());
    assertEquals(before, Files.readString(file));
  }

  @Test
  void aCanceledExportLeavesTheOlderCatalogAndItsItems() throws IOException {
    Path file = export(ExportedHits.ranked(), "catalog.json");
    String before = Files.readString(file);
    List<JsonObject> items = StacChecker.items(file);
    int[] calls = new int[1];
    assertThrows(
        CancellationException.class,
        () ->
            ExportedHits.exporters()
                .export(
                    ExportedHits.listed(),
                    ExportedHits.format("catalog"),
                    file,
                    () -> {
                      if (++calls[0] == 3) {
                        throw new CancellationException();
                      }
                    }));
    assertEquals(before, Files.readString(file));
    assertEquals(items, StacChecker.items(file));
    assertEquals(List.of("catalog.json", "catalog_items"), names(folder));
  }

  @Test
  void aFileNameSelectsCatalogOrItemCollection() {
    HitExporters exporters = ExportedHits.exporters();
    assertEquals("catalog", exporters.formatOf(Path.of("a/catalog.json")).orElseThrow().id());
    assertEquals("catalog", exporters.formatOf(Path.of("a.Catalog.JSON")).orElseThrow().id());
    assertEquals("stac", exporters.formatOf(Path.of("a.stac.json")).orElseThrow().id());
    assertFalse(exporters.formatOf(Path.of("mycatalog.json")).isPresent());
    assertFalse(exporters.formatOf(Path.of("a/csv")).isPresent());
  }
}
