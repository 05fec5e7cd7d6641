package org.kamcl.explorer.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.CollectionStatistics;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.api.ImageCollections.Info;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.query.QueryParser;

class CollectionStoreTest {
  @TempDir private Path folder;
  private Catalog catalog;
  private ImageCollections collections;

  @BeforeEach
  void open() {
    catalog = Catalog.open(folder.resolve("catalog.db"));
    collections = catalog.collections();
    Footprint footprint = new Footprint(List.of(new GeoPoint(11, 46)));
    catalog.save(
        CatalogFixtures.MODEL,
        List.of(
            CatalogFixtures.plain(CatalogFixtures.file("Towns", "a.jpg", "a pier", "boats")),
            CatalogFixtures.image(
                CatalogFixtures.file("Towns", "b.jpg", "boats"),
                Optional.of(footprint),
                Optional.of(LocalDate.of(2020, 1, 2)),
                0.5),
            CatalogFixtures.image(
                CatalogFixtures.file("fields", "c.jpg"),
                Optional.of(footprint),
                Optional.empty(),
                10)));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private List<String> fileNames() {
    return catalog.images().stream().map(i -> i.file().getFileName().toString()).toList();
  }

  @Test
  void statisticsBelongToACollectionAModelAndACalibration() {
    CollectionStatistics towns = new CollectionStatistics(2, 1.1, -0.2, 0.6, true);
    CollectionStatisticsStore store = catalog.collectionStatistics();
    store.save(CatalogFixtures.MODEL, 7, Map.of("Towns", towns, "nowhere", towns));
    assertEquals(Map.of("Towns", towns), store.all(CatalogFixtures.MODEL, 7));
    assertEquals(Map.of(), store.all(CatalogFixtures.MODEL, 8), "another calibration");
    assertEquals(Map.of(), store.all(new ModelId("other", "other"), 7));
    assertEquals(
        List.of(new Info("fields", 1, 0, 1, 0, false), new Info("Towns", 2, 1, 1, 3, true)),
        collections.list(),
        "the list names collections whose images are unlike the training images");
    collections.rename("Towns", "Cities");
    assertEquals(Map.of("Cities", towns), store.all(CatalogFixtures.MODEL, 7));
    CollectionStatistics again = new CollectionStatistics(3, 1, 0, 0.8, false);
    store.save(CatalogFixtures.MODEL, 8, Map.of("Cities", again));
    assertEquals(Map.of("Cities", again), store.all(CatalogFixtures.MODEL, 8));
    assertEquals(Map.of(), store.all(CatalogFixtures.MODEL, 7), "replaced");
  }

  @Test
  void collectionsAreListedWithTheirCounts() {
    assertEquals(
        List.of(new Info("fields", 1, 0, 1, 0, false), new Info("Towns", 2, 1, 1, 3, false)),
        collections.list());
    assertEquals(1, catalog.count(SearchFilter.NONE.withLocationMissing(true)));
    assertEquals(2, catalog.count(SearchFilter.NONE.withDateMissing(true)));
  }

  @Test
  void namesMatchInEitherUnicodeForm() {
    CatalogFixtures.save(catalog, CatalogFixtures.file("Zu\u0308rich", "d.jpg"));
    CatalogFixtures.save(catalog, CatalogFixtures.file("Z\u00fcrich", "e.jpg"));
    for (String name : List.of("Zu\u0308rich", "Z\u00fcrich")) {
      assertEquals(2, catalog.count(SearchFilter.NONE.withCollections(Set.of(name))), name);
      assertThrows(KamclException.class, () -> collections.rename("Towns", name));
    }
    collections.rename("Zu\u0308rich", "Gene\u0300ve");
    assertTrue(collections.list().stream().anyMatch(c -> c.name().equals("Gen\u00e8ve")));
    collections.remove("Gene\u0300ve");
    assertEquals(2, collections.list().size());
  }

  @Test
  void renamingACollectionUpdatesAllReferences() {
    SearchRequest inTowns =
        SearchRequest.of(QueryParser.parse("boats"), 5)
            .with(SearchFilter.NONE.withCollections(Set.of("Towns", "fields")));
    catalog.searches().save("Boats", inTowns);
    collections.setBandRendering("Towns", new BandRendering(List.of(4, 3, 2), 1, 99));
    long version = catalog.imagesVersion();
    collections.rename("Towns", " Cities ");
    assertNotEquals(version, catalog.imagesVersion());
    assertEquals(List.of("fields", "Cities"), fileNames(collections));
    assertEquals("Cities", catalog.images().get(0).collection());
    assertEquals(
        Set.of("Cities", "fields"),
        catalog.searches().saved().get(0).request().filter().collections());
    assertEquals(new BandRendering(List.of(4, 3, 2), 1, 99), collections.bandRendering("Cities"));
    assertEquals(BandRendering.DEFAULT, collections.bandRendering("fields"));
    assertThrows(KamclException.class, () -> collections.rename("Cities", "fields"));
    assertThrows(KamclException.class, () -> collections.rename("Cities", " "));
    KamclException unknown =
        assertThrows(KamclException.class, () -> collections.rename("Nowhere", "x"));
    assertEquals(CatalogError.COLLECTION_UNKNOWN_OTHERS, unknown.code());
    assertTrue(unknown.getMessage().contains("Cities"), unknown.getMessage());
    assertThrows(
        KamclException.class, () -> collections.setBandRendering("Nowhere", BandRendering.DEFAULT));
  }

  private static List<String> fileNames(ImageCollections collections) {
    // Sorted ignoring case.
    List<String> names = new ArrayList<>(collections.list().stream().map(Info::name).toList());
    names.sort(java.util.Comparator.reverseOrder());
    return names;
  }

  @Test
  void aRemovalIsImmediateCanBeUndoneAndIsFinalAfterReopening() {
    var version = catalog.embeddingsVersion();
    ImageCollections.Removal towns = collections.remove("Towns");
    assertNotEquals(version, catalog.embeddingsVersion());
    assertEquals(List.of("c.jpg"), fileNames());
    assertEquals(List.of("fields"), catalog.summary().collections());
    assertEquals(List.of(), catalog.captions().all(9));
    assertEquals(1, catalog.count(SearchFilter.NONE));
    List<Long> vectors = new ArrayList<>();
    catalog.embeddings(CatalogFixtures.MODEL, e -> vectors.add(e.imageId()));
    assertEquals(1, vectors.size());
    assertThrows(KamclException.class, () -> collections.remove("Towns"));
    // The name of a removed collection can be reused.
    collections.rename("fields", "Towns");
    collections.rename("Towns", "fields");
    try (Catalog other = Catalog.open(catalog.file())) {
      assertEquals(
          1, other.summary().images(), "opening another catalog keeps the removal undoable");
    }
    towns.undo();
    towns.undo();
    assertEquals(List.of("a.jpg", "b.jpg", "c.jpg"), fileNames());

    ImageRecord first = catalog.images().get(0);
    collections.remove(List.of(first.id(), 999L));
    collections.remove("fields");
    assertEquals(List.of("b.jpg"), fileNames());
    catalog.close();
    try (Catalog next = Catalog.open(catalog.file())) {
      assertEquals(1, next.summary().images());
      assertTrue(next.files().find(first.file()).isEmpty(), "the file is removed from the catalog");
      assertEquals(1, next.files().paths().size());
    }
    assertThrows(CancellationException.class, towns::undo);
  }

  @Test
  void undoDoesNotRestoreALaterRemoval() {
    ImageCollections.Removal first = collections.remove("Towns");
    first.undo();
    collections.remove("Towns");
    first.undo();
    assertEquals(List.of("c.jpg"), fileNames());
  }

  @Test
  void relocatingAFileRequiresTheSameContentAndKeepsItsTags() throws IOException {
    Path old = Files.writeString(folder.resolve("old.jpg"), "the content");
    Path now = folder.resolve("now.jpg");
    FileEntry entry =
        new FileEntry(
            "Towns",
            old,
            11,
            1,
            ModelFiles.sha256(old),
            "whole",
            1,
            Optional.empty(),
            List.of(),
            Optional.empty());
    long id = CatalogFixtures.save(catalog, entry).get(0);
    catalog.tags().tag(List.of(id), "seen");
    assertThrows(KamclException.class, () -> collections.relocate(old, now));
    Files.writeString(now, "another content");
    KamclException other = assertThrows(KamclException.class, () -> collections.relocate(old, now));
    assertEquals(CatalogError.CONTENT_DIFFERS, other.code());
    assertThrows(KamclException.class, () -> collections.relocate(folder, now));
    Files.move(old, now, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    collections.relocate(old, now);
    assertTrue(catalog.files().find(old).isEmpty());
    assertEquals(id, catalog.images().get(3).id());
    assertEquals(now, catalog.images().get(3).file());
    assertEquals(Set.of(id), catalog.tags().tagged("seen"));
  }
}
