package org.kamcl.explorer.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.RatedComparison;
import org.kamcl.explorer.api.RatedComparison.RatedQuery;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.job.JobContext;

class RatedHitsTest {
  private static RelevanceFeedback rated(Set<Long> relevant, Set<Long> notRelevant) {
    return new RelevanceFeedback(relevant, notRelevant);
  }

  private static RatedComparison compare(
      Map<String, RelevanceFeedback> ratings, RatedHits.Ranker first, RatedHits.Ranker second) {
    return new RatedHits("one", "two", 10)
        .compare(List.copyOf(ratings.keySet()), ratings::get, first, second, JobContext.NONE);
  }

  @Test
  void averagePrecisionIsTheTextbookOneAmongTheRatedImages() {
    // Relevant at 1, 3 and 6 of six: (1/1 + 2/3 + 3/6) / 3.
    RelevanceFeedback rated = rated(Set.of(1L, 3L, 6L), Set.of(2L, 4L, 5L));
    double expected = (1 + 2.0 / 3 + 3.0 / 6) / 3;
    assertEquals(
        expected, RatedHits.averagePrecision(List.of(1L, 2L, 3L, 4L, 5L, 6L), rated), 1e-12);
    // Images without a rating change nothing, wherever they are.
    assertEquals(
        expected,
        RatedHits.averagePrecision(List.of(90L, 1L, 91L, 2L, 3L, 92L, 93L, 4L, 5L, 6L), rated),
        1e-12);
  }

  @Test
  void aModelIsComparedOnTheImagesThatBothHaveIndexed() {
    RelevanceFeedback rated = rated(Set.of(1L, 9L), Set.of(2L));
    RatedComparison found =
        compare(
            Map.of("lake", rated),
            // Ranks 9 first, which the other one has not indexed.
            query -> List.of(9L, 2L, 7L, 1L),
            query -> List.of(7L, 1L, 2L));
    assertEquals(List.of(new RatedQuery("lake", 1, 1, 0.5, 1, 3, 2)), found.queries());
    assertEquals(3, found.images());
    assertEquals(10, found.all());
    assertEquals(-0.5, found.difference(), 1e-12);
    assertEquals(2, found.ratings());
    assertEquals(1, found.worse());
    assertTrue(found.interval().isEmpty(), "one query is too few");
    assertFalse(found.isCertain());
  }

  @Test
  void queriesThatSayNothingAreNamedWithTheReason() {
    Map<String, RelevanceFeedback> ratings =
        new TreeMap<>(
            Map.of(
                "a", rated(Set.of(1L, 2L), Set.of()),
                "b", rated(Set.of(), Set.of(1L)),
                "c", rated(Set.of(1L), Set.of(8L)),
                "d", rated(Set.of(1L), Set.of(2L))));
    RatedComparison found =
        compare(
            ratings,
            query -> List.of(1L, 2L),
            query -> {
              if (query.equals("d")) {
                throw new KamclException(EvaluationStoreError.NOT_FOUND, "d");
              }
              return List.of(2L, 1L);
            });
    assertEquals(List.of(), found.queries());
    assertTrue(Double.isNaN(found.precision()));
    List<EvaluationStoreError> reasons =
        List.of(
            EvaluationStoreError.RATED_RELEVANT_ONLY,
            EvaluationStoreError.RATED_NOT_RELEVANT_ONLY,
            EvaluationStoreError.RATED_IMAGES_NOT_INDEXED,
            EvaluationStoreError.NOT_FOUND);
    assertEquals(reasons.size(), found.unmeasured().size());
    for (int i = 0; i < reasons.size(); i++) {
      assertTrue(found.unmeasured().get(i).reason().is(reasons.get(i)), reasons.get(i).name());
    }
    KamclException nothing =
        assertThrows(
            KamclException.class, () -> compare(Map.of(), query -> List.of(), q -> List.of()));
    assertEquals(EvaluationStoreError.NOTHING_RATED, nothing.code());
  }

  @Test
  void theIntervalIsPairedAndCoversTheDifference() {
    Map<String, RelevanceFeedback> ratings = new TreeMap<>();
    List<Long> all = LongStream.range(0, 20).boxed().toList();
    for (int q = 0; q < 30; q++) {
      ratings.put("q" + q, rated(Set.of((long) q % 7), Set.of(10L, 11L, 12L)));
    }
    List<Long> reversed = new ArrayList<>(all);
    Collections.reverse(reversed);
    RatedComparison better = compare(ratings, query -> all, query -> reversed);
    assertEquals(1, better.precision(), 1e-12);
    assertEquals(0.25, better.otherPrecision(), 1e-12);
    // Every query differs by the same, so that resampling changes nothing.
    assertEquals(0.75, better.interval().orElseThrow().low(), 1e-12);
    assertEquals(0.75, better.interval().orElseThrow().high(), 1e-12);
    assertTrue(better.isCertain());
    assertEquals(30, better.better());

    RatedComparison mixed =
        compare(
            ratings,
            query -> query.hashCode() % 2 == 0 ? all : reversed,
            query -> query.hashCode() % 2 == 0 ? reversed : all);
    assertTrue(mixed.interval().orElseThrow().low() <= mixed.difference());
    assertTrue(mixed.interval().orElseThrow().high() >= mixed.difference());
    assertFalse(mixed.isCertain());
  }

  @Test
  void oneRatedImageIsSpokenOfAsOne() {
    Map<Problem, String> english =
        Map.of(
            Problem.of(EvaluationStoreError.RATED_RELEVANT_ONLY, 1),
            "The only rated image is relevant, so the order of the hits cannot be judged.",
            Problem.of(EvaluationStoreError.RATED_RELEVANT_ONLY, 3),
            "All 3 rated images are relevant, so the order of the hits cannot be judged.",
            Problem.of(EvaluationStoreError.RATED_NOT_RELEVANT_ONLY, 1),
            "The only rated image is not relevant, so the order of the hits cannot be judged.",
            Problem.of(EvaluationStoreError.RATED_NOT_RELEVANT_ONLY, 3),
            "None of the 3 rated images is relevant, so the order of the hits cannot be judged.");
    english.forEach(
        (problem, start) -> {
          String text = ErrorText.of(problem, Locale.ENGLISH);
          assertTrue(text.startsWith(start + " Rate some images that are "), text);
        });
    String one =
        ErrorText.of(
            Problem.of(EvaluationStoreError.RATED_RELEVANT_ONLY, 1), Locale.SIMPLIFIED_CHINESE);
    assertTrue(one.startsWith("已评价的影像只有 1 张，而且相关，无法判断结果的顺序。"), one);
    String several =
        ErrorText.of(
            Problem.of(EvaluationStoreError.RATED_RELEVANT_ONLY, 3), Locale.SIMPLIFIED_CHINESE);
    assertTrue(several.startsWith("已评价的 3 张影像都相关，无法判断结果的顺序。"), several);
  }
}
