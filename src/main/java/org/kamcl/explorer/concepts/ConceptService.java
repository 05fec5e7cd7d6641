package org.kamcl.explorer.concepts;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.kamcl.engine.knowledge.CorpusWords;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ConceptAnalysis;

/** Analyzes the concepts of the model in use. Thread-safe. */
public final class ConceptService implements ConceptAnalysis {
  private final ConceptArchive archive;
  private final ConceptMarks marks;
  private final ModelWords modelWords = new ModelWords();

  /**
   * @param archive the images with their concepts
   * @param marks of the user on concepts
   */
  public ConceptService(ConceptArchive archive, ConceptMarks marks) {
    this.archive = archive;
    this.marks = marks;
  }

  @Override
  public Overview overview(BooleanSupplier cancelled) {
    ConceptArchive.State now = archive.current(cancelled);
    // Marks that were made in another window count as well.
    now.loaded().markConcepts(marks.read());
    Optional<CorpusWords> words = modelWords.of(archive.modelFolder());
    return new Overview(
        now.model().name(),
        now.snapshot().images(),
        words.map(CorpusWords::corpus).orElse(""),
        now.loaded().conceptCalibration().source(),
        now.snapshot().concepts(ModelWords.images(words, now.concepts())::get));
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
    Optional<CorpusWords> words = modelWords.of(archive.modelFolder());
    return now.snapshot().details(index, examples, ModelWords.images(words, now.concepts())::get);
  }

  @Override
  public void mark(String concept, boolean visual) {
    archive.mark(
        marks.mark(
            concept,
            archive.isVisualByDefault(concept).filter(known -> known == visual).isPresent()
                ? Optional.empty()
                : Optional.of(visual)));
  }

  @Override
  public Origin origin(String word) {
    return new Origin(
        archive.modelName(),
        modelWords.of(archive.modelFolder()).map(words -> ModelWords.history(words, word)));
  }
}
