package org.kamcl.engine.inference;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.text.Vocabulary;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;
import org.kamcl.progress.ProgressListener;
import org.kamcl.progress.ProgressStage;

/** Stores an imported model completely or not at all. */
final class ImportedModelWriter {
  private static final long MEGABYTE = 1_000_000;

  private final ModelStore store;
  private final Runnable safePoint;
  private final ProgressListener progress;
  private final Path file;

  /**
   * @param safePoint is called between the steps; what it throws ends the import without a model
   * @param progress of the writing, in megabytes
   * @param file that is imported
   */
  ImportedModelWriter(ModelStore store, Runnable safePoint, ProgressListener progress, Path file) {
    this.store = store;
    this.safePoint = safePoint;
    this.progress = progress;
    this.file = file;
  }

  /** The imported file. */
  Path file() {
    return file;
  }

  /**
   * Checks that all numbers are finite.
   *
   * @throws KamclException if one is not
   */
  void validateFinite(WeightSet weights) {
    ModelFiles.validateFinite(weights, file.toString(), safePoint);
  }

  /** Ends the import if it is to be ended. */
  void safePoint() {
    safePoint.run();
  }

  /** What is completed of a card once the weights are in the folder of the new model. */
  interface Completion {
    /**
     * @param folder with weights, vocabulary, concepts and the card
     * @param card with the hash of the weights
     */
    ModelCard complete(Path folder, ModelCard card);
  }

  /**
   * @param words empty if the program contains the vocabulary
   * @throws KamclException if the name is taken, or the files cannot be written
   */
  StoredModel store(
      ModelCard.Builder card,
      WeightSet weights,
      Optional<Vocabulary> words,
      ConceptVocabulary names) {
    return store(card, weights, words, names, (folder, complete) -> complete);
  }

  /** As above, with a step that needs the files of the model. */
  StoredModel store(
      ModelCard.Builder card,
      WeightSet weights,
      Optional<Vocabulary> words,
      ConceptVocabulary names,
      Completion completion) {
    return store.create(
        card.build().name(),
        folder -> {
          Path target = folder.resolve(ModelFiles.WEIGHTS);
          safePoint.run();
          SafeTensors.write(target, weights, reporting(weights));
          safePoint.run();
          words.ifPresent(
              own -> ModelFiles.writeText(folder.resolve(ModelFiles.VOCABULARY), own.toJson()));
          ModelFiles.writeText(folder.resolve(ModelFiles.CONCEPTS), names.toJson());
          ModelCard written =
              card.initializedFrom(ModelCard.IMPORTED + file.getFileName())
                  .license("unknown; ask the source of the file")
                  .limitations("unknown: evaluate the model on your own data")
                  .weightsSha256(ModelFiles.sha256(target, safePoint))
                  .build();
          ModelCard complete = completion.complete(folder, written);
          ModelFiles.writeText(folder.resolve(ModelCard.FILE), complete.toJson());
        });
  }

  /** The safe point before each tensor, which also reports how much is written. */
  private Runnable reporting(WeightSet weights) {
    long total = weights.tensors().values().stream().mapToLong(TensorData::byteSize).sum();
    Iterator<TensorData> next = weights.tensors().values().iterator();
    long[] done = {0};
    return () -> {
      safePoint.run();
      progress.onProgress(ProgressStage.MEGABYTES, done[0] / MEGABYTE, total / MEGABYTE);
      done[0] += next.hasNext() ? next.next().byteSize() : 0;
    };
  }
}
