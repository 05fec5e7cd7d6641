package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.explain.Competition;
import org.kamcl.engine.explain.ExplainedQuery;
import org.kamcl.engine.explain.Placement;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.index.EmbeddingIndex;
import org.kamcl.explorer.index.EmbeddingIndex.Match;
import org.kamcl.explorer.index.EmbeddingIndex.ScanListener;

/** An image of the archive among the images that match a filter, ranked as a search ranks them. */
final class ArchiveCompetition implements Competition {
  /** Images that estimates are based on; more take longer and change hardly any choice. */
  private static final int MOST_RIVALS = 1024;

  private final EmbeddingIndex index;
  private final @Nullable BitSet positions;
  private final int own;
  private final ExplainedQuery query;

  /** By part, in the order of the query, then by position. */
  private final Map<Integer, float[]> penalties = new TreeMap<>();

  private final float[] allPenalties;
  private final float[] scores;

  /**
   * @param filter of the search
   * @param image id of the image, which is ranked in any case
   */
  ArchiveCompetition(
      ArchiveSnapshot archive,
      SearchFilter filter,
      long image,
      QueryEncoder.ExplainedTerms terms,
      ScoreCalibration calibration) {
    this.index = archive.index();
    BitSet matching = archive.matching(filter);
    this.positions = matching == null ? null : (BitSet) matching.clone();
    this.own = index.position(image).orElseThrow();
    this.query = terms.query();
    if (this.positions != null) {
      this.positions.set(own);
    }
    terms
        .exclusions()
        .forEach(
            (part, term) ->
                penalties.put(
                    part, ExclusionPenalties.of(index, term.penalty(calibration), this.positions)));
    this.allPenalties = sumWithout(-1);
    this.scores = scores(query.vector(), allPenalties);
  }

  private float[] sumWithout(int part) {
    float[] sum = new float[index.size()];
    penalties.forEach(
        (other, values) -> {
          for (int i = 0; i < sum.length; i++) {
            sum[i] += other == part ? 0 : values[i];
          }
        });
    return sum;
  }

  /** Scores as ranked, by position; NaN for what is not ranked. */
  private float[] scores(float[] vector, float[] subtracted) {
    float[] all = index.scan(vector, positions, 1, ScanListener.NONE).scores().clone();
    for (int i = 0; i < all.length; i++) {
      all[i] -= subtracted[i];
    }
    return all;
  }

  /** Images with equal scores are ranked in the order of the index. */
  private Standing standing(float[] all) {
    int rank = 1;
    for (int i = 0; i < all.length; i++) {
      if (all[i] > all[own] || (all[i] == all[own] && i < own)) {
        rank++;
      }
    }
    return new Standing(all[own], rank);
  }

  @Override
  public Placement placement() {
    Standing now = standing(scores);
    List<Placement.Penalty> subtracted =
        penalties.entrySet().stream()
            .filter(entry -> entry.getValue()[own] > 0)
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> new Placement.Penalty(entry.getKey(), entry.getValue()[own]))
            .toList();
    int images = positions == null ? index.size() : positions.cardinality();
    return new Placement(now.rank(), images, now.score(), subtracted);
  }

  @Override
  public List<Standing> with(List<Replacement> changes, BooleanSupplier cancelled) {
    List<float[]> vectors =
        changes.stream().map(c -> query.vectorWith(c.part(), c.vector())).toList();
    float[][] subtracted =
        changes.stream()
            .map(c -> isLeftOut(c) ? sumWithout(c.part()) : allPenalties)
            .toArray(float[][]::new);
    float[] ownScores = new float[changes.size()];
    BitSet alone = new BitSet();
    alone.set(own);
    index.scanAll(
        vectors,
        alone,
        (q, from, all, count) -> ownScores[q] = all[own - from] - subtracted[q][own]);
    AtomicIntegerArray better = new AtomicIntegerArray(changes.size());
    index.scanAll(
        vectors,
        positions,
        (q, from, all, count) -> {
          if (!cancelled.getAsBoolean()) {
            better.addAndGet(q, countBetter(ownScores[q], from, all, count, subtracted[q]));
          }
        });
    if (cancelled.getAsBoolean()) {
      throw new CancellationException();
    }
    return IntStream.range(0, changes.size())
        .mapToObj(q -> new Standing(ownScores[q], 1 + better.get(q)))
        .toList();
  }

  private boolean isLeftOut(Replacement change) {
    return change.vector() == null && penalties.containsKey(change.part());
  }

  /** How many of a group of images are ranked before the own one. */
  private int countBetter(float ownScore, int from, float[] all, int count, float[] subtracted) {
    int better = 0;
    for (int i = 0; i < count; i++) {
      float score = all[i] - subtracted[from + i];
      if (score >= ownScore
          && (score > ownScore || from + i < own)
          && (positions == null || positions.get(from + i))) {
        better++;
      }
    }
    return better;
  }

  @Override
  public List<Rival> rivals() {
    int images = positions == null ? index.size() : positions.cardinality();
    List<Rival> rivals = new ArrayList<>();
    if (images <= MOST_RIVALS) {
      for (int i = 0; i < scores.length; i++) {
        if (i != own && !Float.isNaN(scores[i])) {
          rivals.add(rival(i, 1));
        }
      }
      return rivals;
    }
    BitSet best = new BitSet(scores.length);
    for (Match match : index.topK(scores, MOST_RIVALS / 2)) {
      best.set(match.position());
      if (match.position() != own) {
        rivals.add(rival(match.position(), 1));
      }
    }
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      if (i != own && !best.get(i) && !Float.isNaN(scores[i])) {
        others.add(i);
      }
    }
    int sampled = MOST_RIVALS / 2;
    for (int s = 0; s < sampled; s++) {
      int position = others.get((int) ((long) s * others.size() / sampled));
      rivals.add(rival(position, (double) others.size() / sampled));
    }
    return rivals;
  }

  private Rival rival(int position, double count) {
    float[] vector = index.vector(index.id(position)).orElseThrow();
    return new Rival(vector, allPenalties[position], count);
  }

  @Override
  public double penalty() {
    return allPenalties[own];
  }
}
