package org.kamcl.explorer.ui.train.wizard;

import java.util.Locale;
import java.util.Optional;

/** Adapts the batch size of a preset to a corpus that is smaller than a batch. */
final class BatchFit {
  private BatchFit() {}

  /** The batch size to use; empty if that of the settings fits or nothing is known yet. */
  static Optional<String> size(SettingsViewModel settings, CorpusViewModel corpus) {
    int images = corpus.trainingImages();
    Optional<Integer> batch = number(settings, "batchSize");
    Optional<Integer> queue = number(settings, "queueSize");
    if (images < 2 || batch.isEmpty() || queue.isEmpty() || batch.get() <= images) {
      return Optional.empty();
    }
    int size = images;
    // The queues of momentum contrast are filled by whole batches.
    while (size > 2 && queue.get() % size != 0) {
      size--;
    }
    return Optional.of(String.format(Locale.ROOT, "%d", size));
  }

  private static Optional<Integer> number(SettingsViewModel settings, String name) {
    try {
      return settings.value(name).map(Integer::valueOf);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
