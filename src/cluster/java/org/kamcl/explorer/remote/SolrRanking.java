package org.kamcl.explorer.remote;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.common.SolrDocument;
import org.kamcl.explorer.archive.ExclusionPenalty;
import org.kamcl.explorer.archive.ImageRanking;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.archive.RankedImage;
import org.kamcl.explorer.archive.Ranking;
import org.kamcl.explorer.archive.RankingQuery;
import org.kamcl.explorer.domain.SearchFilter;

/**
 * Ranks the images of a shared archive. Solr names the candidates by the vector of the query; their
 * vectors are read and scored here, as those of the archive of this machine are.
 *
 * <p>Penalties only lower scores, so no image outside of the candidates can have a higher score
 * than the last candidate has without them. Candidates become more until the last wanted one is at
 * least as good as that.
 */
final class SolrRanking implements ImageRanking {
  /** So many images of a filter are all compared, which takes less than 100 ms. */
  static final int COMPARED = 20_000;

  /** Candidates beyond those that are wanted, for images whose scores differ by rounding. */
  private static final int MARGIN = 30;

  private static final int GROWTH = 4;

  /** A graph is asked for so many at most; where more are needed, all images are compared. */
  private static final int MOST_FROM_GRAPH = 10_000;

  private final SolrConnection solr;
  private final Supplier<Map<String, String>> collections;
  private final ModelId model;
  private final String field;
  private final int compared;

  /**
   * @param collections keys of the collections by name
   * @param compared number of images up to which all that match a filter are compared
   */
  SolrRanking(
      SolrConnection solr, Supplier<Map<String, String>> collections, ModelId model, int compared) {
    this.solr = solr;
    this.collections = collections;
    this.model = model;
    this.field = SolrSetup.vectors(model);
    this.compared = compared;
  }

  @Override
  public Ranking rank(RankingQuery query, SearchFilter filter, int top, Listener listener) {
    Map<String, String> keys = collections.get();
    int matching = (int) solr.count(matching(filter, keys).setQuery("*:*"));
    int wanted = Math.min(top, matching);
    int candidates = Math.min(matching, wanted + MARGIN);
    while (true) {
      boolean all = matching <= compared || candidates > MOST_FROM_GRAPH || candidates == matching;
      List<Candidate> found = candidates(query, matching(filter, keys), candidates, all);
      List<RankedImage> best =
          found.stream()
              .map(Candidate::image)
              .sorted(
                  Comparator.comparingDouble((RankedImage image) -> -image.score())
                      .thenComparingLong(RankedImage::id))
              .limit(wanted)
              .toList();
      boolean complete =
          candidates >= matching
              || (best.size() == wanted
                  && (wanted == 0 || best.get(wanted - 1).score() >= least(found)));
      if (complete) {
        return new Ranking(
            best,
            matching,
            matching,
            all ? new Ranking.Exact() : new Ranking.Approximate(found.size()));
      }
      if (!listener.onPartialResult(found.size(), matching, () -> best)) {
        return new Ranking(best, found.size(), matching, new Ranking.Approximate(found.size()));
      }
      candidates = (int) Math.min(matching, (long) candidates * GROWTH);
    }
  }

  private SolrQuery matching(SearchFilter filter, Map<String, String> keys) {
    return images(model, filter, keys);
  }

  /**
   * The images of a model that match a filter.
   *
   * @param keys keys of the collections by name
   */
  static SolrQuery images(ModelId model, SearchFilter filter, Map<String, String> keys) {
    SolrQuery query = FilterQueries.apply(new SolrQuery(), filter, keys);
    query.set("modelHash", model.hash());
    return query.addFilterQuery("{!term f=model v=$modelHash}");
  }

  /**
   * A candidate.
   *
   * @param similarity dot product with the vector of the query
   */
  private record Candidate(RankedImage image, float similarity) {}

  private static float least(List<Candidate> candidates) {
    float least = Float.POSITIVE_INFINITY;
    for (Candidate candidate : candidates) {
      least = Math.min(least, candidate.similarity());
    }
    return least;
  }

  /**
   * The nearest images.
   *
   * @param all whether all that match are compared; the graph of neighbors is asked otherwise
   */
  private List<Candidate> candidates(
      RankingQuery query, SolrQuery request, int count, boolean all) {
    if (count == 0) {
      return List.of();
    }
    String vector = text(query.vector());
    if (all) {
      request.setQuery("{!func v=$similarity}");
      request.set("similarity", "vectorSimilarity(" + field + "," + vector + ")");
    } else {
      request.setQuery("{!knn f=" + field + " topK=" + count + " v=$vector}");
      request.set("vector", vector);
    }
    request.setRows(count).setFields("number", field);
    List<Candidate> found = new ArrayList<>();
    for (SolrDocument document : solr.ask(request).getResults()) {
      float[] image = ImageDocuments.vector(document, field);
      float similarity = dot(query.vector(), image);
      float penalty = 0;
      for (ExclusionPenalty term : query.penalties()) {
        penalty += term.of(dot(term.vector(), image));
      }
      long number = ImageDocuments.longNumber(document, "number");
      found.add(new Candidate(new RankedImage(number, similarity - penalty, penalty), similarity));
    }
    return found;
  }

  private static String text(float[] vector) {
    StringJoiner text = new StringJoiner(",", "[", "]");
    for (float value : vector) {
      text.add(String.valueOf(value));
    }
    return text.toString();
  }

  private static float dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return (float) sum;
  }
}
