package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.error.Problem;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.CatalogDamage;
import org.kamcl.explorer.catalog.CatalogError;
import org.kamcl.explorer.catalog.CatalogIntegrity;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.geo.GeoreferenceReader;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.search.SearchError;
import org.kamcl.support.TestModels;

/** Entries of the catalog whose values were damaged on disk, and entries that earlier code made. */
class DamagedEntriesTest {
  private static final int IMAGES = 6;

  @TempDir private static Path folder;
  private static Path images;
  private static Path file;

  /** The archive is indexed once; each test gets the workspace as it was then. */
  @BeforeAll
  static void createArchive() throws IOException {
    TestModels.defaultModel(folder.resolve("models/small"));
    file = folder.resolve("workspace").resolve(Catalog.FILE_NAME);
    images = Files.createDirectories(folder.resolve("images"));
    List<String> locations = new ArrayList<>(List.of("filename,lon,lat,date,meters"));
    List<String> captions = new ArrayList<>(List.of("filename,caption"));
    for (int i = 0; i < IMAGES; i++) {
      String name = "p%02d.jpg".formatted(i);
      Files.write(images.resolve(name), ImageBytes.jpeg(TestModels.image(i, 60 + i, 50)));
      locations.add(name + "," + (10 + i) + ",50,2020-05-0" + (1 + i) + ",600");
      captions.add(name + ",a pier number " + i);
    }
    Files.write(images.resolve("captions.csv"), captions);
    Files.write(folder.resolve("places.csv"), locations);
    try (ExplorerContext context = open()) {
      assertEquals(IMAGES, index(context).added());
    }
    FileUtils.copyDirectory(file.getParent().toFile(), folder.resolve("intact").toFile());
  }

  @BeforeEach
  void restore() throws IOException {
    FileUtils.deleteDirectory(file.getParent().toFile());
    FileUtils.copyDirectory(folder.resolve("intact").toFile(), file.getParent().toFile());
  }

  private static ExplorerContext open() {
    return ExplorerContext.open(
        new Workspace(folder.resolve("workspace"), Optional.empty()),
        new ModelStore(folder.resolve("models"), Optional.empty()),
        Optional.empty(),
        DeviceChoice.CPU);
  }

  private static IndexReport index(ExplorerContext context) {
    return context
        .index(IndexRequest.of(images).withLocationTable(folder.resolve("places.csv")))
        .run(JobContext.NONE);
  }

  private static SearchRequest likeFirst(SearchFilter filter) {
    QueryTerm like =
        new QueryTerm(QueryTerm.Kind.IMAGE, images.resolve("p00.jpg").toString(), 1, false);
    return SearchRequest.of(new Query(List.of(like)), 50).with(filter);
  }

  private static List<String> search(ExplorerContext context, SearchFilter filter) {
    return context.search().search(likeFirst(filter)).hits().stream()
        .map(hit -> hit.image().file().getFileName().toString())
        .sorted()
        .toList();
  }

  /** Each changes a value to another one that looks valid. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE images SET ring = replace(ring, '12.', '52.') WHERE id = 3",
        "UPDATE images SET ring = NULL WHERE id = 3",
        "UPDATE images SET date = '2021-05-03' WHERE id = 3",
        "UPDATE images SET date = NULL WHERE id = 3",
        "UPDATE images SET metres_per_pixel = metres_per_pixel * 2 WHERE id = 3",
        "UPDATE images SET crs = 'EPSG:32632' WHERE id = 3",
        "UPDATE images SET width = width + 1 WHERE id = 3",
        "UPDATE images SET x = 64, part = 1 WHERE id = 3",
        "UPDATE images SET warnings = '[]x' WHERE id = 3",
        "UPDATE images SET checksum = checksum + 1 WHERE id = 3",
        "UPDATE images SET checksum = NULL WHERE id = 3",
        "UPDATE files SET path = replace(path, 'p02', 'q02') WHERE id = 3",
        "UPDATE files SET checksum = NULL WHERE id = 3",
        "UPDATE captions SET sentence = 'a peer number 2' WHERE file_id = 3",
        "DELETE FROM captions WHERE file_id = 3"
      })
  void aDamagedEntryIsLeftOutNamedAndMadeAgain(String damage) {
    List<ImageRecord> before;
    try (ExplorerContext context = open()) {
      before = context.archive().images();
      assertEquals(Optional.empty(), context.search().warning());
      assertEquals(IMAGES, search(context, SearchFilter.NONE).size());
    }
    CatalogDamage.execute(file, damage);
    List<String> rest = List.of("p00.jpg", "p01.jpg", "p03.jpg", "p04.jpg", "p05.jpg");
    try (ExplorerContext context = open()) {
      assertEquals(rest, search(context, SearchFilter.NONE));
      Problem warning = context.search().warning().orElseThrow();
      assertTrue(warning.is(SearchError.ENTRIES_DAMAGED), warning::toString);
      assertEquals(List.of(1), warning.arguments());
      List<Problem> problems = context.collections().problems();
      assertEquals(1, problems.size());
      assertTrue(problems.get(0).is(CatalogError.ENTRY_DAMAGED), problems::toString);
    }
    try (ExplorerContext context = open()) {
      IndexReport report = index(context);
      assertEquals(List.of(), report.problems());
      assertTrue(
          report.warnings().stream().anyMatch(w -> w.is(IndexError.ENTRIES_MENDED)),
          () -> report.warnings().toString());
      assertEquals(Optional.empty(), context.search().warning());
      assertEquals(List.of(), context.collections().problems());
      assertEquals(withoutIds(before), withoutIds(context.archive().images()));
      assertEquals(IMAGES, search(context, SearchFilter.NONE).size());
      assertEquals(0, index(context).added());
    }
    try (Catalog catalog = Catalog.open(file)) {
      assertEquals(List.of(), catalog.integrity().damagedFiles());
      assertEquals(List.of(), catalog.integrity().errors(true));
    }
  }

  private static List<String> withoutIds(List<ImageRecord> images) {
    return images.stream()
        .map(
            i ->
                List.of(
                        i.file(),
                        i.collection(),
                        i.tile(),
                        i.width(),
                        i.height(),
                        i.footprint(),
                        i.gsd(),
                        i.date(),
                        i.crs(),
                        i.captions(),
                        i.warnings())
                    .toString())
        .sorted()
        .toList();
  }

  @Test
  void filtersAndCaptionsLeaveOutDamagedEntries() {
    CatalogDamage.execute(
        file,
        "UPDATE images SET date = '2021-05-03' WHERE id = 3",
        "UPDATE captions SET sentence = 'a wrong pier' WHERE file_id = 4");
    try (Catalog catalog = Catalog.open(file)) {
      SearchFilter later =
          SearchFilter.NONE.withDates(Optional.of(LocalDate.of(2021, 1, 1)), Optional.empty());
      assertEquals(0, catalog.imageIds(later).length);
      assertEquals(0, catalog.count(later));
      assertEquals(4, catalog.count(SearchFilter.NONE));
      assertFalse(catalog.captions().all(99).contains("a wrong pier"));
      assertFalse(catalog.words().captions("wrong", 5).contains("a wrong pier"));
      assertEquals(0, catalog.words().images("wrong").length);
      assertEquals(4, catalog.images().size());
    }
  }

  @Test
  void aDamagedFootprintDoesNotEndASearchInAnArea() {
    CatalogDamage.execute(file, "UPDATE images SET ring = '[[1' WHERE id = 3");
    try (Catalog catalog = Catalog.open(file)) {
      GeoArea area =
          GeoArea.of(
              List.of(
                  new GeoPoint(0, 40),
                  new GeoPoint(40, 40),
                  new GeoPoint(40, 60),
                  new GeoPoint(0, 60)));
      assertEquals(5, catalog.imageIds(SearchFilter.NONE.withArea(Optional.of(area))).length);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE files SET sha256 = replace(sha256, substr(sha256, 1, 4), '0000') WHERE id = 3",
        "UPDATE files SET tiling = 'tiles=600m' WHERE id = 3",
        "UPDATE files SET pictures = 0 WHERE id = 3",
        "UPDATE places SET lon = 40 WHERE file_id = 3",
        "DELETE FROM places WHERE file_id = 3",
        "UPDATE files SET state_checksum = NULL WHERE id = 3"
      })
  void whatIndexingComparesIsNotTrustedIfItIsDamaged(String damage) {
    List<ImageRecord> before;
    try (ExplorerContext context = open()) {
      before = context.archive().images();
      context.tags().tag(List.of(before.get(2).id()), "kept");
    }
    CatalogDamage.execute(file, damage);
    try (ExplorerContext context = open()) {
      IndexReport report = index(context);
      assertTrue(
          report.warnings().stream().anyMatch(w -> w.is(IndexError.ENTRIES_MENDED)),
          () -> report.warnings().toString());
      assertEquals(withoutIds(before), withoutIds(context.archive().images()));
      assertEquals(Set.of(before.get(2).id()), context.tags().tagged("kept"));
      assertEquals(List.of(), index(context).warnings());
    }
  }

  @Test
  void aDamagedPlaceWithoutItsTableIsForgottenWithAWarning() {
    CatalogDamage.execute(file, "UPDATE places SET lon = 40 WHERE file_id = 3");
    try (ExplorerContext context = open()) {
      IndexReport report = context.index(IndexRequest.of(images)).run(JobContext.NONE);
      assertTrue(
          report.warnings().stream().anyMatch(w -> w.is(IndexError.ENTRY_WITHOUT_TABLES)),
          () -> report.warnings().toString());
      assertEquals(Optional.empty(), context.archive().images().get(2).footprint());
      assertTrue(context.archive().images().get(3).footprint().isPresent());
    }
  }

  @Test
  void aDamagedNameOfACollectionIsReported() {
    CatalogDamage.execute(file, "UPDATE collections SET name = 'imagez'");
    try (ExplorerContext context = open()) {
      assertEquals(List.of(), context.archive().images());
      assertEquals(IMAGES, context.collections().problems().size());
      index(context);
      assertEquals(
          IMAGES, search(context, SearchFilter.NONE.withCollections(Set.of("images"))).size());
      assertEquals(List.of(), context.collections().problems());
    }
  }

  @Test
  void damagedSearchesTagsAndFeedbackAreLeftOutAndCounted() {
    String query = "boats -pier";
    try (ExplorerContext context = open()) {
      context.searchLibrary().save("mine", SearchRequest.of(QueryParser.parse(query), 7));
      context.searchLibrary().addToHistory(SearchRequest.of(QueryParser.parse("a lake"), 7), 3);
      context.tags().tag(List.of(1L, 2L), "good");
      context.feedback().rate(query, 1, RelevanceFeedback.Rating.RELEVANT);
      context.feedback().rate(query, 2, RelevanceFeedback.Rating.RELEVANT);
    }
    try (Catalog catalog = Catalog.open(file)) {
      assertEquals(List.of(), catalog.integrity().damagedTables());
    }
    CatalogDamage.execute(
        file,
        "UPDATE searches SET query = 'coats -pier' WHERE name = 'mine'",
        "UPDATE searches SET top = 8 WHERE name IS NULL",
        "UPDATE image_tags SET image_id = 5 WHERE image_id = 2",
        "UPDATE judgements SET good = 0 WHERE image_id = 2");
    try (Catalog catalog = Catalog.open(file)) {
      assertEquals(List.of(), catalog.searches().saved());
      assertEquals(List.of("mine"), catalog.searches().damaged());
      assertEquals(List.of(), catalog.searches().history(9));
      assertEquals(Set.of(1L), catalog.tags().tagged("good"));
      assertEquals(Set.of(1L), catalog.feedback().feedback(query).relevant());
      assertEquals(Set.of(), catalog.feedback().feedback(query).notRelevant());
      assertEquals(1, catalog.count(SearchFilter.NONE.withTags(Set.of("good"))));
      assertEquals(
          List.of(
              new CatalogIntegrity.DamagedTable("searches", 2),
              new CatalogIntegrity.DamagedTable("image_tags", 1),
              new CatalogIntegrity.DamagedTable("judgements", 1)),
          catalog.integrity().damagedTables());
      catalog.searches().save("mine", SearchRequest.of(QueryParser.parse(query), 7));
      assertEquals(1, catalog.searches().saved().size());
      assertEquals(List.of(), catalog.searches().damaged());
    }
  }

  @Test
  void placesOfEarlierCodeAreDeterminedAgainWithoutEmbedding() {
    List<ImageRecord> before;
    try (ExplorerContext context = open()) {
      before = context.archive().images();
    }
    // As an earlier version would have written it: a wrong place in a valid row.
    CatalogDamage.asEarlierCode(file, 2, "ring = '[[1.0,2.0]]'");
    try (ExplorerContext context = open()) {
      assertFalse(withoutIds(before).equals(withoutIds(context.archive().images())));
      assertEquals(Optional.empty(), context.search().warning());
      CatalogIntegrity.Outdated outdated =
          Catalog.open(file).integrity().outdated(GeoreferenceReader.VERSION, path -> 1);
      assertEquals(new CatalogIntegrity.Outdated(1, 0), outdated);
      IndexReport report = index(context);
      assertEquals(List.of(0, IMAGES), List.of(report.added(), report.unchanged()));
      assertTrue(report.warnings().stream().anyMatch(w -> w.is(IndexError.FILES_LOCATED_AGAIN)));
      assertEquals(before, context.archive().images());
      assertEquals(List.of(), index(context).warnings());
    }
  }

  @Test
  void pixelsOfEarlierCodeAreEmbeddedAgain() {
    CatalogDamage.execute(file, "UPDATE embeddings SET reading = 0 WHERE image_id IN (2, 3)");
    try (Catalog catalog = Catalog.open(file)) {
      assertEquals(
          new CatalogIntegrity.Outdated(0, 2),
          catalog.integrity().outdated(GeoreferenceReader.VERSION, path -> 1));
    }
    try (ExplorerContext context = open()) {
      IndexReport report = index(context);
      assertEquals(List.of(2, IMAGES - 2), List.of(report.added(), report.unchanged()));
      assertEquals(0, index(context).added());
      assertEquals(IMAGES, search(context, SearchFilter.NONE).size());
    }
  }
}
