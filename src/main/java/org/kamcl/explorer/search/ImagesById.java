package org.kamcl.explorer.search;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.domain.ImageRecord;

/** Finds images by their id, without a map: a hundred thousand of its entries take 7 MB. */
final class ImagesById {
  private final List<ImageRecord> images;

  /**
   * @param images immutable, each id once; usually ascending
   */
  ImagesById(List<ImageRecord> images) {
    this.images = isAscending(images) ? images : sorted(images);
  }

  private static boolean isAscending(List<ImageRecord> images) {
    for (int i = 1; i < images.size(); i++) {
      if (images.get(i - 1).id() >= images.get(i).id()) {
        return false;
      }
    }
    return true;
  }

  private static List<ImageRecord> sorted(List<ImageRecord> images) {
    return images.stream().sorted(Comparator.comparingLong(ImageRecord::id)).toList();
  }

  /** The image with an id; null if there is none. */
  @Nullable ImageRecord find(long id) {
    int low = 0;
    int high = images.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = images.get(middle).id();
      if (found == id) {
        return images.get(middle);
      }
      if (found < id) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  /**
   * The image with an id.
   *
   * @throws IllegalArgumentException if there is none
   */
  ImageRecord get(long id) {
    ImageRecord found = find(id);
    if (found == null) {
      throw new IllegalArgumentException("There is no image " + id + ".");
    }
    return found;
  }

  /** All images by ascending id. */
  List<ImageRecord> all() {
    return images;
  }
}
