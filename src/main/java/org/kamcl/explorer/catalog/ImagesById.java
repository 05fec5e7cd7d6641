package org.kamcl.explorer.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.domain.ImageRecord;

/** Finds images by their id, without a map: a hundred thousand of its entries take 7 MB. */
public final class ImagesById {
  private final List<ImageRecord> images;

  /**
   * Finds images of a list.
   *
   * @param images immutable, each id once; usually ascending
   */
  public ImagesById(List<ImageRecord> images) {
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
  public @Nullable ImageRecord find(long id) {
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
  public ImageRecord get(long id) {
    ImageRecord found = find(id);
    if (found == null) {
      throw new IllegalArgumentException("There is no image " + id + ".");
    }
    return found;
  }

  /** Those of some ids, in the order of the ids; unknown ids are left out. */
  public List<ImageRecord> findAll(Collection<Long> ids) {
    List<ImageRecord> found = new ArrayList<>(ids.size());
    for (long id : ids) {
      ImageRecord image = find(id);
      if (image != null) {
        found.add(image);
      }
    }
    return found;
  }

  /** All images by ascending id. */
  public List<ImageRecord> all() {
    return images;
  }
}
