package org.kamcl.explorer.ui.evaluate;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;

/**
 * The run with captions of the captioning queue whose model is shown beside the one it started
 * from. What it gave can be compared with random images.
 */
final class QueueRun {
  private final ArchiveViewModel archive;
  private final LatestTask finding;
  private final ReadOnlyObjectWrapper<@Nullable RunSummary> run = new ReadOnlyObjectWrapper<>();

  QueueRun(ArchiveViewModel archive, TaskExecutor executor) {
    this.archive = archive;
    this.finding = new LatestTask(executor);
  }

  /**
   * Looks for the run.
   *
   * @param model name of the shown model
   * @param since name of the model it is compared with; null for none
   */
  void show(String model, @Nullable String since) {
    run.set(null);
    finding.cancel();
    if (since != null) {
      archive
          .services()
          .ifPresent(
              services ->
                  finding.start(
                      () -> find(services, model, since),
                      found -> run.set(found.orElse(null)),
                      // The offer is a convenience; the comparison itself reports what is wrong.
                      failure -> run.set(null)));
    }
  }

  private static Optional<RunSummary> find(ExplorerServices services, String model, String since) {
    return services.trainingRuns().list().stream()
        .filter(one -> one.model().filter(model::equals).isPresent())
        .filter(one -> one.origin().from().equals(since))
        .filter(services.randomComparisons()::isFromQueue)
        .findFirst();
  }

  /** The run; null for none. */
  ReadOnlyObjectProperty<@Nullable RunSummary> runProperty() {
    return run.getReadOnlyProperty();
  }

  boolean isBusy() {
    return finding.isBusy();
  }

  void close() {
    finding.cancel();
  }
}
