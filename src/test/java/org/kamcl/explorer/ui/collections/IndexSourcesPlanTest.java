package org.kamcl.explorer.ui.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.ImportRequest;

class IndexSourcesPlanTest {
  @TempDir private Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }

  private Path table(String name, String... images) throws IOException {
    StringBuilder text = new StringBuilder("filename,lon,lat\n");
    for (String image : images) {
      text.append(image).append(",11.5,46\n");
    }
    return Files.writeString(file(name), text);
  }

  private static ImportRequest request(Path table, Path... paths) {
    return new ImportRequest(List.of(paths), Optional.of(table));
  }

  @Test
  void aTableLocatesTheImagesThatItNamesBesideIt() throws IOException {
    Path first = file("a/one.jpg");
    Path second = file("a/below/two.jpg");
    file("a/other.jpg");
    Path table = table("a/places.csv", "one.jpg", "below/two.jpg", "missing.jpg");
    Path elsewhere = file("b/one.jpg");
    IndexSourcesPlan plan = IndexSourcesPlan.of(List.of(table), List.of(elsewhere));
    assertEquals(List.of(request(table, first, second)), plan.requests());
    assertTrue(plan.tables().isEmpty() && plan.unusedTables().isEmpty());
  }

  @Test
  void aTableInAnotherFolderLocatesImagesOfTheArchiveWithUniqueNames() throws IOException {
    Path first = file("a/one.jpg");
    Path twice = file("a/two.jpg");
    Path again = file("b/two.jpg");
    Path table = table("downloads/locations.csv", "one.jpg", "two.jpg");
    IndexSourcesPlan plan = IndexSourcesPlan.of(List.of(table), List.of(first, twice, again));
    assertEquals(List.of(request(table, first)), plan.requests());
  }

  @Test
  void aTableThatNamesNoImageIsReported() throws IOException {
    Path table = table("downloads/locations.csv", "two.jpg");
    IndexSourcesPlan plan =
        IndexSourcesPlan.of(List.of(table), List.of(file("a/two.jpg"), file("b/two.jpg")));
    assertEquals(List.of(table), plan.unusedTables());
    assertEquals(List.of(), plan.requests());
  }

  @Test
  void aTableIsUsedForTheFolderOrTheImagesThatAreDroppedWithIt() throws IOException {
    Path image = file("a/one.jpg");
    Path table = table("tables/places.csv", "one.jpg");
    assertEquals(
        List.of(request(table, folder.resolve("a"))),
        IndexSourcesPlan.of(List.of(folder.resolve("a"), table), List.of()).requests());
    assertEquals(
        List.of(request(table, image)),
        IndexSourcesPlan.of(List.of(table, image), List.of()).requests());
  }

  @Test
  void aTableWithoutCoordinatesIsNotALocationTable() throws IOException {
    Path captions =
        Files.writeString(file("a/captions.csv"), "filename,caption\none.jpg,A river.\n");
    assertEquals(
        List.of(new ImportRequest(List.of(captions), Optional.empty())),
        IndexSourcesPlan.of(List.of(captions), List.of()).requests());
  }

  @Test
  void aDroppedStacCatalogIsIndexed() throws IOException {
    Path catalog = file("cat/catalog.json");
    IndexSourcesPlan plan = IndexSourcesPlan.of(List.of(catalog), List.of());
    assertEquals(List.of(new ImportRequest(List.of(catalog), Optional.empty())), plan.requests());
  }
}
