package org.kamcl.explorer.api;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;

/**
 * Explains why an image has its score for a query. Blocking; call from any thread but the JavaFX
 * thread.
 */
public interface ImageExplanations {
  /**
   * Explains an image of the archive. Relevance feedback does not count.
   *
   * @param cancelled is asked between passes of the network
   * @throws org.kamcl.error.KamclException if the query has no included term, the model knows none
   *     of its words, or the image or one of the query cannot be read
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  Explanation explain(
      ImageRecord image, Query query, Explainer.Request request, BooleanSupplier cancelled);

  /** As above, for a file that need not be in the archive. */
  Explanation explain(Path file, Query query, Explainer.Request request, BooleanSupplier cancelled);

  /**
   * The heat map of an explanation over its image.
   *
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
