package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.CatalogDamage;
import org.kamcl.explorer.catalog.CatalogError;
import org.kamcl.explorer.catalog.StoredEmbedding;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.search.SearchError;
import org.kamcl.support.TestModels;

/** Embeddings that were damaged on disk. */
class DamagedEmbeddingsTest {
  private static final int IMAGES = 9;

  @TempDir private static Path folder;
  private static Path images;
  private static Path file;

  /** The archive is indexed once; each test gets the workspace as it was then. */
  @BeforeAll
  static void createArchive() throws IOException {
    TestModels.defaultModel(folder.resolve("models/small"));
    file = folder.resolve("workspace").resolve(Catalog.FILE_NAME);
    images = Files.createDirectories(folder.resolve("images"));
    for (int i = 0; i < IMAGES; i++) {
      Files.write(
          images.resolve("p%02d.jpg".formatted(i)),
          ImageBytes.jpeg(TestModels.image(i, 60 + i, 50)));
    }
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
    return context.index(IndexRequest.of(images)).run(JobContext.NONE);
  }

  /** Hits by file name, with scores. */
  private List<String> search(ExplorerContext context) {
    QueryTerm like =
        new QueryTerm(QueryTerm.Kind.IMAGE, images.resolve("p00.jpg").toString(), 1, false);
    List<String> found = new ArrayList<>();
    for (SearchHit hit :
        context.search().search(SearchRequest.of(new Query(List.of(like)), IMAGES)).hits()) {
      found.add("%s %.5f".formatted(hit.image().file().getFileName(), hit.score()));
    }
    return found;
  }

  private static boolean isOf(String hit, List<ImageRecord> images) {
    return images.stream().anyMatch(image -> hit.startsWith(image.file().getFileName().toString()));
  }

  private NavigableMap<Long, StoredEmbedding> stored() {
    TreeMap<Long, StoredEmbedding> all = new TreeMap<>();
    try (Catalog catalog = Catalog.open(file)) {
      catalog.embeddings(
          catalog.models().last().orElseThrow(), stored -> all.put(stored.imageId(), stored));
    }
    return all;
  }

  @Test
  void removedEmbeddingsAreReportedAndMadeAgain() {
    List<String> hits;
    List<ImageRecord> bad;
    try (ExplorerContext context = open()) {
      hits = search(context);
      bad = context.archive().images().subList(2, 5);
    }
    CatalogDamage.remove(file, bad.stream().map(ImageRecord::id).toList());
    try (ExplorerContext context = open()) {
      assertEquals(hits.stream().filter(hit -> !isOf(hit, bad)).toList(), search(context));
      Problem warning = context.search().warning().orElseThrow();
      assertTrue(warning.is(SearchError.IMAGES_NOT_EMBEDDED), warning::toString);
      assertEquals(3, warning.arguments().get(0));
      assertEquals(3, index(context).added());
      assertEquals(hits, search(context));
      assertEquals(Optional.empty(), context.search().warning());
    }
  }

  @ParameterizedTest
  @EnumSource(CatalogDamage.Kind.class)
  void damagedEmbeddingsAreLeftOutNamedAndMadeAgain(CatalogDamage.Kind kind) {
    NavigableMap<Long, StoredEmbedding> before = stored();
    assertEquals(IMAGES, before.size());
    List<String> hits;
    List<ImageRecord> bad;
    try (ExplorerContext context = open()) {
      hits = search(context);
      assertEquals(Optional.empty(), context.search().warning());
      bad = context.archive().images().subList(4, 6);
    }
    CatalogDamage.apply(file, kind, bad.stream().map(ImageRecord::id).toList());
    try (ExplorerContext context = open()) {
      assertEquals(hits.stream().filter(hit -> !isOf(hit, bad)).toList(), search(context));
      Problem warning = context.search().warning().orElseThrow();
      assertTrue(warning.is(SearchError.EMBEDDINGS_DAMAGED));
      assertEquals(List.of(2), warning.arguments());
      List<Problem> problems = context.collections().problems();
      assertEquals(
          bad.stream().map(image -> Optional.of(image.file())).toList(),
          problems.stream().map(Problem::file).toList());
      assertTrue(problems.stream().allMatch(p -> p.is(CatalogError.EMBEDDING_DAMAGED)));
      IndexReport report = index(context);
      assertEquals(List.of(2, IMAGES - 2), List.of(report.added(), report.unchanged()));
      assertEquals(hits, search(context));
      assertEquals(Optional.empty(), context.search().warning());
      assertEquals(List.of(), context.collections().problems());
    }
    NavigableMap<Long, StoredEmbedding> after = stored();
    assertEquals(before.keySet(), after.keySet());
    for (long id : before.keySet()) {
      // Rounding depends on the number of images that are embedded at once.
      assertArrayEquals(before.get(id).vector(), after.get(id).vector(), 1e-5f);
      byte[] concepts = before.get(id).concepts();
      assertEquals(concepts.length, after.get(id).concepts().length);
      for (int i = 0; i < concepts.length; i++) {
        assertEquals(concepts[i] & 0xff, after.get(id).concepts()[i] & 0xff, 1);
      }
    }
    try (Catalog catalog = Catalog.open(file)) {
      assertEquals(List.of(), catalog.integrity().damagedFiles());
    }
  }

  @Test
  void damagedEmbeddingsAreTriedAgainWithTheOtherProblems() {
    try (ExplorerContext context = open()) {
      CatalogDamage.apply(
          file, CatalogDamage.Kind.SIGNS_FLIPPED, List.of(context.archive().images().get(3).id()));
      search(context);
      assertEquals(1, context.collections().problems().size());
      assertEquals(1, context.retryProblems().run(JobContext.NONE).added());
      assertEquals(List.of(), context.collections().problems());
      assertEquals(IMAGES, search(context).size());
    }
  }

  @Test
  void aCopyOfADamagedFileIsEmbeddedItself() throws IOException {
    try (ExplorerContext context = open()) {
      CatalogDamage.apply(
          file, CatalogDamage.Kind.SIGNS_FLIPPED, List.of(context.archive().images().get(3).id()));
      Path copies = Files.createDirectory(folder.resolve("copies"));
      Files.copy(images.resolve("p03.jpg"), copies.resolve("copy.jpg"));
      context.index(IndexRequest.of(copies)).run(JobContext.NONE);
      index(context);
    }
    List<StoredEmbedding> all = List.copyOf(stored().values());
    assertEquals(IMAGES + 1, all.size());
    assertArrayEquals(all.get(3).vector(), all.get(IMAGES).vector(), 1e-5f);
  }

  @Test
  void anArchiveWithOnlyDamagedEmbeddingsSaysSo() {
    try (ExplorerContext context = open()) {
      CatalogDamage.apply(
          file,
          CatalogDamage.Kind.NOT_A_NUMBER,
          context.archive().images().stream().map(ImageRecord::id).toList());
      KamclException failure = assertThrows(KamclException.class, () -> search(context));
      assertTrue(failure.is(SearchError.EMBEDDINGS_DAMAGED), failure.getMessage());
      assertEquals(IMAGES, index(context).added());
      assertEquals(IMAGES, search(context).size());
    }
  }

  @Test
  void embeddingsOfAnotherModelAreFoundByEmbeddingASampleAgain() {
    try (ExplorerContext context = open()) {
      List<ImageRecord> images = context.archive().images();
      EmbeddingVerifier.Result good = context.embeddingVerifier().verify(50, 1);
      assertEquals(new EmbeddingVerifier.Result(IMAGES, List.of()), good);
      try (Catalog catalog = Catalog.open(file)) {
        // A valid row, as a wrong model would have written it.
        float[] other = new float[stored().firstEntry().getValue().vector().length];
        other[3] = 1;
        CatalogDamage.replace(
            file, catalog.models().last().orElseThrow(), images.get(2).id(), other);
      }
      EmbeddingVerifier.Result found = context.embeddingVerifier().verify(50, 1);
      assertEquals(
          List.of(images.get(2).file()),
          found.different().stream().map(ImageRecord::file).toList());
      assertEquals(1, index(context).added());
      assertEquals(List.of(), context.embeddingVerifier().verify(50, 1).different());
    }
  }

  @Test
  void damagedVectorsOfSentencesAreNotUsed() {
    try (Catalog catalog = Catalog.open(file)) {
      var model = catalog.models().last().orElseThrow();
      catalog
          .captionVectors()
          .save(
              model, java.util.Map.of("a pier", new float[] {1, 0}, "a lake", new float[] {0, 1}));
      CatalogDamage.execute(
          file, "UPDATE sentences SET vector = x'000080bf00000000' WHERE sentence = 'a pier'");
      assertEquals(
          java.util.Set.of("a lake"),
          catalog.captionVectors().find(model, List.of("a pier", "a lake")).keySet());
    }
  }
}
