package org.kamcl.explorer.cli.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.support.CommandResult;
import org.kamcl.support.TestModels;

/** {@code kamcl index --crs}. */
class IndexCommandTest {
  private static final Path AWKWARD =
      Path.of("../shared/data/geo/awkward").toAbsolutePath().normalize();

  @TempDir private static Path folder;

  private static CommandResult index(String... args) {
    List<String> all = new ArrayList<>(List.of("index"));
    all.addAll(List.of(args));
    all.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
    return CommandResult.of(all.toArray(String[]::new));
  }

  @BeforeAll
  static void createModel() {
    TestModels.defaultModel(folder.resolve("workspace/models/small"));
  }

  private static Path writeImages(String name, int count) throws IOException {
    Path images = Files.createDirectories(folder.resolve(name));
    for (int i = 0; i < count; i++) {
      Files.write(
          images.resolve("p" + i + ".png"), ImageBytes.png(TestModels.image(i, 60 + i, 50)));
      Files.writeString(images.resolve("p" + i + ".pgw"), "6\n0\n0\n-6\n500003\n5899997\n");
    }
    Files.write(images.resolve("bare.png"), ImageBytes.png(TestModels.image(40, 90, 50)));
    return images;
  }

  private static GeoPoint center(Path file) {
    try (Catalog catalog = Catalog.open(folder.resolve("workspace").resolve(Catalog.FILE_NAME))) {
      return catalog.images().stream()
          .filter(i -> i.file().equals(file))
          .map(ImageRecord::footprint)
          .findFirst()
          .orElseThrow()
          .orElseThrow()
          .center();
    }
  }

  @Test
  void filesWithMissingCrsAreListedAndLocatedByTheCrsOption() throws IOException {
    Path images = writeImages("missing-crs", 12);
    CommandResult missing = index(images.toString());
    assertEquals(0, missing.code(), missing.err());
    List<String> lines = missing.out().lines().toList();
    assertTrue(lines.get(0).contains("13 without a location"), missing.out());
    assertTrue(lines.get(1).startsWith("12 files have coordinates but no known"), missing.out());
    assertTrue(lines.get(1).contains("--crs EPSG:n"), missing.out());
    assertEquals("  " + images.resolve("p0.png"), lines.get(2));
    assertTrue(lines.get(12).startsWith("  and 2 more"), missing.out());
    JsonObject json = index(images.toString(), "--json").json();
    JsonArray files = json.getAsJsonArray("missingCrs");
    assertEquals(12, files.size());
    assertEquals(images.resolve("p0.png").toString(), files.get(0).getAsString());
    assertTrue(json.getAsJsonArray("warnings").toString().contains("12 files have coordinates"));

    JsonObject assigned = index(images.toString(), "--crs", "EPSG:32632", "--json").json();
    assertEquals(0, assigned.get("added").getAsInt());
    assertEquals(13, assigned.get("unchanged").getAsInt());
    assertEquals(1, assigned.get("withoutLocation").getAsInt());
    assertEquals(0, assigned.getAsJsonArray("missingCrs").size());
    assertEquals(9, center(images.resolve("p3.png")).lon(), 0.01);
    CommandResult again = index(images.toString());
    assertEquals(1, again.out().lines().count(), again.out());
    assertEquals(9, center(images.resolve("p3.png")).lon(), 0.01);
    index(images.resolve("p3.png").toString(), "--crs", "32633");
    assertEquals(15, center(images.resolve("p3.png")).lon(), 0.01);
    assertEquals(9, center(images.resolve("p4.png")).lon(), 0.01);
  }

  @Test
  void anInvalidCrsOptionIsAUsageError() throws IOException {
    Path images = writeImages("invalid", 1);
    for (String invalid : List.of("wgs84", "EPSG:99999", "EPSG:5701", "")) {
      CommandResult result = index(images.toString(), "--crs", invalid);
      assertEquals(2, result.code(), invalid);
      assertEquals(1, result.err().lines().count(), result.err());
      assertTrue(
          result.err().startsWith("kamcl: error: ") && result.err().contains(invalid),
          result.err());
      assertEquals("", result.out());
    }
  }

  @Test
  void realFilesWithMissingCrsAreLocatedByTheAssignedCrs() {
    assumeTrue(Files.isDirectory(AWKWARD), "the awkward rasters are not here: " + AWKWARD);
    Path png = AWKWARD.resolve("png_with_worldfile.png");
    Path jpeg = AWKWARD.resolve("jpg_with_jgw_nocrs.jpg");
    Path known = AWKWARD.resolve("bigtiff_geo_rgb_derived.tif");
    JsonObject missing = index(png.toString(), jpeg.toString(), known.toString(), "--json").json();
    assertEquals(2, missing.getAsJsonArray("missingCrs").size());
    // The files get different CRSs; the file with its own CRS is not moved.
    index(png.toString(), known.toString(), "--crs", "EPSG:26914");
    index(jpeg.toString(), known.toString(), "--crs", "EPSG:25832");
    assertEquals(center(known).lon(), center(png).lon(), 1e-7);
    assertEquals(center(known).lat(), center(png).lat(), 1e-7);
    assertEquals(11.12, center(jpeg).lon(), 0.1);
    assertEquals(46.07, center(jpeg).lat(), 0.1);
  }
}
