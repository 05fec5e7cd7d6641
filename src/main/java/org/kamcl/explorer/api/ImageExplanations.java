package org.kamcl.explorer.api;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.kamcl.engine.explain.Counterfactual;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.SearchRequest;

/**
 * Explains why an image has its score for a query. Blocking; call from any thread but the JavaFX
 * thread.
 */
public interface ImageExplanations {
  /**
   * Explains the score of an image of the archive as a search ranks it: with relevance feedback,
   * the penalties of excluded terms, and its rank among the images that match the filter.
   *
   * @param search without feedback, the feedback stored for its query counts, as in a search
   * @param cancelled is asked between passes of the network
   * @throws org.kamcl.error.KamclException if the query has no included term, the model knows none
   *     of its words, the image is not indexed, or the image or one of the query cannot be read
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  Explanation explain(
      ImageRecord image,
      SearchRequest search,
      Explainer.Request request,
      BooleanSupplier cancelled);

  /** As above, ranked with the whole archive. */
  default Explanation explain(
      ImageRecord image, Query query, Explainer.Request request, BooleanSupplier cancelled) {
    return explain(image, SearchRequest.of(query, 1), request, cancelled);
  }

  /**
   * Explains the score of a file that need not be in the archive. It has no rank, and relevance
   * feedback does not count.
   *
   * @param cancelled is asked between passes of the network
   * @throws org.kamcl.error.KamclException if the query has no included term, the model knows none
   *     of its words, or the image or one of the query cannot be read
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  Explanation explain(Path file, Query query, Explainer.Request request, BooleanSupplier cancelled);

  /**
   * The query after a change of one word, to search with.
   *
   * @param query that was explained
   * @param change of its explanation
   */
  Query changed(Query query, Counterfactual change);

  /**
   * The heat map of an explanation over its image.
   *
   * @param explanation has a map
   * @param opacity of the map, 0..1
   * @return opaque pixels, as many as the model reads or a few times more
   * @throws org.kamcl.error.KamclException if the image cannot be read
   */
  ArgbImage heatMap(ImageRecord image, Explanation explanation, double opacity);

  /**
   * As above, for a file that need not be in the archive.
   *
   * @param opacity of the map, 0..1
   * @return opaque pixels, as many as the model reads or a few times more
   * @throws org.kamcl.error.KamclException if the image cannot be read
   */
  ArgbImage heatMap(Path file, Explanation explanation, double opacity);
}
