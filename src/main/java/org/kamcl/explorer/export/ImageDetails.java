package org.kamcl.explorer.export;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.TermContribution;

/** What the archive knows about images beyond a hit. Blocking. */
public interface ImageDetails {
  /** Nothing. */
  ImageDetails NONE =
      new ImageDetails() {
        @Override
        public Set<String> tags(long image) {
          return Set.of();
        }

        @Override
        public List<TermContribution> contributions(Query query, ImageRecord image) {
          return List.of();
        }

        @Override
        public Map<Long, float[]> embeddings(Collection<Long> images) {
          return Map.of();
        }
      };

  /** The tags of an image, by id. */
  Set<String> tags(long image);

  /** How much each term of a query contributes to the score of an image; empty if unknown. */
  List<TermContribution> contributions(Query query, ImageRecord image);

  /**
   * Embeddings of the model in use, of unit length, by the id of the image.
   *
   * @param images ids; those without an intact embedding are left out
   */
  Map<Long, float[]> embeddings(Collection<Long> images);
}
