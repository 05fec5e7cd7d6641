package org.kamcl.explorer.ui.train.captioning;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** Captions of the archive that may describe an image. */
final class QueueHints {
  private final ArchiveViewModel archive;
  private final TaskExecutor executor;
  private final int most;
  private final ObservableList<RankedCaption> hints = FXCollections.observableArrayList();
  private TaskExecutor.Cancellable loading = () -> {};

  /**
   * @param most maximum number of captions
   */
  QueueHints(ArchiveViewModel archive, TaskExecutor executor, int most) {
    this.archive = archive;
    this.executor = executor;
    this.most = most;
  }

  /** Finds the captions for an image; those of the image before are gone at once. */
  void load(ImageRecord image) {
    cancel();
    hints.clear();
    archive
        .services()
        .ifPresent(
            services ->
                loading =
                    executor.run(
                        () -> services.search().captions(image, most),
                        hints::setAll,
                        // Hints are a convenience: without them, the image can be described.
                        failure -> hints.clear()));
  }

  void cancel() {
    loading.cancel();
  }

  /** The captions, best first. */
  ObservableList<RankedCaption> all() {
    return hints;
  }
}
