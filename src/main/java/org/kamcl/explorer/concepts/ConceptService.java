package org.kamcl.explorer.concepts;

import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ConceptAnalysis;

/** Analyzes the concepts of the model in use. Thread-safe. */
public final class ConceptService implements ConceptAnalysis {
  private final ConceptArchive archive;

  /**
   * @param archive the images with their concepts
   */
  public ConceptService(ConceptArchive archive) {
    this.archive = archive;
  }

  @Override
  public Overview overview(BooleanSupplier cancelled) {
    ConceptArchive.State now = archive.current(cancelled);
    return new Overview(
        now.model().name(),
        now.snapshot().images(),
        "",
        now.loaded().conceptCalibration().source(),
        now.snapshot().concepts(ConceptService::corpusImages));
  }

  @Override
  public Details details(String concept, int examples, BooleanSupplier cancelled) {
    ConceptArchive.State now = archive.current(cancelled);
    int index =
        now.snapshot()
            .index(concept)
            .orElseThrow(
                () ->
                    new KamclException(ConceptError.NO_SUCH_CONCEPT, concept, now.model().name()));
    return now.snapshot().details(index, examples, ConceptService::corpusImages);
  }

  private static OptionalInt corpusImages(int concept) {
    return OptionalInt.empty();
  }
}
