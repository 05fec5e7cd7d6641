package org.kamcl.explorer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.inference.CollectionStatistics;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ImageSearch;
import org.kamcl.explorer.api.ImageSearch.CaptionHit;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.api.ImageSearch.Suggestion;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.ImageOrder;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.MatchBand;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.domain.TermContribution;
import org.kamcl.explorer.index.EmbeddingStore;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.query.QueryParser;

/** Searches synthetic embeddings that are near to, or far from, the embeddings of words. */
class SearchServiceTest {
  private static final int OTHERS = 9_000;
  private static final int BOATS = 12;
  private static final int LAKES = 12;
  private static final int BOTH = 6;

  /** The shipped model, since only a trained one tells boats from lakes. */
  private static final Path MODEL = Path.of("models", "default");

  @TempDir private static Path folder;
  private static EngineRuntime runtime;
  private static KamclModel model;
  private static Catalog catalog;
  private static EmbeddingStore vectors;
  private static SearchService search;

  @BeforeAll
  static void createArchive() {
    Path stored = MODEL;
    runtime = EngineRuntime.open(DeviceChoice.CPU);
    model = KamclModel.open(stored, runtime);
    catalog = Catalog.open(folder.resolve(Catalog.FILE_NAME));
    ModelSource source = source(stored);
    List<float[]> words =
        model.embedTexts(List.of("boats", "lake")).stream().map(Embedding::unitVector).toList();
    SyntheticImages synthetic = new SyntheticImages(model, folder);
    Random random = new Random(1);
    List<EmbeddedImage> images = new ArrayList<>();
    for (int i = 0; i < OTHERS; i++) {
      images.add(synthetic.image("other", i, synthetic.noise(random), random));
    }
    for (int i = 0; i < BOATS; i++) {
      images.add(synthetic.image("boats", i, synthetic.near(random, words.get(0)), random));
    }
    for (int i = 0; i < LAKES; i++) {
      images.add(synthetic.image("lake", i, synthetic.near(random, words.get(1)), random));
    }
    for (int i = 0; i < BOTH; i++) {
      images.add(
          synthetic.image("both", i, synthetic.near(random, words.get(0), words.get(1)), random));
    }
    catalog.save(source.id(), images);
    vectors = new EmbeddingStore(catalog);
    search =
        new SearchService(
            catalog, source, vectors, file -> model.embedTexts(List.of("lake")).get(0));
  }

  @AfterAll
  static void close() {
    vectors.close();
    catalog.close();
    model.close();
    runtime.close();
  }

  private static ModelSource source(Path stored) {
    return source(stored, () -> {});
  }

  private static ModelSource source(Path stored, Runnable loaded) {
    return new ModelSource() {
      @Override
      public ModelId id() {
        return new ModelId("hash", "small");
      }

      @Override
      public Path folder() {
        return stored;
      }

      @Override
      public KamclModel model() {
        loaded.run();
        return model;
      }

      @Override
      public <T> ImageEmbedder<T> embedder(ImageEmbedder.Source<T> pixels) {
        throw new AssertionError("Nothing is indexed in this test.");
      }
    };
  }

  private static SearchRequest request(String query, int top) {
    return SearchRequest.of(QueryParser.parse(query), top);
  }

  private static long countOf(List<SearchHit> hits, String kind) {
    return hits.stream().filter(h -> h.image().collection().equals(kind)).count();
  }

  @Test
  void warmingUpChangesNoResultAndLoadsNothingForAnEmptyArchive() {
    SearchResult cold = search.search("boats", 20);
    AtomicInteger loads = new AtomicInteger();
    ModelSource counted = source(MODEL, loads::incrementAndGet);
    SearchService ready =
        new SearchService(
            catalog, counted, vectors, file -> model.embedTexts(List.of("lake")).get(0));
    ready.warmUp();
    assertTrue(loads.get() > 0);
    assertEquals(cold.hits(), ready.search("boats", 20).hits());
    loads.set(0);
    try (Catalog nothing = Catalog.open(folder.resolve("empty").resolve(Catalog.FILE_NAME));
        EmbeddingStore none = new EmbeddingStore(nothing)) {
      new SearchService(nothing, counted, none, file -> null).warmUp();
    }
    assertEquals(0, loads.get());
  }

  @Test
  void theNearestImagesComeFirstAndAreTheStrongMatches() {
    SearchResult result = search.search(request("boats", 30));
    assertTrue(result.complete());
    assertEquals(OTHERS + BOATS + LAKES + BOTH, result.compared());
    assertEquals(
        BOATS + BOTH,
        countOf(result.hits().subList(0, BOATS + BOTH), "boats") + countOf(result.hits(), "both"));
    assertTrue(
        result.strongMatches() >= BOATS && result.strongMatches() < 30,
        "" + result.strongMatches());
    Map<String, SearchHit> lastOfCollection = new HashMap<>();
    double lastScore = 1;
    for (SearchHit hit : result.hits()) {
      assertTrue(lastScore >= hit.score(), "hits are ranked by score");
      lastScore = hit.score();
      SearchHit before = lastOfCollection.put(hit.image().collection(), hit);
      if (before != null) {
        assertTrue(before.falseMatchRate() <= hit.falseMatchRate(), "rates rise in a collection");
        assertTrue(before.band().compareTo(hit.band()) <= 0, "bands fall in a collection");
      }
      assertTrue(hit.falseMatchRate() > 0 && hit.falseMatchRate() <= 1);
    }
    assertTrue(search.hasModelCalibration(), "the shipped model has a score calibration");
  }

  @Test
  void collectionsAreMeasuredOnceAndStored() {
    search.search("boats", 5);
    ScoreCalibration calibration = ScoreCalibration.read(MODEL).orElseThrow();
    Map<String, CollectionStatistics> stored =
        catalog.collectionStatistics().all(new ModelId("hash", "small"), calibration.fingerprint());
    assertEquals(Set.of("other", "boats", "lake", "both"), stored.keySet());
    assertEquals(OTHERS, stored.get("other").images());
    assertTrue(stored.get("other").unfamiliar(), "noise is unlike any training image");
    assertTrue(
        catalog.collections().list().stream()
            .anyMatch(c -> c.name().equals("other") && c.unfamiliar()));
  }

  @Test
  void captionsTellWhetherTheyFit() {
    ImageRecord boats = search.search("boats", 1).hits().get(0).image();
    List<RankedCaption> captions = search.captions(boats, 3);
    assertFalse(captions.isEmpty());
    for (RankedCaption caption : captions) {
      assertTrue(caption.band().isPresent());
      assertEquals(caption.band().get() != MatchBand.WEAK, caption.fits());
    }
    assertTrue(captions.get(0).fits(), captions.toString());
    assertFalse(new RankedCaption(1, "an island", 0.1, Optional.of(MatchBand.WEAK)).fits());
  }

  @Test
  void anExclusionLowersImagesThatMatchIt() {
    List<SearchHit> plain = search.search(request("boats", BOATS + BOTH)).hits();
    assertEquals(BOTH, countOf(plain, "both"));
    List<SearchHit> without = search.search(request("boats -lake", BOATS)).hits();
    assertEquals(0, countOf(without, "both"));
    assertEquals(BOATS, countOf(without, "boats"));
  }

  @Test
  void anExclusionKeepsMatchesOfTheIncludedTermsStrong() {
    long plain = search.search(request("boats", BOATS + BOTH)).strongMatches();
    for (String minor : List.of("trees", "grass", "lake")) {
      SearchResult without = search.search(request("boats -" + minor, BOATS));
      assertTrue(without.strongMatches() >= BOATS - 2, minor + " " + without.strongMatches());
    }
    SearchResult gone = search.search(request("boats -\"boats\"", BOATS));
    assertTrue(gone.strongMatches() < plain, "an exclusion weakens a match");
  }

  @Test
  void weightsAndImagesAreTerms() {
    List<SearchHit> lakes = search.search(request("boats^0.1, lake^5", LAKES + BOTH)).hits();
    assertEquals(0, countOf(lakes, "boats"));
    List<SearchHit> both = search.search(request("boats, lake", BOTH)).hits();
    assertEquals(BOTH, countOf(both, "both"));
    List<SearchHit> like = search.search(request("like:\"/some/file.jpg\"", LAKES)).hits();
    assertTrue(countOf(like, "lake") + countOf(like, "both") == LAKES);
    long id =
        lakes.stream()
            .map(SearchHit::image)
            .filter(i -> i.collection().equals("lake"))
            .findFirst()
            .orElseThrow()
            .id();
    SearchHit self = search.search(request("like:#" + id, 1)).hits().get(0);
    assertEquals(id, self.image().id());
    assertEquals(1, self.score(), 1e-5);
    assertEquals(
        "lake",
        self.concepts().get(0).name(),
        "the concepts of the image are the concepts of the query");
  }

  @Test
  void feedbackMovesTheQuery() {
    SearchRequest boats = request("boats", 40);
    List<SearchHit> plain = search.search(boats).hits();
    Set<Long> good =
        Set.copyOf(
            plain.stream()
                .filter(h -> h.image().collection().equals("both"))
                .limit(3)
                .map(h -> h.image().id())
                .toList());
    List<SearchHit> refined =
        search.search(boats.with(new RelevanceFeedback(good, Set.of()))).hits();
    assertTrue(bestScore(refined) > bestScore(plain), "what relevant hits also show moves closer");
    List<SearchHit> pushed =
        search.search(boats.with(new RelevanceFeedback(Set.of(), good))).hits();
    assertTrue(bestScore(pushed) < bestScore(plain), "what other hits also show moves away");
  }

  @Test
  void storedFeedbackIsUsedForRequestsWithoutFeedback() {
    SearchRequest boats = request("boats", 40);
    List<SearchHit> plain = search.search(boats.with(RelevanceFeedback.NONE)).hits();
    long relevant = plain.get(9).image().id();
    long notRelevant = plain.get(0).image().id();
    RelevanceFeedback ratings = new RelevanceFeedback(Set.of(relevant), Set.of(notRelevant));
    catalog.feedback().rate("boats", relevant, RelevanceFeedback.Rating.RELEVANT);
    catalog.feedback().rate("boats", notRelevant, RelevanceFeedback.Rating.NOT_RELEVANT);
    try {
      SearchResult stored = search.search(boats);
      assertEquals(Optional.of(ratings), stored.request().feedback());
      assertEquals(search.search(boats.with(ratings)).hits(), stored.hits());
      assertNotEquals(plain, stored.hits());
      assertEquals(
          plain,
          search.search(boats.with(RelevanceFeedback.NONE)).hits(),
          "feedback of the request replaces the stored one");
      assertEquals(
          Optional.of(RelevanceFeedback.NONE),
          search.search(request("boat", 1)).request().feedback(),
          "feedback belongs to its query");
      assertEquals(search.captions(boats.with(ratings)), search.captions(boats), "captions alike");
    } finally {
      catalog.feedback().rate("boats", relevant, RelevanceFeedback.Rating.NONE);
      catalog.feedback().rate("boats", notRelevant, RelevanceFeedback.Rating.NONE);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"boats", "boats -lake", "lake^2, boats", "like:#9003", "boats -like:#9020"})
  void aServiceThatHasSearchedBeforeFindsTheSameAsANewOne(String query) {
    List<SearchRequest> requests =
        List.of(
            request(query, 300),
            request(query, 20).with(SearchFilter.NONE.withCollections(Set.of("other", "both"))),
            request(query, 20).with(new RelevanceFeedback(Set.of(9001L), Set.of(9015L))));
    for (SearchRequest wanted : requests) {
      SearchService fresh =
          new SearchService(
              catalog, source(MODEL), vectors, f -> model.embedTexts(List.of("lake")).get(0));
      List<SearchHit> first = fresh.search(wanted).hits();
      search.search(request("lake", 250));
      assertEquals(first, search.search(wanted).hits());
      assertEquals(first, search.search(wanted).hits());
      ImageRecord best = first.get(0).image();
      assertEquals(
          fresh.contributions(wanted.query(), best), search.contributions(wanted.query(), best));
      assertEquals(fresh.captions(best, 3), search.captions(best, 3));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"boats", "boats -lake", "lake^2, boats"})
  void aShortResultIsAPrefixOfALongerOne(String query) {
    List<SearchHit> page = search.search(request(query, SearchService.MIN_CALIBRATED_HITS)).hits();
    for (int top : new int[] {1, 7, 20}) {
      assertEquals(page.subList(0, top), search.search(request(query, top)).hits());
    }
  }

  private static double bestScore(List<SearchHit> hits) {
    return hits.stream()
        .filter(h -> h.image().collection().equals("lake"))
        .mapToDouble(SearchHit::score)
        .max()
        .orElse(-1);
  }

  private static void assertFiltered(SearchFilter filter, Predicate<ImageRecord> matches) {
    SearchResult result = search.search(request("boats", 10_000).with(filter));
    Set<Long> expected =
        Set.copyOf(catalog.images().stream().filter(matches).map(ImageRecord::id).toList());
    assertFalse(expected.isEmpty());
    assertEquals(expected.size(), search.count(filter));
    assertEquals(expected.size(), result.candidates());
    assertEquals(expected, Set.copyOf(result.hits().stream().map(h -> h.image().id()).toList()));
  }

  @Test
  void filtersApplyBeforeTopHitsAreSelected() {
    GeoArea area = GeoArea.box(170, -50, -150, 50);
    assertFiltered(
        SearchFilter.NONE.withArea(Optional.of(area)),
        i -> i.footprint().map(area::intersects).orElse(false));
    LocalDate first = LocalDate.of(2020, 5, 1);
    LocalDate last = LocalDate.of(2021, 2, 1);
    assertFiltered(
        SearchFilter.NONE.withDates(Optional.of(first), Optional.of(last)),
        i -> i.date().map(d -> !d.isBefore(first) && !d.isAfter(last)).orElse(false));
    assertFiltered(
        SearchFilter.NONE.withCollections(Set.of("lake", "both")),
        i -> Set.of("lake", "both").contains(i.collection()));
    assertFiltered(
        SearchFilter.NONE.withGsd(OptionalDouble.of(2), OptionalDouble.of(3)),
        i -> i.gsd().getAsDouble() >= 2 && i.gsd().getAsDouble() <= 3);
    assertFiltered(SearchFilter.NONE.withLocationMissing(true), i -> i.footprint().isEmpty());
    assertFiltered(
        SearchFilter.NONE.withDateMissing(true).withCollections(Set.of("boats")),
        i -> i.date().isEmpty() && i.collection().equals("boats"));
    List<Long> some = catalog.images().stream().limit(40).map(ImageRecord::id).toList();
    catalog.tags().tag(some, "seen");
    assertFiltered(SearchFilter.NONE.withTags(Set.of("seen")), i -> some.contains(i.id()));
    SearchResult none =
        search.search(request("boats", 5).with(SearchFilter.NONE.withTags(Set.of("unseen"))));
    assertTrue(none.hits().isEmpty() && none.candidates() == 0 && none.complete());
  }

  @Test
  void aSearchReportsPartialResultsAndCanBeCanceled() {
    SearchService reporting =
        new SearchService(catalog, source(MODEL), vectors, f -> null, Duration.ZERO);
    List<SearchResult> partial = new ArrayList<>();
    SearchResult whole =
        reporting.search(
            request("boats -lake", 10),
            found -> {
              partial.add(found);
              return true;
            });
    assertFalse(partial.isEmpty());
    for (SearchResult part : partial) {
      assertFalse(part.complete());
      assertEquals(10, part.hits().size());
      assertEquals(whole.candidates(), part.candidates());
    }
    assertTrue(whole.complete());
    SearchResult stopped = reporting.search(request("boats", 10), found -> false);
    assertFalse(stopped.complete());
    assertTrue(stopped.compared() < stopped.candidates());
  }

  @Test
  void unknownWordsAreReportedAndIgnored() {
    SearchResult result = search.search(request("boats zxqvj", 3));
    assertEquals(List.of("zxqvj"), result.unknownWords());
    assertEquals(
        search.search(request("boats", 3)).hits().get(0).score(),
        result.hits().get(0).score(),
        1e-5);
    assertRejected("zxqvj", SearchError.NO_KNOWN_WORDS);
  }

  @Test
  void withoutAQueryAllImagesThatMatchTheFilterAreListedInOrder() {
    int all = OTHERS + BOATS + LAKES + BOTH;
    SearchResult everything =
        search.search(request(" ", 10_000).with(ImageOrder.by(ImageOrder.Key.NAME)));
    assertEquals(all, everything.hits().size());
    assertEquals(all, everything.candidates());
    List<SearchHit> hits = everything.hits();
    for (int i = 0; i < hits.size(); i++) {
      assertEquals(i + 1, hits.get(i).rank());
      assertTrue(hits.get(i).isListed());
      assertTrue(Double.isNaN(hits.get(i).falseMatchRate()));
      if (i > 0) {
        assertTrue(
            ImageComparators.naturalOrder()
                    .compare(
                        hits.get(i - 1).image().file().getFileName().toString(),
                        hits.get(i).image().file().getFileName().toString())
                <= 0);
      }
    }
    SearchFilter boats = SearchFilter.NONE.withCollections(Set.of("boats"));
    SearchResult page = search.search(request("", 3).with(boats));
    assertEquals(3, page.hits().size());
    assertEquals(BOATS, page.candidates());
    assertTrue(page.hits().stream().allMatch(h -> h.image().collection().equals("boats")));
    SearchResult next = search.search(request("", 6).with(boats));
    assertEquals(page.hits(), next.hits().subList(0, 3), "the next page begins with the same");
    SearchResult nothing =
        search.search(request("", 3).with(SearchFilter.NONE.withCollections(Set.of("none"))));
    assertEquals(0, nothing.candidates());
  }

  @Test
  void aListNeedsNoModel() {
    AtomicInteger loads = new AtomicInteger();
    SearchService lister =
        new SearchService(catalog, source(MODEL, loads::incrementAndGet), vectors, file -> null);
    for (ImageOrder.Key key : ImageOrder.Key.values()) {
      assertEquals(5, lister.search(request("", 5).with(ImageOrder.by(key))).hits().size());
    }
    assertEquals(0, loads.get());
  }

  @Test
  void anInvalidSearchIsRejectedWithACode() {
    assertRejected("-boats", SearchError.ONLY_EXCLUSIONS);
    assertRejected("like:#99999999", SearchError.IMAGE_NOT_IN_ARCHIVE);
    assertRejected("like:#x", SearchError.IMAGE_NOT_IN_ARCHIVE);
    Catalog empty = Catalog.open(folder.resolve("empty.db"));
    EmbeddingStore none = new EmbeddingStore(empty);
    SearchService nothing = new SearchService(empty, source(folder), none, f -> null);
    KamclException e =
        assertThrows(KamclException.class, () -> nothing.search(request("boats", 1)));
    assertEquals(SearchError.ARCHIVE_EMPTY, e.code());
    assertTrue(nothing.suggestions("zz", 5).isEmpty());
    none.close();
    empty.close();
  }

  private static void assertRejected(String query, SearchError code) {
    KamclException e = assertThrows(KamclException.class, () -> search.search(request(query, 3)));
    assertEquals(code, e.code());
  }

  @Test
  void captionsOfFilteredImagesAreRanked() {
    SearchRequest request =
        request("boats", 5).with(SearchFilter.NONE.withCollections(Set.of("lake")));
    List<CaptionHit> hits = search.captions(request);
    assertEquals(4, hits.size(), "four distinct captions");
    for (CaptionHit hit : hits) {
      assertTrue(hit.caption().startsWith("many lake"));
      assertEquals(3, hit.images().size());
      assertTrue(hit.rank() == 1 || hit.score() <= hits.get(hit.rank() - 2).score());
    }
  }

  @Test
  void aConceptThatIsMarkedAsNotVisualIsLeftOutAndChangesNoScore() {
    SearchRequest request = request("lake", 40);
    SearchResult before = search.search(request);
    assertTrue(before.hits().stream().anyMatch(hit -> names(hit).contains("lake")));
    try {
      model.markConcepts(Map.of("lake", false, "no concept of this model", false));
      SearchResult after = search.search(request);
      assertTrue(after.hits().stream().noneMatch(hit -> names(hit).contains("lake")));
      assertEquals(
          before.hits().stream().map(SearchHit::score).toList(),
          after.hits().stream().map(SearchHit::score).toList());
      assertEquals(
          before.hits().stream().map(SearchHit::falseMatchRate).toList(),
          after.hits().stream().map(SearchHit::falseMatchRate).toList());
      assertTrue(
          search.suggestions("lake", 9).stream()
              .noneMatch(s -> s.kind() == Suggestion.Kind.CONCEPT && s.text().equals("lake")));
    } finally {
      model.markConcepts(Map.of());
    }
    assertEquals("lake", search.suggestions("lake", 1).get(0).text());
  }

  private static List<String> names(SearchHit hit) {
    return hit.concepts().stream().map(SharedConcept::name).toList();
  }

  @Test
  void conceptsAreSuggestedBeforeCaptions() {
    List<Suggestion> all = search.suggestions("boa", 9);
    assertEquals(Suggestion.Kind.CONCEPT, all.get(0).kind());
    assertTrue(all.get(0).text().startsWith("boa"));
    Suggestion last = all.get(all.size() - 1);
    assertTrue(last.kind() == Suggestion.Kind.CAPTION && last.text().contains("boats"));
    assertTrue(search.suggestions("lake", 1).get(0).strength() > 0);
    int shown = search.suggestions("lake", 1).get(0).images();
    assertTrue(shown > 0 && shown <= catalog.images().size(), shown + " images show it");
    assertEquals(1, search.suggestions("boa", 1).size());
    ImageSearch port = search;
    assertTrue(port.suggestions("  ", 3).isEmpty());
  }

  @Test
  void theContributionsOfTheTermsAddUpToTheScore() {
    SearchResult result = search.search("boats^2, lake", 40);
    for (SearchHit hit : List.of(result.hits().get(0), result.hits().get(39))) {
      List<TermContribution> terms = search.contributions(result.request().query(), hit.image());
      assertEquals(List.of("boats", "lake"), terms.stream().map(t -> t.term().text()).toList());
      assertEquals(hit.score(), terms.stream().mapToDouble(TermContribution::score).sum(), 1e-5);
    }
  }

  @Test
  void anExclusionLowersTheScoreOfWhatItDescribes() {
    SearchResult boats = search.search("boats", 1);
    List<TermContribution> terms =
        search.contributions(
            QueryParser.parse("lake blazzerwort -boats"), boats.hits().get(0).image());
    assertEquals(2, terms.size(), "a term that the model does not know is left out");
    assertTrue(terms.get(1).term().excluded());
    assertTrue(terms.get(1).score() < -0.1, terms::toString);
    assertTrue(terms.get(0).score() > terms.get(1).score());
  }
}
