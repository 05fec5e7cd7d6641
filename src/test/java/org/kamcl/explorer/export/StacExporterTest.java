package org.kamcl.explorer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.stac.StacItem;
import org.kamcl.explorer.stac.StacReader;

class StacExporterTest {
  @TempDir private Path folder;

  private Path file(SearchResult result) {
    Path file = folder.resolve("hits.stac.json");
    ExportedHits.exporters().export(result, ExportedHits.format("stac"), file);
    return file;
  }

  private JsonObject export(SearchResult result) throws IOException {
    JsonObject collection =
        JsonParser.parseString(Files.readString(file(result))).getAsJsonObject();
    StacChecker.checkCollection(collection);
    return collection;
  }

  @Test
  void hitsAreItemsWithScores() throws IOException {
    JsonArray items = export(ExportedHits.ranked()).getAsJsonArray("features");
    assertEquals(4, items.size());
    JsonObject first = items.get(0).getAsJsonObject();
    JsonObject properties = first.getAsJsonObject("properties");
    assertEquals("2024-05-31T00:00:00Z", properties.get("start_datetime").getAsString());
    assertEquals("2024-05-31T23:59:59Z", properties.get("end_datetime").getAsString());
    assertEquals(0.7, properties.get("kamcl:score").getAsDouble());
    assertEquals("strong", properties.get("kamcl:match").getAsString());
    assertEquals(0.25, properties.getAsJsonObject("kamcl:term_scores").get("boats").getAsDouble());
    assertEquals("[\"Anna's\",\"surveyed\"]", properties.get("keywords").toString());
    assertEquals("[5,6,70,80]", properties.get("kamcl:tile").toString());
    assertEquals("[8.0,47.0,9.0,48.0]", first.get("bbox").toString());
    JsonObject asset = first.getAsJsonObject("assets").getAsJsonObject("data");
    assertTrue(asset.get("href").getAsString().startsWith("file:///"), asset.toString());
    assertTrue(asset.get("href").getAsString().endsWith("/a/x%20y.tif"), asset.toString());
    assertEquals("image/tiff", asset.get("type").getAsString());
  }

  @Test
  void aBoxAcrossTheAntimeridianBeginsInTheEast() throws IOException {
    JsonObject second =
        export(ExportedHits.ranked()).getAsJsonArray("features").get(1).getAsJsonObject();
    assertEquals("[179.0,-1.0,-179.0,1.0]", second.get("bbox").toString());
  }

  @Test
  void imagesOfAListHaveNoScores() throws IOException {
    for (var item : export(ExportedHits.listed()).getAsJsonArray("features")) {
      JsonObject properties = item.getAsJsonObject().getAsJsonObject("properties");
      assertFalse(properties.has("kamcl:score"));
      assertFalse(properties.has("kamcl:match"));
    }
  }

  @Test
  void whatIsExportedCanBeReadAgain() {
    StacReader.Contents read = StacReader.read(file(ExportedHits.ranked()), path -> true, () -> {});
    assertEquals(List.of(), read.problems());
    assertEquals(List.of(), read.warnings());
    StacItem first = read.items().get(0);
    assertEquals(Optional.of(LocalDate.of(2024, 5, 31)), first.date());
    assertEquals(List.of(Path.of("/a/x y.tif")), first.assets());
    assertEquals(List.of(), first.tags(), "those of a tile are not those of its file");
    assertEquals(Optional.empty(), first.footprint());
    StacItem across = read.items().get(1);
    assertEquals(Optional.empty(), across.date(), "unknown");
    assertEquals(2, across.footprint().orElseThrow().boundingBoxes().size());
    assertEquals(Optional.empty(), read.items().get(2).footprint());
    assertEquals(1, read.items().get(3).footprint().orElseThrow().ring().size());
  }
}
