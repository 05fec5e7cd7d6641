package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.kamcl.engine.explain.Competition;
import org.kamcl.engine.explain.Placement;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.explorer.archive.EmbeddingSamples;
import org.kamcl.explorer.archive.EmbeddingSamples.ImageVector;
import org.kamcl.explorer.archive.ExclusionPenalty;
import org.kamcl.explorer.archive.ModelImages;
import org.kamcl.explorer.archive.ModelImages.EmbeddedRecord;
import org.kamcl.explorer.archive.RankedImage;
import org.kamcl.explorer.archive.Ranking;
import org.kamcl.explorer.archive.RankingQuery;
import org.kamcl.explorer.domain.SearchFilter;

/**
 * An image among the images of a shared archive: the best ones, and a sample of the others, each of
 * which stands for several. Ranks are exact as long as all images fit in, and estimates beyond.
 */
final class SampledCompetition implements Competition {
  /** Best images, and sampled ones. */
  private static final int HALF = 512;

  private final QueryEncoder.ExplainedTerms terms;
  private final Map<Integer, ExclusionPenalty> exclusions = new TreeMap<>();
  private final float[] own;
  private final List<ImageVector> rivals = new ArrayList<>();
  private final int best;
  private final double sampledCount;
  private final int images;

  /**
   * @param samples of the archive
   * @param filter of the search
   * @param image the image, which is ranked in any case
   */
  SampledCompetition(
      ModelImages archive,
      EmbeddingSamples samples,
      SearchFilter filter,
      EmbeddedRecord image,
      QueryEncoder.ExplainedTerms terms,
      ScoreCalibration calibration) {
    this.terms = terms;
    this.own = image.vector();
    terms.exclusions().forEach((part, term) -> exclusions.put(part, term.penalty(calibration)));
    Ranking ranking =
        archive
            .ranking()
            .rank(
                new RankingQuery(terms.query().vector(), List.copyOf(exclusions.values())),
                filter,
                HALF);
    long id = image.image().id();
    Set<Long> known = new HashSet<>(Set.of(id));
    List<Long> ids = ranking.best().stream().map(RankedImage::id).filter(known::add).toList();
    for (EmbeddedRecord rival : archive.find(ids)) {
      rivals.add(new ImageVector(rival.image().id(), rival.vector()));
    }
    this.best = rivals.size();
    if (ranking.candidates() > ranking.best().size()) {
      for (ImageVector rival : samples.sample(archive.model(), filter, HALF)) {
        if (known.add(rival.image())) {
          rivals.add(rival);
        }
      }
    }
    int others = Math.max(0, ranking.candidates() - best - (isAmong(ranking, id) ? 1 : 0));
    int sampled = rivals.size() - best;
    this.sampledCount = sampled == 0 ? 1 : Math.max(1, (double) others / sampled);
    this.images = Math.max(ranking.candidates(), rivals.size() + 1);
  }

  private static boolean isAmong(Ranking ranking, long id) {
    return ranking.best().stream().anyMatch(image -> image.id() == id);
  }

  private double count(int rival) {
    return rival < best ? 1 : sampledCount;
  }

  /**
   * What exclusions subtract.
   *
   * @param leftOut part whose exclusion does not count; -1 for none
   */
  private double penalty(float[] image, int leftOut) {
    double sum = 0;
    for (Map.Entry<Integer, ExclusionPenalty> exclusion : exclusions.entrySet()) {
      if (exclusion.getKey() != leftOut) {
        ExclusionPenalty term = exclusion.getValue();
        sum += term.of((float) dot(term.vector(), image));
      }
    }
    return sum;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private Standing standing(float[] query, int leftOut) {
    double score = dot(query, own) - penalty(own, leftOut);
    double better = 0;
    for (int i = 0; i < rivals.size(); i++) {
      float[] rival = rivals.get(i).vector();
      if (dot(query, rival) - penalty(rival, leftOut) > score) {
        better += count(i);
      }
    }
    return new Standing(score, 1 + (int) Math.round(better));
  }

  @Override
  public Placement placement() {
    Standing now = standing(terms.query().vector(), -1);
    List<Placement.Penalty> subtracted = new ArrayList<>();
    exclusions.forEach(
        (part, term) -> {
          float penalty = term.of((float) dot(term.vector(), own));
          if (penalty > 0) {
            subtracted.add(new Placement.Penalty(part, penalty));
          }
        });
    return new Placement(now.rank(), images, now.score(), subtracted);
  }

  @Override
  public List<Standing> with(List<Replacement> changes, BooleanSupplier cancelled) {
    List<Standing> standings = new ArrayList<>();
    for (Replacement change : changes) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException();
      }
      float[] vector = terms.query().vectorWith(change.part(), change.vector());
      standings.add(standing(vector, change.vector() == null ? change.part() : -1));
    }
    return standings;
  }

  @Override
  public List<Rival> rivals() {
    List<Rival> all = new ArrayList<>();
    for (int i = 0; i < rivals.size(); i++) {
      float[] vector = rivals.get(i).vector();
      all.add(new Rival(vector, penalty(vector, -1), count(i)));
    }
    return all;
  }

  @Override
  public double penalty() {
    return penalty(own, -1);
  }
}
