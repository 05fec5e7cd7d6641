package org.kamcl.engine.explain;

import java.util.List;

/**
 * The concepts of an image and a query, by the concept heads of the model. Only concepts that can
 * be seen are compared.
 *
 * @param modelHasConcepts whether the model has any concepts; otherwise the lists are empty
 * @param shared asked for and seen, the most specific first
 * @param notAsked seen but not asked for, the most specific first
 * @param notSeen asked for but not seen, the most strongly asked first
 * @param excludedSeen excluded by the query but seen, the strongest first
 */
public record ConceptComparison(
    boolean modelHasConcepts,
    List<ComparedConcept> shared,
    List<ComparedConcept> notAsked,
    List<ComparedConcept> notSeen,
    List<ComparedConcept> excludedSeen) {

  /** Nothing was compared. */
  public static final ConceptComparison EMPTY =
      new ConceptComparison(List.of(), List.of(), List.of(), List.of());

  /** Nothing can be compared, because the model has no concepts. */
  public static final ConceptComparison WITHOUT_CONCEPTS =
      new ConceptComparison(false, List.of(), List.of(), List.of(), List.of());

  /** The comparison by a model that has concepts. */
  public ConceptComparison(
      List<ComparedConcept> shared,
      List<ComparedConcept> notAsked,
      List<ComparedConcept> notSeen,
      List<ComparedConcept> excludedSeen) {
    this(true, shared, notAsked, notSeen, excludedSeen);
  }

  /** Copies the lists. */
  public ConceptComparison {
    shared = List.copyOf(shared);
    notAsked = List.copyOf(notAsked);
    notSeen = List.copyOf(notSeen);
    excludedSeen = List.copyOf(excludedSeen);
  }

  /**
   * A concept in an image and a query. If the model has a concept calibration, strengths are
   * calibrated: the share of images with this strength for which annotators name the concept.
   *
   * @param name of the concept
   * @param imageStrength strength in the image, 0..1
   * @param queryStrength strength in the query, or in its excluded terms for a concept that is
   *     excluded; 0..1
   */
  public record ComparedConcept(String name, double imageStrength, double queryStrength) {}
}
