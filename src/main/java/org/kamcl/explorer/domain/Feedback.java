package org.kamcl.explorer.domain;

import java.util.HashSet;
import java.util.Set;

/**
 * What a person said of hits of a query.
 *
 * @param good ids of images that are what was meant
 * @param bad ids of images that are not
 */
public record Feedback(Set<Long> good, Set<Long> bad) {
  /** Nothing was said. */
  public static final Feedback NONE = new Feedback(Set.of(), Set.of());

  /** Copies the sets. */
  public Feedback {
    good = Set.copyOf(good);
    bad = Set.copyOf(bad);
  }

  /** What a person says of one hit. */
  public enum Verdict {
    /** It is what was meant. */
    GOOD,
    /** It is not. */
    BAD,
    /** Nothing, or not any more. */
    NONE
  }

  /** Whether nothing was said. */
  public boolean isEmpty() {
    return good.isEmpty() && bad.isEmpty();
  }

  /** Ids of all images of which something was said. */
  public Set<Long> images() {
    Set<Long> all = new HashSet<>(good);
    all.addAll(bad);
    return all;
  }

  /** What was said of an image. */
  public Verdict of(long image) {
    return good.contains(image) ? Verdict.GOOD : bad.contains(image) ? Verdict.BAD : Verdict.NONE;
  }
}
