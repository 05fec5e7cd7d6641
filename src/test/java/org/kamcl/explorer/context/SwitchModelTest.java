package org.kamcl.explorer.context;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.inference.InferenceError;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.network.Activation;
import org.kamcl.engine.network.ClipSizes;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.ProcessMemory;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.RatedComparison;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.domain.IndexedModel;
import org.kamcl.explorer.domain.RelevanceFeedback.Rating;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.progress.ProgressStage;
import org.kamcl.support.CommandResult;
import org.kamcl.support.TestModels;

/** An archive that two models have indexed. */
class SwitchModelTest {
  private static final String QUERY = "a lake";

  @TempDir private Path folder;
  private Workspace workspace;

  @BeforeEach
  void twoModels() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    for (int i = 0; i < 3; i++) {
      Files.write(images.resolve("p" + i + ".jpg"), ImageBytes.jpeg(TestModels.image(i, 70, 64)));
    }
    Path home = folder.resolve("workspace");
    TestModels.defaultModel(home.resolve("models/one"));
    TestModels.clipModel(home.resolve("models/two"));
    workspace = new Workspace(home, Optional.empty());
    try (ExplorerContext context = open(Optional.of("one"))) {
      context.index(ImportRequest.of(images)).run(JobContext.NONE);
      context.indexAgain("two").run(JobContext.NONE);
    }
  }

  private ExplorerContext open(Optional<String> model) {
    return ExplorerContext.open(workspace, model, DeviceChoice.CPU);
  }

  private Map<String, String> embeddings() throws SQLException {
    Map<String, String> all = new TreeMap<>();
    Path file = workspace.folder().resolve(Catalog.FILE_NAME);
    try (Connection catalog = DriverManager.getConnection("jdbc:sqlite:" + file);
        ResultSet row =
            catalog
                .createStatement()
                .executeQuery("SELECT model_id || ' ' || image_id, hex(vector) FROM embeddings")) {
      while (row.next()) {
        all.put(row.getString(1), row.getString(2));
      }
    }
    return all;
  }

  private static IndexedModel of(List<IndexedModel> all, String name) {
    return all.stream().filter(model -> model.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void switchingEmbedsNothingAndKeepsWhatPeopleMadeAndTheModelAfterARestart() throws Exception {
    Map<String, String> before = embeddings();
    assertEquals(6, before.size());
    try (ExplorerContext context = open(Optional.empty())) {
      List<ImageRecord> images = context.archive().images();
      context.tags().tag(Set.of(images.get(0).id()), "seen");
      context.feedback().rate(QUERY, images.get(1).id(), Rating.RELEVANT);
      SearchRequest saved = SearchRequest.of(QueryParser.parse(QUERY), 5);
      context.searchLibrary().save("lakes", saved);
      assertEquals("two", context.search().search(QUERY, 5).model());
      Object second = context.model().orElseThrow();

      context.modelChoice().use("one");
      assertEquals("one", context.model().orElseThrow().name());
      var found = context.search().search(QUERY, 5);
      assertEquals("one", found.model());
      assertEquals(3, found.compared());
      assertEquals(Set.of(images.get(1).id()), found.request().feedback().orElseThrow().relevant());
      assertEquals(images, context.archive().images());
      assertEquals("one", context.archive().summary().model());
      context.modelChoice().use("two");
      assertEquals(second, context.model().orElseThrow());
      var again = context.search().search(QUERY, 5);
      assertEquals("two", again.model());
      assertNotEquals(found.hits().get(0).score(), again.hits().get(0).score());
      assertEquals(Set.of(images.get(0).id()), context.tags().tagged("seen"));
      assertEquals("lakes", context.searchLibrary().saved().get(0).name());
      context.modelChoice().use("one");
    }
    assertEquals(before, embeddings());
    try (ExplorerContext context = open(Optional.empty())) {
      assertEquals("one", context.search().search(QUERY, 5).model());
    }
  }

  @Test
  void aModelThatWasLoadedBeforeIsUsedAgain() {
    try (ExplorerContext context = open(Optional.empty())) {
      LazyModel model = (LazyModel) context.modelChoice();
      Object first = model.model();
      model.use("one");
      Object other = model.model();
      model.use("two");
      assertSame(first, model.model());
      model.use("one");
      assertSame(other, model.model());
    }
  }

  @Test
  void onlyTheLastTwoModelsKeepTheirWeightsAndTheOthersReadThemAgain() throws Exception {
    TestModels.model(folder.resolve("workspace/models/three"), large(12));
    TestModels.model(folder.resolve("workspace/models/four"), large(16));
    try (ExplorerContext context = open(Optional.empty())) {
      LazyModel models = (LazyModel) context.modelChoice();
      models.use("three");
      KamclModel first = models.model();
      float[] before = first.embedTexts(List.of(QUERY)).get(0).vector();
      models.use("four");
      models.model().embedTexts(List.of(QUERY));
      long both = inUse();
      models.use("one");
      models.model().embedTexts(List.of(QUERY));
      long one = inUse();
      assertTrue(both - one > LARGE / 2, both - one + " bytes were freed");
      // What began with it, such as a job, continues with the same results.
      assertArrayEquals(before, first.embedTexts(List.of(QUERY)).get(0).vector());
      models.use("two");
      models.model().embedTexts(List.of(QUERY));
      assertTrue(both - inUse() > LARGE / 2 + LARGE, "both large models were unloaded");
    }
  }

  @Test
  void queriesOfSeveralThreadsNeverFailWhileModelsAreSwitched() throws Exception {
    TestModels.clipModel(folder.resolve("workspace/models/three"));
    try (ExplorerContext context = open(Optional.empty())) {
      LazyModel models = (LazyModel) context.modelChoice();
      AtomicBoolean over = new AtomicBoolean();
      CompletableFuture<Integer> asked =
          CompletableFuture.supplyAsync(
              () -> {
                KamclModel held = models.model();
                int count = 0;
                while (!over.get()) {
                  held.embedTexts(List.of(QUERY));
                  models.model().embedTexts(List.of(QUERY));
                  count++;
                }
                return count;
              });
      try {
        for (int i = 0; i < 12; i++) {
          models.use(List.of("one", "three", "two").get(i % 3));
          models.model().embedTexts(List.of(QUERY));
        }
      } finally {
        over.set(true);
      }
      assertTrue(asked.get(60, TimeUnit.SECONDS) > 0);
    }
  }

  private static final long LARGE = 49_408L * 512 * Float.BYTES;

  /** A model whose table of words takes 100 MB. */
  private static NetworkConfig large(int embeddingSize) {
    return NetworkConfig.clip(
        new ClipSizes(
            new ClipSizes.Vision(32, 16, 16, List.of(1), 1, 64),
            new ClipSizes.Text(77, 49_408, 512, 1, 8, 64),
            embeddingSize,
            Activation.GELU,
            100));
  }

  /** Resident memory outside the Java heap, bytes. */
  private static long inUse() {
    System.gc();
    return ProcessMemory.of(ProcessHandle.current().pid()).orElseThrow().resident()
        - Runtime.getRuntime().totalMemory();
  }

  @Test
  void missingAndPartlyIndexedAndNewModelsAreListedAsWhatTheyAre() throws Exception {
    TestModels.defaultModel(folder.resolve("workspace/models/new"), 96);
    Path more = Files.createDirectories(folder.resolve("more"));
    Files.write(more.resolve("q.jpg"), ImageBytes.jpeg(TestModels.image(9, 70, 64)));
    try (ExplorerContext context = open(Optional.empty())) {
      context.index(ImportRequest.of(more)).run(JobContext.NONE);
      List<IndexedModel> all = context.modelChoice().indexed();
      assertEquals(
          List.of(
              new IndexedModel("new", 0, 4, true, false),
              new IndexedModel("one", 3, 4, true, false),
              new IndexedModel("two", 4, 4, true, true)),
          all);
      assertEquals(1, of(all, "one").missing());
      assertTrue(of(all, "one").isSearchable());
      context.indexAgain("one").run(JobContext.NONE);
      assertEquals(
          new IndexedModel("one", 4, 4, true, true), of(context.modelChoice().indexed(), "one"));

      FileUtils.deleteDirectory(folder.resolve("workspace/models/two").toFile());
      assertEquals(
          new IndexedModel("two", 4, 4, false, false), of(context.modelChoice().indexed(), "two"));
      KamclException e = assertThrows(KamclException.class, () -> context.modelChoice().use("two"));
      assertEquals(InferenceError.MODEL_NOT_FOUND, e.code(), e.getMessage());
      assertEquals("one", context.search().search(QUERY, 5).model());
    }
  }

  @Test
  void modelsAreComparedOnTheRatedHitsWithoutTheirEffectOnTheRanking() throws Exception {
    Map<String, String> before = embeddings();
    try (ExplorerContext context = open(Optional.of("two"))) {
      List<SearchHit> own = context.search().search(QUERY, 5).hits();
      // The ratings agree with the ranking of two, upside down.
      context.feedback().rate(QUERY, own.get(0).image().id(), Rating.NOT_RELEVANT);
      context.feedback().rate(QUERY, own.get(2).image().id(), Rating.RELEVANT);
      context.feedback().rate("green trees", own.get(0).image().id(), Rating.RELEVANT);
      RatedComparison found = context.compareByRatings("two", "one").run(JobContext.NONE);
      RatedComparison.RatedQuery measured = found.queries().get(0);
      assertEquals(QUERY, measured.query());
      assertEquals(0.5, measured.precision(), "the second of two rated images");
      assertEquals(3, measured.rank());
      assertEquals(3, found.images());
      assertEquals(
          List.of("green trees"), found.unmeasured().stream().map(u -> u.query()).toList());
      RatedComparison turned = context.compareByRatings("one", "two").run(JobContext.NONE);
      assertEquals(-found.difference(), turned.difference(), 1e-12);
      assertEquals("two", context.search().search(QUERY, 5).model());
    }
    assertEquals(before, embeddings());
    String home = workspace.folder().toString();
    CommandResult printed = CommandResult.of("compare", "two", "one", "--workspace", home);
    assertEquals(0, printed.code(), printed.err());
    assertTrue(printed.out().contains(QUERY + " (1 relevant, 1 not; first relevant at 3 and "));
    assertTrue(
        printed.err().contains("not measured: green trees: The only rated image is relevant"));
    CommandResult json = CommandResult.of("compare", "two", "one", "--json", "--workspace", home);
    assertEquals(3, json.json().get("images").getAsInt());
    assertEquals(1, json.json().getAsJsonArray("queries").size());
    assertEquals(1, json.json().getAsJsonArray("unmeasured").size());
  }

  @Test
  void aDamagedModelIsRefusedAndTheOneBeforeStaysInUse() throws Exception {
    Path weights = folder.resolve("workspace/models/one/weights.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);
    try (ExplorerContext context = open(Optional.empty())) {
      assertThrows(KamclException.class, () -> context.modelChoice().use("one"));
      assertEquals("two", context.search().search(QUERY, 5).model());
    }
  }

  @Test
  void anIndexingThatEndsEarlyDoesNotChangeTheModelOfTheNextStart() throws Exception {
    TestModels.defaultModel(folder.resolve("workspace/models/new"), 96);
    try (ExplorerContext context = open(Optional.empty())) {
      JobContext stopping =
          new JobContext() {
            @Override
            public void onProgress(ProgressStage stage, long done, long total, String item) {
              if (stage == ProgressStage.IMAGES && done == 2) {
                throw new CancellationException();
              }
            }

            @Override
            public boolean cancelled() {
              return false;
            }
          };
      assertThrows(CancellationException.class, () -> context.indexAgain("new").run(stopping));
      assertTrue(of(context.modelChoice().indexed(), "new").images() > 0, "some were indexed");
      assertEquals("two", context.search().search(QUERY, 5).model());
    }
    try (ExplorerContext context = open(Optional.empty())) {
      assertEquals("two", context.search().search(QUERY, 5).model());
    }
  }
}
