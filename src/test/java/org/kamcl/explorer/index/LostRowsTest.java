package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.error.Problem;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.CatalogDamage;
import org.kamcl.explorer.catalog.CatalogError;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.search.SearchError;
import org.kamcl.support.TestModels;

/** Rows that other programs, or damage, removed from the catalog or added to it. */
class LostRowsTest {
  private static final int IMAGES = 5;

  @TempDir private static Path shared;
  private static Path images;

  @TempDir private Path folder;
  private Path file;

  @BeforeAll
  static void createArchive() throws IOException {
    TestModels.defaultModel(shared.resolve("models/small"));
    images = Files.createDirectories(shared.resolve("images"));
    List<String> captions = new ArrayList<>(List.of("filename,caption"));
    for (int i = 0; i < IMAGES; i++) {
      String name = "p%02d.jpg".formatted(i);
      Files.write(images.resolve(name), ImageBytes.jpeg(TestModels.image(i, 60 + i, 50)));
      captions.add(name + ",a pier number " + i);
    }
    Files.write(images.resolve("captions.csv"), captions);
    try (ExplorerContext context = open(shared.resolve("workspace"))) {
      assertEquals(IMAGES, index(context).added());
      context.searchLibrary().save("kept", SearchRequest.of(QueryParser.parse("a river"), 10));
      context.searchLibrary().addToHistory(SearchRequest.of(QueryParser.parse("a pier"), 10), 1);
      context.tags().tag(List.of(1L, 2L), "coast");
      context.tags().tag(List.of(3L), "town");
      context.feedback().rate("a pier", 2, RelevanceFeedback.Rating.RELEVANT);
      context.feedback().rate("a pier", 3, RelevanceFeedback.Rating.NOT_RELEVANT);
    }
  }

  @BeforeEach
  void copyWorkspace() throws IOException {
    file = folder.resolve(Catalog.FILE_NAME);
    Files.copy(shared.resolve("workspace").resolve(Catalog.FILE_NAME), file);
  }

  private static ExplorerContext open(Path workspace) {
    return ExplorerContext.open(
        new Workspace(workspace, Optional.empty()),
        new ModelStore(shared.resolve("models"), Optional.empty()),
        Optional.empty(),
        DeviceChoice.CPU);
  }

  private static IndexReport index(ExplorerContext context) {
    return context.index(IndexRequest.of(images)).run(JobContext.NONE);
  }

  private static Set<String> names(ExplorerContext context) {
    Set<String> names = new TreeSet<>();
    context.archive().images().forEach(i -> names.add(i.file().getFileName().toString()));
    return names;
  }

  /** Row 5 is the last one, whose id the next new row gets. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM images WHERE id = 3",
        "DELETE FROM images WHERE id = 5",
        "DELETE FROM images WHERE id = 3; DELETE FROM embeddings WHERE image_id = 3",
        "DELETE FROM files WHERE id = 3",
        "DELETE FROM files WHERE id = 5",
        "PRAGMA foreign_keys = ON; DELETE FROM files WHERE id = 5",
        "PRAGMA foreign_keys = ON; DELETE FROM images WHERE id = 2",
        "UPDATE images SET removal = 77 WHERE id = 3"
      })
  void aLostImageIsNamedAndMadeAgain(String damage) {
    CatalogDamage.execute(file, damage.split("; "));
    try (ExplorerContext context = open(folder)) {
      Problem warning = context.search().warning().orElseThrow();
      assertTrue(warning.is(SearchError.IMAGES_LOST), warning::toString);
      assertEquals(List.of(1, List.of("images")), warning.arguments());
      List<Problem> problems = context.collections().problems();
      assertEquals(1, problems.size(), problems::toString);
      assertTrue(problems.get(0).is(CatalogError.IMAGES_LOST), problems::toString);
      assertEquals(IMAGES - 1, names(context).size());
    }
    try (ExplorerContext context = open(folder)) {
      IndexReport report = index(context);
      assertTrue(
          report.warnings().contains(Problem.of(IndexError.IMAGES_LOST, 1, 0)),
          () -> report.warnings().toString());
      assertEquals(Optional.empty(), context.search().warning());
      assertEquals(List.of(), context.collections().problems());
      assertEquals(IMAGES, names(context).size());
      context
          .archive()
          .images()
          .forEach(
              i ->
                  assertEquals(
                      List.of("a pier number " + i.file().getFileName().toString().charAt(2)),
                      i.captions()));
      IndexReport again = index(context);
      assertEquals(List.of(0, IMAGES), List.of(again.added(), again.unchanged()));
      assertEquals(List.of(), again.warnings());
    }
    try (Catalog catalog = Catalog.open(file)) {
      assertEquals(List.of(), catalog.integrity().damagedFiles());
      assertEquals(List.of(), catalog.integrity().errors(true));
      assertEquals(List.of(), catalog.changedTables());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM captions WHERE id % 2 = 0",
        "INSERT INTO captions (file_id, sentence, split) VALUES (2, 'a new pier', ''),"
            + " (4, 'another', '')",
        "DELETE FROM collections"
      })
  void imagesWhoseCaptionsOrCollectionChangedAreLeftOutAndMadeAgain(String damage) {
    CatalogDamage.execute(file, damage);
    try (ExplorerContext context = open(folder)) {
      Problem warning = context.search().warning().orElseThrow();
      assertTrue(warning.is(SearchError.ENTRIES_DAMAGED), warning::toString);
      index(context);
      assertEquals(Optional.empty(), context.search().warning());
      assertEquals(IMAGES, names(context).size());
      assertEquals(List.of(), index(context).warnings());
      assertEquals(Set.of("coast"), context.tags().tagsOf(1));
    }
  }

  @Test
  void aForeignImageWithValidChecksumsIsLeftOut() {
    // The entries of image 3, under the name of another file.
    CatalogDamage.addCopy(file, 3, images.resolve("p02-copy.jpg"));
    try (ExplorerContext context = open(folder)) {
      Problem warning = context.search().warning().orElseThrow();
      assertTrue(warning.is(SearchError.ENTRIES_DAMAGED), warning::toString);
      assertEquals(List.of(1), warning.arguments());
      assertEquals(IMAGES, names(context).size());
      assertEquals(IMAGES, context.search().count(SearchFilter.NONE));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE FROM searches WHERE name = 'kept', searches",
    "UPDATE searches SET name = NULL WHERE name = 'kept', searches",
    "DELETE FROM tags WHERE name = 'town', tags",
    "DELETE FROM image_tags WHERE image_id = 2, image_tags",
    "DELETE FROM judgements WHERE image_id = 3, judgements",
    "DELETE FROM expected_rows WHERE name = 'TAGS', tags",
    "UPDATE tags SET name = 'toast' WHERE name = 'coast', tags",
    "UPDATE models SET used = 5, models"
  })
  void lostRowsOfATableAreSaidUntilTheNextIndex(String damage, String table) {
    CatalogDamage.execute(file, damage);
    try (ExplorerContext context = open(folder)) {
      Problem warning = context.search().warning().orElseThrow();
      assertTrue(warning.is(SearchError.ROWS_CHANGED), warning::toString);
      assertEquals(table, warning.arguments().get(0));
      List<Problem> said = index(context).warnings();
      assertTrue(said.stream().anyMatch(w -> w.is(IndexError.ROWS_ACCEPTED)), said::toString);
      assertEquals(Optional.empty(), context.search().warning());
      assertEquals(List.of(), index(context).warnings());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO caption_words (caption_words) VALUES ('delete-all')",
        "INSERT INTO caption_words (caption_words, rowid, sentence)"
            + " VALUES ('delete', 1, 'a pier number 0');"
            + " INSERT INTO caption_words (rowid, sentence) VALUES (1, 'a wrong word')"
      })
  void aWrongIndexOfWordsIsBuiltAnew(String damage) {
    CatalogDamage.execute(file, damage.split("; ?"));
    try (Catalog catalog = Catalog.open(file)) {
      assertFalse(catalog.integrity().isWordIndexRight());
    }
    try (ExplorerContext context = open(folder)) {
      assertEquals(damage.contains("delete-all"), context.search().warning().isPresent());
      List<Problem> said = index(context).warnings();
      assertTrue(said.contains(Problem.of(IndexError.WORDS_INDEXED_AGAIN)), said::toString);
      assertEquals(Optional.empty(), context.search().warning());
    }
    try (Catalog catalog = Catalog.open(file)) {
      assertTrue(catalog.integrity().isWordIndexRight());
      assertEquals(List.of("a pier number 0"), catalog.words().captions("number 0", 5));
    }
  }

  @Test
  void aWrongIndexOfWordsIsSaidByTheSearchThatUsesIt() {
    CatalogDamage.execute(
        file,
        "INSERT INTO caption_words (caption_words, rowid, sentence)"
            + " VALUES ('delete', 1, 'a pier number 0')",
        "INSERT INTO caption_words (rowid, sentence) VALUES (1, 'a wrong word')");
    try (ExplorerContext context = open(folder)) {
      assertEquals(Optional.empty(), context.search().warning());
      assertTrue(
          context.search().suggestions("number 0", 5).stream()
              .anyMatch(s -> s.text().equals("a pier number 0")));
      assertEquals(Optional.of(Problem.of(CatalogError.WORDS_REBUILT)), context.search().warning());
      assertEquals(List.of(), index(context).warnings());
    }
  }

  @Test
  void aReplayedJudgementIsSaid() {
    CatalogDamage.execute(file, "CREATE TABLE kept AS SELECT * FROM judgements WHERE image_id = 2");
    try (ExplorerContext context = open(folder)) {
      context.feedback().rate("a pier", 2, RelevanceFeedback.Rating.NOT_RELEVANT);
      assertEquals(Optional.empty(), context.search().warning());
    }
    CatalogDamage.execute(file, "INSERT OR REPLACE INTO judgements SELECT * FROM kept");
    try (ExplorerContext context = open(folder)) {
      assertTrue(context.search().warning().orElseThrow().is(SearchError.ROWS_CHANGED));
    }
  }

  @Test
  void whatPeopleRemoveIsNotLost() {
    try (ExplorerContext context = open(folder)) {
      context.collections().remove(List.of(2L, 5L));
      assertEquals(Optional.empty(), context.search().warning());
      context.tags().untag(List.of(1L), "coast");
      context.feedback().rate("a pier", 3, RelevanceFeedback.Rating.NONE);
      context.searchLibrary().delete(context.searchLibrary().saved().get(0).id());
    }
    try (ExplorerContext context = open(folder)) {
      assertEquals(Optional.empty(), context.search().warning());
      assertEquals(IMAGES - 2, names(context).size());
      context.collections().rename("images", "harbors");
      context.collections().remove("harbors");
    }
    try (Catalog catalog = Catalog.open(file)) {
      assertEquals(List.of(), catalog.lostImages());
      assertEquals(List.of(), catalog.changedTables());
      assertFalse(catalog.files().paths().iterator().hasNext());
    }
    assertEquals(List.of("0"), CatalogDamage.query(file, "SELECT count(*) FROM expected_files"));
  }

  @Test
  void aLostFileThatNoLongerExistsIsNotExpectedAfterAnIndex() throws IOException {
    Path extra = images.resolve("extra.jpg");
    Files.write(extra, ImageBytes.jpeg(TestModels.image(40, 70, 50)));
    try {
      try (ExplorerContext context = open(folder)) {
        assertEquals(1, index(context).added());
      }
      CatalogDamage.execute(file, "PRAGMA foreign_keys = ON", "DELETE FROM files WHERE id = 6");
    } finally {
      Files.delete(extra);
    }
    try (ExplorerContext context = open(folder)) {
      assertTrue(context.search().warning().orElseThrow().is(SearchError.IMAGES_LOST));
      assertTrue(index(context).warnings().stream().anyMatch(w -> w.is(IndexError.IMAGES_LOST)));
      assertEquals(Optional.empty(), context.search().warning());
      assertEquals(List.of(), context.collections().problems());
    }
  }
}
