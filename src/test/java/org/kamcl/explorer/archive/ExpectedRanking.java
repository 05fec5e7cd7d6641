package org.kamcl.explorer.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.kamcl.explorer.domain.ImageRecord;

/** The ranking of the images of an archive, computed in double precision from their vectors. */
public final class ExpectedRanking {
  /** Scores of an archive are sums of single precision. */
  private static final double ROUNDING = 2e-6;

  private final Map<Long, float[]> vectors = new HashMap<>();
  private final Map<Long, ImageRecord> images = new HashMap<>();

  /**
   * @param archive its images
   * @param saved their vectors; images are found by path and tile
   */
  public ExpectedRanking(Archive archive, List<EmbeddedImage> saved) {
    Map<List<Object>, float[]> known = new HashMap<>();
    for (EmbeddedImage image : saved) {
      known.put(List.of(image.file().path(), image.image().tile()), image.vector());
    }
    for (ImageRecord image : archive.images()) {
      float[] vector = known.get(List.of(image.file(), image.tile()));
      if (vector != null) {
        vectors.put(image.id(), vector);
        images.put(image.id(), image);
      }
    }
  }

  /** Ids of the images that pass. */
  public Set<Long> matching(Predicate<ImageRecord> filter) {
    Set<Long> ids = new HashSet<>();
    images.values().stream().filter(filter).forEach(image -> ids.add(image.id()));
    return ids;
  }

  /** The score of an image by its definition. */
  public double score(RankingQuery query, long id) {
    double score = SampleImages.dot(query.vector(), vectors.get(id));
    for (ExclusionPenalty term : query.penalties()) {
      double similarity = SampleImages.dot(term.vector(), vectors.get(id));
      double excess = (similarity - term.mean()) / term.deviation() - 1;
      score -= term.weight() * Math.max(0, Math.min(0.2, 0.15 * excess));
    }
    return score;
  }

  /** Ids of the images that pass, highest score first. */
  public List<Long> ids(RankingQuery query, Predicate<ImageRecord> filter) {
    List<Long> ids = new ArrayList<>(matching(filter));
    ids.sort(Comparator.comparingDouble(id -> -score(query, id)));
    return ids;
  }

  /**
   * Requires that a ranking has the images with the highest scores among those that pass, with
   * their scores. Of images whose scores differ by rounding only, any may come first.
   */
  public void check(RankingQuery query, Predicate<ImageRecord> filter, int top, Ranking ranking) {
    List<Long> expected = ids(query, filter);
    assertEquals(expected.size(), ranking.candidates(), "candidates");
    assertEquals(Math.min(top, expected.size()), ranking.best().size(), "hits");
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < ranking.best().size(); i++) {
      RankedImage hit = ranking.best().get(i);
      assertTrue(seen.add(hit.id()), "twice: " + hit.id());
      assertTrue(expected.contains(hit.id()), "does not match the filter: " + hit.id());
      double own = score(query, hit.id());
      assertEquals(own, hit.score(), ROUNDING, "score of the hit at " + i);
      assertEquals(score(query, expected.get(i)), own, ROUNDING, "rank " + i);
      assertEquals(
          SampleImages.dot(query.vector(), vectors.get(hit.id())) - own,
          hit.penalty(),
          ROUNDING,
          "penalty of the hit at " + i);
    }
  }
}
