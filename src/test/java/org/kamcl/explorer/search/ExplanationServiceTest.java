package org.kamcl.explorer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.explain.ConceptComparison.ComparedConcept;
import org.kamcl.engine.explain.Counterfactual;
import org.kamcl.engine.explain.ExplainedImage;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.explain.Explainer.Section;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.engine.explain.Explanation.PartShare;
import org.kamcl.engine.explain.WordShare;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.RelevanceFeedback.Rating;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.index.EmbeddingStore;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.query.QueryWriter;

/** Explains hits of an archive of synthetic embeddings, and compares with what searches do. */
class ExplanationServiceTest {
  private static final int OTHERS = 500;
  private static final int OF_EACH = 20;
  private static final int ALL = 2000;
  private static final Path MODEL = Path.of("models", "default");

  @TempDir private static Path folder;
  private static EngineRuntime runtime;
  private static KamclModel model;
  private static Catalog catalog;
  private static EmbeddingStore vectors;
  private static SearchService search;
  private static ExplanationService explanations;

  @BeforeAll
  static void createArchive() {
    runtime = EngineRuntime.open(DeviceChoice.CPU);
    model = KamclModel.open(MODEL, runtime);
    catalog = Catalog.open(folder.resolve(Catalog.FILE_NAME));
    ModelSource source = new LoadedModel(MODEL, model);
    SyntheticImages synthetic = new SyntheticImages(model, folder);
    Random random = new Random(3);
    List<EmbeddedImage> images = new ArrayList<>();
    for (int i = 0; i < OTHERS; i++) {
      images.add(synthetic.image("other", i, synthetic.noise(random), random));
    }
    List<String> kinds = List.of("boats", "lake", "forest", "airport", "bridge");
    List<float[]> words = model.embedTexts(kinds).stream().map(Embedding::unitVector).toList();
    for (int k = 0; k < kinds.size(); k++) {
      for (int i = 0; i < OF_EACH; i++) {
        float[] vector = synthetic.near(random, words.get(k), words.get((k + i) % kinds.size()));
        images.add(synthetic.image(kinds.get(k), i, vector, random));
      }
    }
    catalog.save(source.id(), images);
    vectors = new EmbeddingStore(catalog);
    search =
        new SearchService(
            catalog, source, vectors, file -> model.embedTexts(List.of("lake")).get(0));
    explanations =
        search.explanations(
            new ExplanationService.PixelSource() {
              @Override
              public ExplainedImage read(Path file) {
                throw new AssertionError("No section of these tests needs pixels.");
              }

              @Override
              public ExplainedImage read(ImageRecord image) {
                throw new AssertionError("No section of these tests needs pixels.");
              }
            });
  }

  @AfterAll
  static void close() {
    vectors.close();
    catalog.close();
    model.close();
    runtime.close();
  }

  private static SearchRequest request(String query) {
    return SearchRequest.of(QueryParser.parse(query), ALL);
  }

  private static Explanation explain(SearchHit hit, SearchRequest request, Section... sections) {
    return explanations.explain(hit.image(), request, Explainer.Request.of(sections), () -> false);
  }

  /** Requests of all kinds: exclusions, images, weights, unknown words, ratings, a filter. */
  private static List<SearchRequest> requests() {
    List<SearchHit> hits = search.search(request("boats")).hits();
    RelevanceFeedback ratings =
        RelevanceFeedback.NONE
            .with(hits.get(40).image().id(), Rating.RELEVANT)
            .with(hits.get(55).image().id(), Rating.RELEVANT)
            .with(hits.get(2).image().id(), Rating.NOT_RELEVANT);
    String like = "like:#" + hits.get(3).image().id();
    return List.of(
        request("boats near a lake"),
        request("boats, lake^2 -forest"),
        request("boats -lake -bridge -airport^3"),
        request("blazzerwort, \"a lake\" " + like),
        request(like + " -like:#1"),
        request("boats, forest -lake").with(ratings),
        request(like + ", airport").with(ratings),
        request("boats -lake")
            .with(ratings)
            .with(SearchFilter.NONE.withCollections(Set.of("boats", "lake", "bridge"))));
  }

  @Test
  void scoreAndRankAreThoseOfTheSearch() {
    for (SearchRequest request : requests()) {
      SearchResult result = search.search(request);
      int count = result.hits().size();
      assertTrue(count >= 3 * OF_EACH);
      for (int i : new int[] {0, 1, 7, count / 2, count - 1}) {
        SearchHit hit = result.hits().get(i);
        String what = QueryWriter.write(request.query()) + ", hit " + i;
        Explanation explanation = explain(hit, request);
        assertEquals(hit.score(), explanation.placement().orElseThrow().score(), 1e-5, what);
        assertEquals(hit.rank(), explanation.placement().orElseThrow().rank(), what);
        assertEquals(count, explanation.placement().orElseThrow().images(), what);
        double parts = explanation.parts().stream().mapToDouble(PartShare::score).sum();
        assertEquals(explanation.score(), parts, 1e-5, what);
        double penalties =
            explanation.placement().orElseThrow().penalties().stream()
                .mapToDouble(penalty -> penalty.value())
                .sum();
        assertEquals(hit.score(), explanation.score() - penalties, 1e-5, what);
      }
    }
  }

  @Test
  void storedFeedbackCountsAsInASearch() {
    Query query = QueryParser.parse("airport, forest");
    List<SearchHit> before = search.search(SearchRequest.of(query, ALL)).hits();
    catalog.feedback().rate(QueryWriter.write(query), before.get(30).image().id(), Rating.RELEVANT);
    SearchHit hit = search.search(SearchRequest.of(query, ALL)).hits().get(5);
    Explanation explanation = explain(hit, SearchRequest.of(query, 1));
    assertEquals(6, explanation.placement().orElseThrow().rank());
    assertEquals(hit.score(), explanation.score(), 1e-5);
    assertEquals(3, explanation.parts().size());
    assertEquals("RELEVANT", explanation.parts().get(2).kind().name());
  }

  @Test
  void aWordCountsAsMuchAsTheSearchChangesWithoutIt() {
    for (SearchRequest request : requests()) {
      SearchHit hit = search.search(request).hits().get(4);
      double penalties =
          explain(hit, request).placement().orElseThrow().penalties().stream()
              .mapToDouble(penalty -> penalty.value())
              .sum();
      for (WordShare word : explain(hit, request, Section.WORDS).words()) {
        boolean whole =
            explain(hit, request, Section.WORDS).words().stream()
                    .filter(w -> w.part() == word.part())
                    .count()
                == 1;
        if (!whole) {
          String text = QueryWriter.write(request.query());
          String shorter = text.replaceFirst("\\b" + word.word() + "\\b ?", "");
          SearchRequest without =
              new SearchRequest(
                  QueryParser.parse(shorter.replace(" \"", "\"").replace(" ,", ",")),
                  request.filter(),
                  request.feedback(),
                  ALL);
          double score =
              search.search(without).hits().stream()
                  .filter(other -> other.image().equals(hit.image()))
                  .findFirst()
                  .orElseThrow()
                  .score();
          assertEquals(hit.score() - score, word.leaveOneOut(), 1e-5, text + ": " + word.word());
          assertTrue(penalties >= 0);
        }
      }
    }
  }

  @Test
  void aChangeOfOneWordBringsTheImageToTheRankThatIsSaid() {
    int changes = 0;
    for (SearchRequest request : requests()) {
      List<SearchHit> hits = search.search(request).hits();
      for (int i : new int[] {3, 25, 50}) {
        SearchHit hit = hits.get(i);
        int last = 0;
        for (Counterfactual change :
            explain(hit, request, Section.COUNTERFACTUALS).counterfactuals()) {
          Query changed = explanations.changed(request.query(), change);
          RelevanceFeedback ratings = request.feedback().orElse(RelevanceFeedback.NONE);
          SearchHit then =
              search
                  .search(new SearchRequest(changed, request.filter(), Optional.of(ratings), ALL))
                  .hits()
                  .stream()
                  .filter(other -> other.image().equals(hit.image()))
                  .findFirst()
                  .orElseThrow();
          String what = QueryWriter.write(request.query()) + " -> " + QueryWriter.write(changed);
          assertEquals(then.rank(), change.rank().orElseThrow(), what);
          assertEquals(then.score(), change.score(), 1e-5, what);
          assertEquals(then.score() - hit.score(), change.gain(), 1e-5, what);
          assertTrue(then.rank() < hit.rank(), what);
          assertTrue(then.rank() >= last, what);
          last = then.rank();
          changes++;
        }
      }
    }
    assertTrue(changes > 50, changes + " changes");
  }

  @Test
  void theFirstImageNeedsNoChange() {
    SearchRequest request = request("boats near a lake");
    SearchHit first = search.search(request).hits().get(0);
    assertTrue(explain(first, request, Section.COUNTERFACTUALS).counterfactuals().isEmpty());
  }

  @Test
  void leavingOutTheExclusionHelpsAnImageThatShowsIt() {
    SearchRequest request = request("boats -lake");
    SearchHit hidden =
        search.search(request("lake")).hits().stream()
            .filter(hit -> hit.image().collection().equals("boats"))
            .findFirst()
            .orElseThrow();
    Explanation explanation = explain(hidden, request, Section.COUNTERFACTUALS);
    assertEquals(1, explanation.placement().orElseThrow().penalties().size());
    Counterfactual change =
        explanation.counterfactuals().stream()
            .filter(c -> c.kind() == Counterfactual.Kind.DROP)
            .findFirst()
            .orElseThrow();
    assertEquals("lake", change.word());
    assertEquals("", change.text());
    assertEquals(QueryParser.parse("boats"), explanations.changed(request.query(), change));
  }

  @Test
  void sharedConceptsOfAHitAreAmongThoseOfItsExplanation() {
    SearchRequest request = request("a lake near trees");
    boolean some = false;
    for (SearchHit hit : search.search(request).hits()) {
      if (hit.rank() % 40 == 1 || hit.image().collection().equals("lake")) {
        List<String> shared =
            explain(hit, request, Section.CONCEPTS).concepts().shared().stream()
                .map(ComparedConcept::name)
                .toList();
        List<String> shown = hit.concepts().stream().map(SharedConcept::name).toList();
        assertTrue(shared.containsAll(shown), shared + " and " + shown);
        some |= !shown.isEmpty();
      }
    }
    assertTrue(some);
  }

  @Test
  void sectionsThatAreNotRequestedAreEmpty() {
    SearchRequest request = request("boats");
    SearchHit hit = search.search(request).hits().get(1);
    Explanation words = explain(hit, request, Section.WORDS);
    assertEquals(1, words.words().size());
    assertTrue(words.where().isEmpty());
    assertTrue(words.attention().isEmpty());
    assertTrue(words.counterfactuals().isEmpty());
    assertFalse(explain(hit, request, Section.ATTENTION).attention().isEmpty());
  }

  @Test
  void anImageThatIsNotIndexedIsRefusedByName() {
    SearchHit hit = search.search(request("boats")).hits().get(0);
    ImageRecord known = hit.image();
    ImageRecord unknown = ImageRecord.builder(1_000_000, known.collection(), known.file()).build();
    KamclException e =
        assertThrows(
            KamclException.class,
            () ->
                explanations.explain(
                    unknown, QueryParser.parse("boats"), Explainer.Request.DEFAULT, () -> false));
    assertTrue(e.problem().is(SearchError.IMAGE_NOT_INDEXED));
  }
}
