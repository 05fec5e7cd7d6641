package org.kamcl.explorer.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kamcl.explorer.api.SearchLibrary;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.settings.SettingsStore;
import org.kamcl.support.OldWorkspaces;

/** Workspaces that programs with earlier schemas left, opened by this program. */
class OldWorkspaceTest {
  private static final int IMAGES = OldWorkspaceWriter.IMAGES;

  @TempDir private Path folder;

  static IntStream schemas() {
    return IntStream.rangeClosed(1, Migrations.latest()).filter(OldWorkspaces::has);
  }

  @Test
  void everyEarlierSchemaHasAWorkspace() {
    assertEquals(
        IntStream.range(1, Migrations.latest()).boxed().toList(),
        schemas().filter(schema -> schema < Migrations.latest()).boxed().toList(),
        "OldWorkspaceWriter makes the missing one");
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void aWorkspaceOfEachSchemaIsOpenedWithAllItHolds(int schema) throws IOException {
    Path workspace = OldWorkspaces.unpack(schema, folder);
    assertEquals(schema, CatalogCopy.check(workspace.resolve(Catalog.FILE_NAME)).schema());
    try (Catalog catalog = Catalog.open(workspace.resolve(Catalog.FILE_NAME))) {
      checkImages(catalog);
      checkIntegrity(catalog);
      if (schema >= 2) {
        checkWhatPeopleMade(catalog);
      }
      if (schema >= 3) {
        assertEquals(
            List.of(false, true),
            catalog.missingCrs().list().stream().map(f -> f.assignment().decided()).toList());
      }
      if (schema >= 10) {
        assertEquals(
            List.of(new StoredRun("first", 120, 77, "{\"epochs\":3}")), catalog.runs().all());
      }
    }
    assertEquals(
        Migrations.latest(), CatalogCopy.check(workspace.resolve(Catalog.FILE_NAME)).schema());
    checkSettings(schema, new SettingsStore(workspace).load());
  }

  private static void checkImages(Catalog catalog) {
    List<ImageRecord> images = catalog.images();
    assertEquals(IMAGES, images.size());
    for (int i = 1; i <= IMAGES; i++) {
      ImageRecord image = images.get(i - 1);
      OldCatalogs.assertImage(i, image);
      assertEquals(0.5, image.gsd().orElseThrow());
      assertEquals(1, image.warnings().size());
    }
    List<StoredEmbedding> vectors = new ArrayList<>();
    catalog.embeddings(CatalogFixtures.MODEL, vectors::add);
    assertEquals(IMAGES, vectors.size());
    for (int i = 0; i < IMAGES; i++) {
      assertArrayEquals(OldCatalogs.vector(i + 1), vectors.get(i).vector());
    }
    assertEquals(1, catalog.captionVectors().find(CatalogFixtures.MODEL, List.of("a pier")).size());
    assertEquals(List.of("a pier number 7"), catalog.words().captions("number 7 pier", 5));
    assertEquals(1, catalog.words().images("picture 3").length);
    assertEquals("small", catalog.models().last().orElseThrow().name());
  }

  private static void checkIntegrity(Catalog catalog) {
    assertEquals(List.of(), catalog.integrity().damagedFiles());
    assertEquals(List.of(), catalog.integrity().damagedTables());
    assertEquals(List.of(), catalog.lostImages());
    assertEquals(List.of(), catalog.changedTables());
    assertTrue(catalog.integrity().isWordIndexRight());
  }

  private static void checkWhatPeopleMade(Catalog catalog) {
    SearchLibrary searches = catalog.searches();
    assertEquals(
        List.of("pier^2 -trees"),
        searches.saved().stream().map(s -> QueryWriter.write(s.request().query())).toList());
    assertEquals(Set.of("Towns"), searches.saved().get(0).request().filter().collections());
    assertEquals(
        List.of("red roofs"),
        searches.history(10).stream().map(s -> QueryWriter.write(s.request().query())).toList());
    assertEquals(List.of("seen", "to do"), catalog.tags().tags());
    assertEquals(Set.of(1L), catalog.feedback().feedback("pier").relevant());
    assertEquals(
        new BandRendering(List.of(4, 3, 2), 1, 99), catalog.collections().bandRendering("Towns"));
    assertEquals(
        List.of(Path.of("/archive/a.tif")),
        catalog.files().problems().stream().map(FileProblem::file).toList());
  }

  private static void checkSettings(int schema, SettingsStore.Loaded loaded) {
    assertEquals(List.of(), loaded.problems());
    assertEquals(
        Settings.ThemeChoice.DARK, loaded.settings().appearance().theme(), "schema " + schema);
    assertEquals(150, loaded.settings().appearance().textPercent());
    assertEquals("zh", loaded.settings().appearance().language());
    assertEquals("captions", loaded.settings().layout().view());
  }
}
