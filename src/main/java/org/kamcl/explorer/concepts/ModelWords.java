package org.kamcl.explorer.concepts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.knowledge.CorpusWords;
import org.kamcl.explorer.api.ConceptAnalysis.WordHistory;

/** What became of the words of the corpus of a model; read once per model. Thread-safe. */
final class ModelWords {
  private @Nullable Path folder;
  private Optional<CorpusWords> words = Optional.empty();

  /** The words of a model; empty if it has no record of them. */
  synchronized Optional<CorpusWords> of(Path model) {
    if (!model.equals(folder)) {
      Path file = model.resolve(ModelFiles.KNOWLEDGE);
      words = Files.exists(file) ? Optional.of(CorpusWords.read(file)) : Optional.empty();
      folder = model;
    }
    return words;
  }

  /** Number of training images of each concept; empty where it is unknown. */
  static List<OptionalInt> images(Optional<CorpusWords> words, List<String> concepts) {
    return concepts.stream()
        .map(
            concept ->
                words
                    .map(known -> OptionalInt.of(known.history(concept).repeating()))
                    .orElseGet(OptionalInt::empty))
        .toList();
  }

  /** What became of a word. */
  static WordHistory history(CorpusWords words, String word) {
    CorpusWords.History found = words.history(word);
    return new WordHistory(
        found.word(),
        words.corpus(),
        WordHistory.Outcome.valueOf(found.outcome().name()),
        found.occurrences(),
        found.images(),
        words.images(),
        found.repeating(),
        found.sum(),
        found.constructedRank().orElse(0),
        words.constructedWords(),
        found.tokens(),
        found.filteredRank().orElse(0),
        words.filteredWords(),
        words.concepts());
  }
}
