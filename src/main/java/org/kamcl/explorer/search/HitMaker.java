package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.kamcl.engine.inference.Background;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.index.EmbeddingIndex;
import org.kamcl.explorer.index.EmbeddingIndex.Match;
import org.kamcl.explorer.index.EmbeddingIndex.ScanListener;
import org.kamcl.explorer.search.AskedQuery.Exclusion;

/** Makes hits of what a scan found: penalties, chances, reasons. */
final class HitMaker {
  /** Taken off the score for each standard deviation by which an excluded term stands out. */
  private static final double PENALTY = 0.15;

  /** Deviations from which a picture counts as showing a little of an excluded term. */
  private static final double SHOWN = 1;

  /**
   * Most that one term takes off: what always comes with what is wanted must not empty the list.
   */
  private static final double MOST = 0.2;

  private final ArchiveSnapshot archive;
  private final AskedQuery asked;
  private final Background background;
  private final Background.Scale scale;
  private final ConceptMatcher matcher;

  /** By position; null where nothing is excluded. */
  private final float[] penalties;

  /**
   * @param allowed positions that will be compared; null for all
   */
  HitMaker(
      ArchiveSnapshot archive,
      AskedQuery asked,
      Background background,
      ConceptMatcher matcher,
      BitSet allowed) {
    this.archive = archive;
    this.asked = asked;
    this.background = background;
    this.scale = background.scale(asked.wanted(), asked.picture());
    this.matcher = matcher;
    this.penalties = asked.excluded().isEmpty() ? null : penalties(allowed);
  }

  private float[] penalties(BitSet allowed) {
    EmbeddingIndex index = archive.index();
    float[] all = new float[index.size()];
    for (Exclusion term : asked.excluded()) {
      Background.Scale own = background.scale(term.vector(), term.picture());
      float[] scores = index.scan(term.vector(), allowed, 1, ScanListener.NONE).scores();
      for (int i = 0; i < all.length; i++) {
        // Positions that were not compared have no number, and no penalty.
        double over = own.ofQuery(scores[i]) - SHOWN;
        if (over > 0) {
          all[i] += (float) (term.weight() * Math.min(MOST, PENALTY * over));
        }
      }
    }
    return all;
  }

  /** The best of a scan that has ended. */
  List<Match> best(EmbeddingIndex.Scan scan, int top) {
    if (penalties == null) {
      return scan.best();
    }
    float[] scores = scan.scores().clone();
    for (int i = 0; i < scores.length; i++) {
      scores[i] -= penalties[i];
    }
    return archive.index().best(scores, top);
  }

  /** Those of a scan that goes on, in the order their penalties leave. */
  List<Match> sofar(List<Match> best) {
    if (penalties == null) {
      return best;
    }
    return best.stream()
        .map(m -> new Match(m.id(), m.position(), m.score() - penalties[m.position()], m.atLeast()))
        .sorted(Comparator.comparingDouble(Match::score).reversed())
        .toList();
  }

  /**
   * How well an image shows what is wanted, less what it shows of what is not. The score it is
   * ranked by will not do: a "ballpark" without "trees" would be compared with backgrounds that
   * have no trees, beside which no ballpark stands out.
   */
  private double shown(Match match, float[] image) {
    if (penalties == null) {
      return match.score();
    }
    double score = -penalties[match.position()];
    for (int i = 0; i < image.length; i++) {
      score += (double) asked.wanted()[i] * image[i];
    }
    return score;
  }

  /**
   * Hits with chances and reasons.
   *
   * @param matches best first
   */
  List<SearchHit> hits(List<Match> matches) {
    double[] deviations = new double[matches.size()];
    for (int i = 0; i < deviations.length; i++) {
      Match match = matches.get(i);
      float[] vector = archive.index().vector(match.id()).orElseThrow();
      deviations[i] = scale.of(shown(match, vector), vector);
    }
    Background.descend(deviations);
    List<SearchHit> hits = new ArrayList<>(deviations.length);
    for (int i = 0; i < deviations.length; i++) {
      Match match = matches.get(i);
      hits.add(
          new SearchHit(
              i + 1,
              archive.images().get(match.id()),
              match.score(),
              Background.share(deviations[i]),
              deviations[i] >= background.cut(),
              matcher.shared(archive.concepts().get(match.position()), asked.concepts())));
    }
    return hits;
  }
}
