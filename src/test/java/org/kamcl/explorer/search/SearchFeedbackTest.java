package org.kamcl.explorer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;

/** Relevance feedback on hits. */
class SearchFeedbackTest {
  @RegisterExtension private static final SyntheticArchive ARCHIVE = new SyntheticArchive();

  @Test
  void feedbackMovesTheQuery() {
    SearchRequest boats = SyntheticArchive.request("boats", 40);
    List<SearchHit> plain = ARCHIVE.search().search(boats).hits();
    Set<Long> good =
        Set.copyOf(
            plain.stream()
                .filter(h -> h.image().collection().equals("both"))
                .limit(3)
                .map(h -> h.image().id())
                .toList());
    List<SearchHit> refined =
        ARCHIVE.search().search(boats.with(new RelevanceFeedback(good, Set.of()))).hits();
    assertTrue(bestScore(refined) > bestScore(plain), "what relevant hits also show moves closer");
    List<SearchHit> pushed =
        ARCHIVE.search().search(boats.with(new RelevanceFeedback(Set.of(), good))).hits();
    assertTrue(bestScore(pushed) < bestScore(plain), "what other hits also show moves away");
  }

  @Test
  void storedFeedbackIsUsedForRequestsWithoutFeedback() {
    SearchRequest boats = SyntheticArchive.request("boats", 40);
    List<SearchHit> plain = ARCHIVE.search().search(boats.with(RelevanceFeedback.NONE)).hits();
    long relevant = plain.get(9).image().id();
    long notRelevant = plain.get(0).image().id();
    RelevanceFeedback ratings = new RelevanceFeedback(Set.of(relevant), Set.of(notRelevant));
    ARCHIVE.catalog().feedback().rate("boats", relevant, RelevanceFeedback.Rating.RELEVANT);
    ARCHIVE.catalog().feedback().rate("boats", notRelevant, RelevanceFeedback.Rating.NOT_RELEVANT);
    try {
      SearchResult stored = ARCHIVE.search().search(boats);
      assertEquals(Optional.of(ratings), stored.request().feedback());
      assertEquals(ARCHIVE.search().search(boats.with(ratings)).hits(), stored.hits());
      assertNotEquals(plain, stored.hits());
      assertEquals(
          plain,
          ARCHIVE.search().search(boats.with(RelevanceFeedback.NONE)).hits(),
          "feedback of the request replaces the stored one");
      assertEquals(
          Optional.of(RelevanceFeedback.NONE),
          ARCHIVE.search().search(SyntheticArchive.request("boat", 1)).request().feedback(),
          "feedback belongs to its query");
      assertEquals(
          ARCHIVE.search().captions(boats.with(ratings)),
          ARCHIVE.search().captions(boats),
          "captions alike");
    } finally {
      ARCHIVE.catalog().feedback().rate("boats", relevant, RelevanceFeedback.Rating.NONE);
      ARCHIVE.catalog().feedback().rate("boats", notRelevant, RelevanceFeedback.Rating.NONE);
    }
  }

  private static double bestScore(List<SearchHit> hits) {
    return hits.stream()
        .filter(h -> h.image().collection().equals("lake"))
        .mapToDouble(SearchHit::score)
        .max()
        .orElse(-1);
  }
}
