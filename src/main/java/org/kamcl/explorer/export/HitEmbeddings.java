package org.kamcl.explorer.export;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.domain.SearchHit;

/** Reads the embeddings of hits in batches, so that those of few are in memory at a time. */
final class HitEmbeddings {
  private static final int BATCH = 500;

  private HitEmbeddings() {}

  /** Receives the hits in their order. */
  interface Receiver {
    /**
     * Receives a hit.
     *
     * @param embedding of unit length; null if the image has none
     */
    void accept(SearchHit hit, float @Nullable [] embedding) throws IOException;
  }

  /**
   * Reads the embeddings of all hits.
   *
   * @param safePoint called before each batch and each hit
   */
  static void forEach(
      List<SearchHit> hits, ImageDetails details, Runnable safePoint, Receiver receiver)
      throws IOException {
    for (int from = 0; from < hits.size(); from += BATCH) {
      safePoint.run();
      List<SearchHit> batch = hits.subList(from, Math.min(hits.size(), from + BATCH));
      Map<Long, float[]> embeddings =
          details.embeddings(batch.stream().map(hit -> hit.image().id()).toList());
      for (SearchHit hit : batch) {
        safePoint.run();
        receiver.accept(hit, embeddings.get(hit.image().id()));
      }
    }
  }
}
