package org.kamcl.explorer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.inference.CollectionStatistics;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.index.EmbeddingStore;
import org.kamcl.explorer.index.ModelSource;

/** Ranks synthetic embeddings that are near to, or far from, the embeddings of words. */
class SearchServiceTest {
  @RegisterExtension private static final SyntheticArchive ARCHIVE = new SyntheticArchive();

  @Test
  void warmingUpChangesNoResultAndLoadsNothingForAnEmptyArchive() {
    SearchResult cold = ARCHIVE.search().search("boats", 20);
    AtomicInteger loads = new AtomicInteger();
    ModelSource counted = ARCHIVE.source(loads::incrementAndGet);
    SearchService ready =
        new SearchService(
            ARCHIVE.catalog(),
            counted,
            ARCHIVE.vectors(),
            file -> ARCHIVE.model().embedTexts(List.of("lake")).get(0));
    ready.warmUp();
    assertTrue(loads.get() > 0);
    assertEquals(cold.hits(), ready.search("boats", 20).hits());
    loads.set(0);
    try (Catalog nothing =
            Catalog.open(ARCHIVE.folder().resolve("empty").resolve(Catalog.FILE_NAME));
        EmbeddingStore none = new EmbeddingStore(nothing)) {
      new SearchService(nothing, counted, none, file -> null).warmUp();
    }
    assertEquals(0, loads.get());
  }

  @Test
  void theNearestImagesComeFirstAndAreTheStrongMatches() {
    SearchResult result = ARCHIVE.search().search(SyntheticArchive.request("boats", 30));
    assertTrue(result.complete());
    assertEquals(
        SyntheticArchive.OTHERS
            + SyntheticArchive.BOATS
            + SyntheticArchive.LAKES
            + SyntheticArchive.BOTH,
        result.compared());
    assertEquals(
        SyntheticArchive.BOATS + SyntheticArchive.BOTH,
        SyntheticArchive.countOf(
                result.hits().subList(0, SyntheticArchive.BOATS + SyntheticArchive.BOTH), "boats")
            + SyntheticArchive.countOf(result.hits(), "both"));
    assertTrue(
        result.strongMatches() >= SyntheticArchive.BOATS && result.strongMatches() < 30,
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
    assertTrue(ARCHIVE.search().hasModelCalibration(), "the shipped model has a score calibration");
  }

  @Test
  void collectionsAreMeasuredOnceAndStored() {
    ARCHIVE.search().search("boats", 5);
    ScoreCalibration calibration = ScoreCalibration.read(SyntheticArchive.MODEL).orElseThrow();
    Map<String, CollectionStatistics> stored =
        ARCHIVE
            .catalog()
            .collectionStatistics()
            .all(new ModelId("hash", "small"), calibration.fingerprint());
    assertEquals(Set.of("other", "boats", "lake", "both"), stored.keySet());
    assertEquals(SyntheticArchive.OTHERS, stored.get("other").images());
    assertTrue(stored.get("other").unfamiliar(), "noise is unlike any training image");
    assertTrue(
        ARCHIVE.catalog().collections().list().stream()
            .anyMatch(c -> c.name().equals("other") && c.unfamiliar()));
  }

  @Test
  void anExclusionLowersImagesThatMatchIt() {
    List<SearchHit> plain =
        ARCHIVE
            .search()
            .search(
                SyntheticArchive.request("boats", SyntheticArchive.BOATS + SyntheticArchive.BOTH))
            .hits();
    assertEquals(SyntheticArchive.BOTH, SyntheticArchive.countOf(plain, "both"));
    List<SearchHit> without =
        ARCHIVE
            .search()
            .search(SyntheticArchive.request("boats -lake", SyntheticArchive.BOATS))
            .hits();
    assertEquals(0, SyntheticArchive.countOf(without, "both"));
    assertEquals(SyntheticArchive.BOATS, SyntheticArchive.countOf(without, "boats"));
  }

  @Test
  void anExclusionKeepsMatchesOfTheIncludedTermsStrong() {
    long plain =
        ARCHIVE
            .search()
            .search(
                SyntheticArchive.request("boats", SyntheticArchive.BOATS + SyntheticArchive.BOTH))
            .strongMatches();
    for (String minor : List.of("trees", "grass", "lake")) {
      SearchResult without =
          ARCHIVE
              .search()
              .search(SyntheticArchive.request("boats -" + minor, SyntheticArchive.BOATS));
      assertTrue(
          without.strongMatches() >= SyntheticArchive.BOATS - 2,
          minor + " " + without.strongMatches());
    }
    SearchResult gone =
        ARCHIVE
            .search()
            .search(SyntheticArchive.request("boats -\"boats\"", SyntheticArchive.BOATS));
    assertTrue(gone.strongMatches() < plain, "an exclusion weakens a match");
  }

  @Test
  void weightsAndImagesAreTerms() {
    List<SearchHit> lakes =
        ARCHIVE
            .search()
            .search(
                SyntheticArchive.request(
                    "boats^0.1, lake^5", SyntheticArchive.LAKES + SyntheticArchive.BOTH))
            .hits();
    assertEquals(0, SyntheticArchive.countOf(lakes, "boats"));
    List<SearchHit> both =
        ARCHIVE
            .search()
            .search(SyntheticArchive.request("boats, lake", SyntheticArchive.BOTH))
            .hits();
    assertEquals(SyntheticArchive.BOTH, SyntheticArchive.countOf(both, "both"));
    List<SearchHit> like =
        ARCHIVE
            .search()
            .search(SyntheticArchive.request("like:\"/some/file.jpg\"", SyntheticArchive.LAKES))
            .hits();
    assertTrue(
        SyntheticArchive.countOf(like, "lake") + SyntheticArchive.countOf(like, "both")
            == SyntheticArchive.LAKES);
    long id =
        lakes.stream()
            .map(SearchHit::image)
            .filter(i -> i.collection().equals("lake"))
            .findFirst()
            .orElseThrow()
            .id();
    SearchHit self =
        ARCHIVE.search().search(SyntheticArchive.request("like:#" + id, 1)).hits().get(0);
    assertEquals(id, self.image().id());
    assertEquals(1, self.score(), 1e-5);
    assertEquals(
        "lake",
        self.concepts().get(0).name(),
        "the concepts of the image are the concepts of the query");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"boats", "boats -lake", "lake^2, boats", "like:#9003", "boats -like:#9020"})
  void aServiceThatHasSearchedBeforeFindsTheSameAsANewOne(String query) {
    List<SearchRequest> requests =
        List.of(
            SyntheticArchive.request(query, 300),
            SyntheticArchive.request(query, 20)
                .with(SearchFilter.NONE.withCollections(Set.of("other", "both"))),
            SyntheticArchive.request(query, 20)
                .with(new RelevanceFeedback(Set.of(9001L), Set.of(9015L))));
    for (SearchRequest wanted : requests) {
      SearchService fresh =
          new SearchService(
              ARCHIVE.catalog(),
              ARCHIVE.source(() -> {}),
              ARCHIVE.vectors(),
              f -> ARCHIVE.model().embedTexts(List.of("lake")).get(0));
      List<SearchHit> first = fresh.search(wanted).hits();
      ARCHIVE.search().search(SyntheticArchive.request("lake", 250));
      assertEquals(first, ARCHIVE.search().search(wanted).hits());
      assertEquals(first, ARCHIVE.search().search(wanted).hits());
      ImageRecord best = first.get(0).image();
      assertEquals(
          fresh.contributions(wanted.query(), best),
          ARCHIVE.search().contributions(wanted.query(), best));
      assertEquals(fresh.captions(best, 3), ARCHIVE.search().captions(best, 3));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"boats", "boats -lake", "lake^2, boats"})
  void aShortResultIsAPrefixOfALongerOne(String query) {
    List<SearchHit> page =
        ARCHIVE
            .search()
            .search(SyntheticArchive.request(query, SearchService.MIN_CALIBRATED_HITS))
            .hits();
    for (int top : new int[] {1, 7, 20}) {
      assertEquals(
          page.subList(0, top),
          ARCHIVE.search().search(SyntheticArchive.request(query, top)).hits());
    }
  }

  @Test
  void aSearchReportsPartialResultsAndCanBeCanceled() {
    SearchService reporting =
        new SearchService(
            ARCHIVE.catalog(),
            ARCHIVE.source(() -> {}),
            ARCHIVE.vectors(),
            f -> null,
            Duration.ZERO);
    List<SearchResult> partial = new ArrayList<>();
    SearchResult whole =
        reporting.search(
            SyntheticArchive.request("boats -lake", 10),
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
    SearchResult stopped = reporting.search(SyntheticArchive.request("boats", 10), found -> false);
    assertFalse(stopped.complete());
    assertTrue(stopped.compared() < stopped.candidates());
  }

  @Test
  void unknownWordsAreReportedAndIgnored() {
    SearchResult result = ARCHIVE.search().search(SyntheticArchive.request("boats zxqvj", 3));
    assertEquals(List.of("zxqvj"), result.unknownWords());
    assertEquals(
        ARCHIVE.search().search(SyntheticArchive.request("boats", 3)).hits().get(0).score(),
        result.hits().get(0).score(),
        1e-5);
    ARCHIVE.assertRejected("zxqvj", SearchError.NO_KNOWN_WORDS);
  }

  @Test
  void anInvalidSearchIsRejectedWithACode() {
    ARCHIVE.assertRejected("-boats", SearchError.ONLY_EXCLUSIONS);
    ARCHIVE.assertRejected("like:#99999999", SearchError.IMAGE_NOT_IN_ARCHIVE);
    ARCHIVE.assertRejected("like:#x", SearchError.IMAGE_NOT_IN_ARCHIVE);
    Catalog empty = Catalog.open(ARCHIVE.folder().resolve("empty.db"));
    EmbeddingStore none = new EmbeddingStore(empty);
    SearchService nothing = new SearchService(empty, ARCHIVE.source(() -> {}), none, f -> null);
    KamclException e =
        assertThrows(
            KamclException.class, () -> nothing.search(SyntheticArchive.request("boats", 1)));
    assertEquals(SearchError.ARCHIVE_EMPTY, e.code());
    assertTrue(nothing.suggestions("zz", 5).isEmpty());
    none.close();
    empty.close();
  }
}
