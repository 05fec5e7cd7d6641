package org.kamcl.explorer.domain;

import java.util.HashSet;
import java.util.Set;

/**
 * What a person said of hits of a query.
 *
 * @param relevant ids of images that are what was meant
 * @param notRelevant ids of images that are not
 */
public record RelevanceFeedback(Set<Long> relevant, Set<Long> notRelevant) {
  /** Nothing was said. */
  public static final RelevanceFeedback NONE = new RelevanceFeedback(Set.of(), Set.of());

  /** Copies the sets. */
  public RelevanceFeedback {
    relevant = Set.copyOf(relevant);
    notRelevant = Set.copyOf(notRelevant);
  }

  /** What a person says of one hit. */
  public enum Rating {
    /** It is what was meant. */
    RELEVANT,
    /** It is not. */
    NOT_RELEVANT,
    /** Nothing, or not any more. */
    NONE
  }

  /** Whether nothing was said. */
  public boolean isEmpty() {
    return relevant.isEmpty() && notRelevant.isEmpty();
  }

  /** Ids of all images of which something was said. */
  public Set<Long> ratedImages() {
    Set<Long> all = new HashSet<>(relevant);
    all.addAll(notRelevant);
    return all;
  }

  /** What was said of an image. */
  public Rating ratingOf(long image) {
    return relevant.contains(image)
        ? Rating.RELEVANT
        : notRelevant.contains(image) ? Rating.NOT_RELEVANT : Rating.NONE;
  }
}
