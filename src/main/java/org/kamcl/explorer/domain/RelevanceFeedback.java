package org.kamcl.explorer.domain;

import java.util.HashSet;
import java.util.Set;

/**
 * Ratings of the hits of a query.
 *
 * @param relevant ids of the images rated relevant
 * @param notRelevant ids of the images rated not relevant
 */
public record RelevanceFeedback(Set<Long> relevant, Set<Long> notRelevant) {
  /** No ratings. */
  public static final RelevanceFeedback NONE = new RelevanceFeedback(Set.of(), Set.of());

  /** Copies the sets. */
  public RelevanceFeedback {
    relevant = Set.copyOf(relevant);
    notRelevant = Set.copyOf(notRelevant);
  }

  /** The rating of one hit. */
  public enum Rating {
    /** Thumbs up. */
    RELEVANT,

    /** Thumbs down. */
    NOT_RELEVANT,

    /** Not rated. */
    NONE
  }

  /** Whether there are no ratings. */
  public boolean isEmpty() {
    return relevant.isEmpty() && notRelevant.isEmpty();
  }

  /** Ids of all rated images. */
  public Set<Long> ratedImages() {
    Set<Long> all = new HashSet<>(relevant);
    all.addAll(notRelevant);
    return all;
  }

  /** The rating of an image. */
  public Rating ratingOf(long image) {
    return relevant.contains(image)
        ? Rating.RELEVANT
        : notRelevant.contains(image) ? Rating.NOT_RELEVANT : Rating.NONE;
  }

  /** A copy in which an image has another rating. */
  public RelevanceFeedback with(long image, Rating rating) {
    Set<Long> up = new HashSet<>(relevant);
    Set<Long> down = new HashSet<>(notRelevant);
    up.remove(image);
    down.remove(image);
    if (rating == Rating.RELEVANT) {
      up.add(image);
    } else if (rating == Rating.NOT_RELEVANT) {
      down.add(image);
    }
    return new RelevanceFeedback(up, down);
  }
}
