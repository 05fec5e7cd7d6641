package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.explore.ExportViewModel.Scope;

/** Which hits are exported, and what is said about those without a location. */
class ExportViewModelTest {
  @TempDir private Path folder;
  private ExploreFixture fixture;
  private ExportViewModel export;

  /** 24 images; the 17th has no location. */
  @BeforeEach
  void open() throws IOException {
    TestImages.write(folder.resolve("images/a"));
    TestImages.write(folder.resolve("images/b"));
    fixture = new ExploreFixture(folder.resolve("images"));
    fixture.addAll();
    fixture.search.search("green");
    export = fixture.export;
    export.prepare();
  }

  private ExportFormat format(String id) {
    return export.formats().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
  }

  private String written(String name) throws IOException {
    Path file = folder.resolve(name);
    export.fileProperty().set(file.toString());
    export.write();
    return Files.readString(file);
  }

  private String toast() {
    return fixture.toasts.toasts().get(fixture.toasts.toasts().size() - 1).text();
  }

  @Test
  void theFirstHitsAreExported() throws IOException {
    export.scopeProperty().set(Scope.FIRST);
    export.firstProperty().set(5);
    assertEquals(5, export.count(Scope.FIRST));
    List<String> expected =
        fixture.selection.hits().stream()
            .limit(5)
            .map(hit -> hit.image().file().toString())
            .toList();
    export.formatProperty().set(format("files"));
    assertEquals(expected, List.of(written("first.txt").split("\n")));
    assertEquals("5 hits were exported to first.txt.", toast());
  }

  @Test
  void thereAreNotMoreFirstHitsThanHits() {
    export.firstProperty().set(1000);
    assertEquals(24, export.count(Scope.FIRST));
    assertEquals(24, export.mostHits());
    export.prepare();
    assertEquals(24, export.firstProperty().get());
  }

  @Test
  void hitsWithoutALocationAreCountedBeforeAndAfterTheExport() throws IOException {
    export.scopeProperty().set(Scope.ALL);
    assertEquals(
        "1 of 24 hits have no location and will be written without geometry.",
        export.unlocatedProperty().get());
    String json = written("all.geojson");
    assertEquals(1, json.split("\"geometry\":null", -1).length - 1);
    assertEquals("24 hits were exported to all.geojson. 1 of them has no geometry.", toast());
    export.formatProperty().set(format("csv"));
    assertTrue(export.unlocatedProperty().get().startsWith("1 of 24"));
    export.formatProperty().set(format("files"));
    assertEquals("", export.unlocatedProperty().get(), "a list of files has no geometries");
    written("all.txt");
    assertEquals("24 hits were exported to all.txt.", toast());
  }

  @Test
  void nothingIsSaidIfAllHaveALocation() {
    export.scopeProperty().set(Scope.FIRST);
    int located = 0;
    while (fixture.selection.hits().get(located).image().footprint().isPresent()) {
      located++;
    }
    export.firstProperty().set(located);
    assertEquals("", export.unlocatedProperty().get());
    export.firstProperty().set(located + 1);
    assertTrue(export.unlocatedProperty().get().startsWith("1 of " + (located + 1)));
  }

  @Test
  void theFormatFollowsTheFile() {
    assertEquals(Optional.of(format("csv")), export.formatOf(Path.of("a.CSV")));
    assertEquals(Optional.empty(), export.formatOf(Path.of("a.xyz")));
    assertEquals(Optional.of(format("html")), export.formatOf(Path.of("a.html")));
    export.formatProperty().set(format("explained"));
    assertEquals(Optional.of(format("explained")), export.formatOf(Path.of("a.html")));
  }

  @Test
  void everyFormatIsWrittenAsAJob() throws IOException {
    export.scopeProperty().set(Scope.ALL);
    for (ExportFormat one : export.formats()) {
      export.formatProperty().set(one);
      export.fileProperty().set(folder.resolve("all-" + one.id() + one.extension()).toString());
      export.write();
      assertTrue(Files.size(Path.of(export.fileProperty().get())) > 0, one.id());
      assertEquals(
          "Exporting all-" + one.id() + one.extension(), fixture.jobs.all().get(0).title());
    }
  }
}
