package org.kamcl.explorer.domain;

import java.util.Set;

/**
 * Images that were chosen one by one, or because of a concept.
 *
 * @param concept the concept that all of them have; empty if they were chosen otherwise
 * @param images their ids
 */
public record ImageSubset(String concept, Set<Long> images) {
  /** Copies the set. */
  public ImageSubset {
    images = Set.copyOf(images);
  }

  /** Images that were chosen one by one. */
  public static ImageSubset of(Set<Long> images) {
    return new ImageSubset("", images);
  }

  /** Whether an image is one of them. */
  public boolean contains(long image) {
    return images.contains(image);
  }
}
