package org.kamcl.explorer.ui.reasons;

import java.util.List;
import org.kamcl.engine.explain.ConceptComparison;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.explorer.domain.SharedConcept;

/**
 * The concepts of an image and a query.
 *
 * @param shared concepts that both have
 * @param extra concepts of the image that the query does not ask for
 * @param missing concepts of the query that are not seen in the image
 * @param excluded concepts that the query excludes and the image has
 */
public record ConceptReasons(
    List<SharedConcept> shared,
    List<SharedConcept> extra,
    List<SharedConcept> missing,
    List<SharedConcept> excluded) {
  /** No concepts. */
  public static final ConceptReasons NONE =
      new ConceptReasons(List.of(), List.of(), List.of(), List.of());

  /** Image or query have a concept if its strength is at least this. */
  private static final double PRESENT = 0.1;

  /** Most concepts of a kind. */
  private static final int MOST = 5;

  /** Copies the lists. */
  public ConceptReasons {
    shared = List.copyOf(shared);
    extra = List.copyOf(extra);
    missing = List.copyOf(missing);
    excluded = List.copyOf(excluded);
  }

  /** Divides the concepts of a hit by where they are, until all are known. */
  public static ConceptReasons of(List<SharedConcept> concepts) {
    return new ConceptReasons(
        concepts.stream().filter(c -> image(c) && query(c)).toList(),
        concepts.stream().filter(c -> image(c) && !query(c)).toList(),
        concepts.stream().filter(c -> !image(c) && query(c)).toList(),
        List.of());
  }

  /** The concepts of an explanation, of each kind only the first few. */
  static ConceptReasons of(Explanation explanation) {
    ConceptComparison found = explanation.concepts();
    return new ConceptReasons(
        first(found.shared()),
        first(found.notAsked()),
        first(found.notSeen()),
        first(found.excludedSeen()));
  }

  private static List<SharedConcept> first(List<ConceptComparison.ComparedConcept> concepts) {
    return concepts.stream()
        .limit(MOST)
        .map(c -> new SharedConcept(c.name(), c.imageStrength(), c.queryStrength()))
        .toList();
  }

  private static boolean image(SharedConcept concept) {
    return concept.imageStrength() >= PRESENT;
  }

  private static boolean query(SharedConcept concept) {
    return concept.queryStrength() >= PRESENT;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return shared.isEmpty() && extra.isEmpty() && missing.isEmpty() && excluded.isEmpty();
  }
}
