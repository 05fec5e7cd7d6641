package org.kamcl.explorer.ui.reasons;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.explain.ConceptComparison;
import org.kamcl.engine.explain.ExplainedQuery.Kind;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.engine.explain.Explanation.PartShare;
import org.kamcl.engine.explain.Placement;
import org.kamcl.engine.explain.WordShare;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.query.QueryParser;

/** The words of a query beside the parts of an explanation. */
class QueryWordsTest {
  private static Explanation explanation(
      double score, List<PartShare> parts, List<WordShare> words, List<Placement.Penalty> penalty) {
    return new Explanation(
        "test",
        score,
        Optional.empty(),
        Optional.empty(),
        parts,
        words,
        List.of(),
        List.of(),
        ConceptComparison.EMPTY,
        Optional.of(new Placement(3, 10, score, penalty)),
        List.of());
  }

  private static PartShare text(String text, double score) {
    return new PartShare(Kind.TEXT, text, score);
  }

  private static WordShare word(int part, int position, String word, double drop) {
    return new WordShare(part, position, word, drop, OptionalDouble.empty());
  }

  @Test
  void wordsThatTheModelDoesNotKnowKeepTheirPlaceWithoutAContribution() {
    Query query = QueryParser.parse("\"qzx boats near xqq harbor\" \"zzz\" ships^2");
    Explanation found =
        explanation(
            0.4,
            List.of(text("boats near harbor", 0.3), text("ships", 0.1)),
            List.of(
                word(0, 0, "boats", 0.2),
                word(0, 1, "near", 0.01),
                word(0, 2, "harbor", -0.02),
                word(1, 0, "ships", 0.1)),
            List.of());
    assertArrayEquals(new int[] {0, -1, 1}, QueryWords.partOfTerm(query, found.parts()));
    List<WordReason> words = QueryWords.of(query, found);
    assertEquals(
        List.of("qzx", "boats", "near", "xqq", "harbor", "zzz", "ships"),
        words.stream().map(WordReason::text).toList());
    assertEquals(
        List.of(false, true, true, false, true, false, true),
        words.stream().map(WordReason::known).toList());
    assertEquals(0.5, words.get(1).share().orElseThrow(), 1e-12);
    assertTrue(words.get(4).lowers());
    assertEquals(0.25, words.get(6).share().orElseThrow(), 1e-12);
  }

  @Test
  void anExcludedTermIsOneEntryWithItsPenalty() {
    Query query = QueryParser.parse("boats -trees");
    Explanation found =
        explanation(
            0.5,
            List.of(text("boats", 0.45), text("trees", 0.05)),
            List.of(word(0, 0, "boats", 0.45), word(1, 0, "trees", 0.05)),
            List.of(new Placement.Penalty(1, 0.15)));
    List<WordReason> words = QueryWords.of(query, found);
    assertEquals(2, words.size());
    assertEquals(WordReason.Kind.EXCLUDED, words.get(1).kind());
    assertEquals(-0.1, words.get(1).contribution().orElseThrow(), 1e-12);
    assertEquals(-0.2, words.get(1).share().orElseThrow(), 1e-12);
  }

  @Test
  void exampleImagesAndRatedHitsAreEntriesWithoutAWord() {
    Query query = new Query(List.of(QueryTerm.like(7), QueryTerm.words("boats")));
    Explanation found =
        explanation(
            0.4,
            List.of(
                new PartShare(Kind.IMAGE, "", 0.2),
                text("boats", 0.1),
                new PartShare(Kind.RELEVANT, "", 0.15),
                new PartShare(Kind.NOT_RELEVANT, "", -0.05)),
            List.of(word(1, 0, "boats", 0.12)),
            List.of());
    List<WordReason> words = QueryWords.of(query, found);
    assertEquals(
        List.of(
            WordReason.Kind.IMAGE,
            WordReason.Kind.WORD,
            WordReason.Kind.RELEVANT,
            WordReason.Kind.NOT_RELEVANT),
        words.stream().map(WordReason::kind).toList());
    assertFalse(words.get(0).isSeen());
    assertTrue(words.get(3).lowers());
  }

  @Test
  void contributionsToATinyScoreAreNoShareOfIt() {
    Query query = QueryParser.parse("boats");
    Explanation found =
        explanation(
            0.001, List.of(text("boats", 0.001)), List.of(word(0, 0, "boats", 0.001)), List.of());
    assertTrue(QueryWords.of(query, found).get(0).share().isEmpty());
    assertEquals(0.001, QueryWords.of(query, found).get(0).contribution().orElseThrow(), 1e-12);
  }
}
