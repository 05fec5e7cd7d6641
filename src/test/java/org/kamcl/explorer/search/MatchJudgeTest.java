package org.kamcl.explorer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.inference.CollectionStatistics;
import org.kamcl.explorer.domain.MatchBand;
import org.kamcl.explorer.search.MatchJudge.Kind;

class MatchJudgeTest {
  private static final CollectionStatistics SMALL = CollectionStatistics.unmeasured(81);
  private static final CollectionStatistics LARGE = CollectionStatistics.unmeasured(5000);

  private static List<MatchJudge.Match> matches(String collection, double... zScores) {
    List<MatchJudge.Match> matches = new ArrayList<>();
    for (double z : zScores) {
      matches.add(new MatchJudge.Match(collection, z));
    }
    return matches;
  }

  private static List<MatchBand> bands(MatchJudge judge, List<MatchJudge.Match> matches) {
    return judge.judge(matches).stream().map(MatchJudge.Judgment::band).toList();
  }

  @Test
  void theBestMatchDecidesWhetherAnyMatchIsStrong() {
    MatchJudge judge = new MatchJudge(Map.of("towns", LARGE), Kind.WORDS);
    assertEquals(
        List.of(MatchBand.STRONG, MatchBand.STRONG, MatchBand.POSSIBLE, MatchBand.WEAK),
        bands(judge, matches("towns", 3.5, 2.7, 2.5, 1.3)));
    assertEquals(
        List.of(MatchBand.POSSIBLE, MatchBand.POSSIBLE, MatchBand.WEAK),
        bands(judge, matches("towns", 3.2, 2.7, 1.3)),
        "the best of 5,000 wrong images scores as high");
    assertEquals(
        List.of(MatchBand.STRONG, MatchBand.STRONG, MatchBand.WEAK),
        bands(new MatchJudge(Map.of("towns", SMALL), Kind.WORDS), matches("towns", 3.2, 2.7, 1.3)),
        "the best of 81 does not");
  }

  @Test
  void eachCollectionIsJudgedByItself() {
    MatchJudge judge =
        new MatchJudge(
            Map.of("towns", LARGE, "gray", new CollectionStatistics(81, 1.2, -0.1, 0.6, true)),
            Kind.WORDS);
    List<MatchJudge.Match> mixed =
        List.of(
            new MatchJudge.Match("towns", 3.2),
            new MatchJudge.Match("gray", 2.4),
            new MatchJudge.Match("towns", 1.3),
            new MatchJudge.Match("gray", 1.3));
    assertEquals(
        List.of(MatchBand.POSSIBLE, MatchBand.STRONG, MatchBand.WEAK, MatchBand.POSSIBLE),
        bands(judge, mixed));
  }

  @Test
  void ratesRiseAlongTheRanksOfACollection() {
    MatchJudge judge = new MatchJudge(Map.of("towns", LARGE), Kind.WORDS);
    List<MatchJudge.Judgment> judged = judge.judge(matches("towns", 2, 3, 1, 1.5, 0));
    for (int i = 1; i < judged.size(); i++) {
      assertTrue(judged.get(i - 1).falseMatchRate() <= judged.get(i).falseMatchRate());
    }
    assertEquals(judged.get(0), judged.get(1), "a worse rank with a higher score is averaged");
  }

  @Test
  void onlyMatchesCloseToTheBestAreStrongForASentence() {
    List<MatchJudge.Match> matches = matches("towns", 4, 3.3, 3.1, 2.7, 1);
    assertEquals(
        List.of(
            MatchBand.STRONG,
            MatchBand.STRONG,
            MatchBand.POSSIBLE,
            MatchBand.POSSIBLE,
            MatchBand.WEAK),
        bands(new MatchJudge(Map.of("towns", LARGE), Kind.SENTENCE), matches));
    assertEquals(
        List.of(
            MatchBand.STRONG, MatchBand.STRONG, MatchBand.STRONG, MatchBand.STRONG, MatchBand.WEAK),
        bands(new MatchJudge(Map.of("towns", LARGE), Kind.WORDS), matches));
  }

  @Test
  void queriesByImageAreNotAdapted() {
    Map<String, CollectionStatistics> gray =
        Map.of("gray", new CollectionStatistics(81, 1.2, 0, 0.6, true));
    MatchJudge.Match match = new MatchJudge.Match("gray", 2.2);
    assertEquals(MatchBand.STRONG, new MatchJudge(gray, Kind.WORDS).band(match, 81));
    assertEquals(MatchBand.POSSIBLE, new MatchJudge(gray, Kind.IMAGE).band(match, 81));
  }

  @Test
  void noMatchesAreNoError() {
    assertEquals(List.of(), new MatchJudge(Map.of(), Kind.WORDS).judge(List.of()));
  }
}
