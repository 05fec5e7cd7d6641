package org.kamcl.explorer.archive;

import org.kamcl.explorer.domain.ImageOrder;
import org.kamcl.explorer.domain.SearchFilter;

/** Lists the images of an archive without a query. */
public interface ImageLists {
  /**
   * A part of the sorted list of the images that match a filter. Images that are equal in an order
   * follow by file name, path, tile and id, so that pages neither repeat nor leave out an image
   * while the archive does not change.
   *
   * @param from number of images before the first one wanted, at least 0
   * @param count most wanted, at least 0
   */
  ImagePage list(SearchFilter filter, ImageOrder order, int from, int count);
}
