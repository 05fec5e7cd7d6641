package org.kamcl.explorer.archive;

import java.util.List;
import org.kamcl.explorer.domain.SearchFilter;

/** Some of the embeddings of an archive, from which the distribution of scores is measured. */
public interface EmbeddingSamples {
  /**
   * Embeddings of some of the images that match a filter. The choice does not depend on what the
   * images show and stays the same while the archive does; all images are in it if there are no
   * more.
   *
   * @param most most wanted, at least 1
   */
  List<ImageVector> sample(ModelId model, SearchFilter filter, int most);

  /**
   * The embedding of an image.
   *
   * @param image its id
   * @param vector of unit length
   */
  record ImageVector(long image, float[] vector) {}
}
