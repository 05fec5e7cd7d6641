package org.kamcl.explorer.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.explorer.api.ImageSearch.CaptionHit;
import org.kamcl.explorer.archive.Archive;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.SampleImages;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.index.EmbeddingStore;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.search.LoadedModel;
import org.kamcl.explorer.search.SearchService;

/** The same images in a catalog and in a shared archive give the same answers. */
@ExtendWith(SolrServers.class)
class SolrSearchTest {
  private static final Path MODEL = Path.of("models", "default");
  private static final int IMAGES = 600;
  private static final int QUERIES = 200;
  private static final int TOP = 20;

  @TempDir static Path folder;

  private static EngineRuntime runtime;
  private static KamclModel model;
  private static SolrArchive shared;
  private static Catalog catalog;
  private static EmbeddingStore embeddings;
  private static SearchService local;
  private static SearchService remote;
  private static List<String> words;

  @BeforeAll
  static void fill(SolrServers.Running servers) {
    runtime = EngineRuntime.open(DeviceChoice.CPU);
    model = KamclModel.open(MODEL, runtime);
    LoadedModel source = new LoadedModel(MODEL, model);
    words =
        model.conceptNames().stream().filter(name -> model.unknownWords(name).isEmpty()).limit(60).toList();
    catalog = Catalog.open(folder.resolve(Catalog.FILE_NAME));
    shared = servers.archive("search", "one");
    shared.create(2, 2);
    List<EmbeddedImage> images = images();
    for (Archive archive : List.of(catalog, shared)) {
      archive.save(source.id(), images);
    }
    embeddings = new EmbeddingStore(catalog);
    local = new SearchService(catalog, source, embeddings, file -> sea());
    remote = new SearchService(shared, catalog.captionVectors(), source, file -> sea());
  }

  private static Embedding sea() {
    return model.embedTexts(List.of("sea")).get(0);
  }

  /** Images near to the words, with captions that name them. */
  private static List<EmbeddedImage> images() {
    List<float[]> vectors =
        model.embedTexts(words).stream().map(Embedding::unitVector).toList();
    Random random = new Random(5);
    List<EmbeddedImage> images = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      float[] near = vectors.get(i % vectors.size());
      double[] values = new double[near.length];
      for (int d = 0; d < values.length; d++) {
        values[d] = near[d] + 0.04 * random.nextGaussian();
      }
      byte[] concepts = new byte[model.conceptNames().size()];
      random.nextBytes(concepts);
      images.add(
          new EmbeddedImage(
              SampleImages.file(
                  "collection " + i % 3, "image" + i + ".tif", "a " + words.get(i % words.size())),
              SampleImages.image(
                  Optional.empty(),
                  Optional.of(SampleImages.box(-170 + i / 2.0, 10)),
                  OptionalDouble.of(i % 7),
                  Optional.empty()),
              SampleImages.unit(values),
              concepts));
    }
    return images;
  }

  @AfterAll
  static void close() {
    embeddings.close();
    catalog.close();
    shared.close();
    model.close();
    runtime.close();
  }

  private static SearchRequest request(String query, int top) {
    return SearchRequest.of(QueryParser.parse(query), top);
  }

  /** Everything but ids, which each archive gives itself. */
  private static void assertSame(SearchResult expected, SearchResult actual, String query) {
    assertEquals(expected.hits().size(), actual.hits().size(), query);
    assertEquals(expected.candidates(), actual.candidates(), query);
    for (int i = 0; i < expected.hits().size(); i++) {
      SearchHit one = expected.hits().get(i);
      SearchHit other = actual.hits().get(i);
      String where = query + ", hit " + i;
      assertEquals(one.image().file(), other.image().file(), where);
      assertEquals(one.score(), other.score(), 2e-6, where);
      assertEquals(one.band(), other.band(), where);
      assertEquals(one.falseMatchRate(), other.falseMatchRate(), 1e-4, where);
      assertEquals(one.concepts(), other.concepts(), where);
    }
  }

  @Test
  void theFirstTwentyOfTwoHundredQueriesAreEqual() {
    Random random = new Random(8);
    for (int q = 0; q < QUERIES; q++) {
      String first = words.get(random.nextInt(words.size()));
      String second = words.get(random.nextInt(words.size()));
      String query =
          switch (q % 4) {
            case 0 -> first;
            case 1 -> first + " " + second;
            case 2 -> first + " -" + second;
            default -> "a large " + first + " near the small " + second;
          };
      SearchFilter filter =
          q % 5 == 0
              ? SearchFilter.NONE.withCollections(Set.of("collection 1"))
              : SearchFilter.NONE;
      SearchRequest request = request(query, TOP).with(filter);
      SearchResult answer = remote.search(request);
      assertSame(local.search(request), answer, query);
      assertFalse(answer.approximate());
    }
  }

  @Test
  void captionsNearestToAQueryAreEqual() {
    for (String word : words.subList(0, 10)) {
      List<CaptionHit> expected = local.captions(request(word, 5));
      List<CaptionHit> actual = remote.captions(request(word, 5));
      assertEquals(
          expected.stream().map(CaptionHit::caption).toList(),
          actual.stream().map(CaptionHit::caption).toList());
      assertEquals(
          expected.stream().map(hit -> hit.images().size()).toList(),
          actual.stream().map(hit -> hit.images().size()).toList());
      assertTrue(expected.get(0).images().size() > 0);
    }
  }

  @Test
  void ratedHitsMoveTheQueryAlike() {
    String query = words.get(3);
    for (Archive archive : List.of(catalog, shared)) {
      archive.images().stream()
          .filter(image -> image.file().endsWith("image7.tif"))
          .forEach(
              image ->
                  archive
                      .feedback()
                      .rate(query, image.id(), RelevanceFeedback.Rating.RELEVANT));
    }
    SearchResult moved = remote.search(request(query, TOP));
    assertEquals(1, moved.request().feedback().orElseThrow().relevant().size());
    assertSame(local.search(request(query, TOP)), moved, query);
  }

  @Test
  void suggestionsAndListsAreEqual() {
    String typed = words.get(0).substring(0, 3);
    assertEquals(local.suggestions(typed, 8), remote.suggestions(typed, 8));
    SearchRequest list = request("", 50);
    assertEquals(
        local.search(list).hits().stream().map(hit -> hit.image().file()).toList(),
        remote.search(list).hits().stream().map(hit -> hit.image().file()).toList());
    assertEquals(Optional.empty(), remote.listingWarning());
    assertEquals(local.warning(), remote.warning());
  }
}
