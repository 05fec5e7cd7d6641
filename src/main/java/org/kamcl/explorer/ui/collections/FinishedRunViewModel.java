package org.kamcl.explorer.ui.collections;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.Messages;

/** Offers to index the archive again with the model of a training run that has just finished. */
public final class FinishedRunViewModel {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final ArchiveViewModel archive;
  private final TaskExecutor executor;
  private final Messages messages;
  private final ReadOnlyObjectWrapper<RunSummary> offer = new ReadOnlyObjectWrapper<>();

  /** Runs that were seen before they were over. */
  private final Set<String> unfinished = new HashSet<>();

  private TaskExecutor.Cancellable timer = () -> {};
  private long revision = -1;
  private boolean started;

  /** Follows the runs once the archive is read. */
  public FinishedRunViewModel(ArchiveViewModel archive, TaskExecutor executor, Messages messages) {
    this.archive = archive;
    this.executor = executor;
    this.messages = messages;
    // Not before, so that looking at runs does not create the catalog of a first start.
    archive.summaryProperty().addListener((property, before, now) -> start());
  }

  private void start() {
    if (!started && archive.services().isPresent()) {
      started = true;
      poll();
    }
  }

  private record Runs(long revision, List<RunSummary> all) {}

  /** Looks for runs that have finished since the last time. */
  void poll() {
    timer.cancel();
    Optional<ExplorerServices> services = archive.services();
    if (services.isEmpty()) {
      return;
    }
    long known = revision;
    executor.run(
        () -> {
          long now = services.get().trainingRuns().revision();
          return new Runs(now, now == known ? List.of() : services.get().trainingRuns().list());
        },
        found -> {
          if (found.revision() != known) {
            revision = found.revision();
            follow(found.all());
          }
          schedule();
        },
        // Train tells what is wrong with the runs.
        failure -> schedule());
  }

  private void schedule() {
    timer = executor.schedule(INTERVAL, this::poll);
  }

  private void follow(List<RunSummary> runs) {
    List<RunSummary> finished = new ArrayList<>();
    for (RunSummary run : runs) {
      if (run.state().isOver()) {
        if (unfinished.remove(run.name()) && run.model().isPresent()) {
          finished.add(run);
        }
      } else {
        unfinished.add(run.name());
      }
    }
    // An empty archive needs no other model: the next images are indexed with the one in use.
    boolean indexed =
        archive.summaryProperty().get() != null && archive.summaryProperty().get().images() > 0;
    if (indexed && !finished.isEmpty()) {
      offer.set(finished.get(finished.size() - 1));
    }
  }

  /** The run whose model can be used; null for none. */
  ReadOnlyObjectProperty<RunSummary> offerProperty() {
    return offer.getReadOnlyProperty();
  }

  /** Indexes the archive again with the model of the run. */
  void accept() {
    RunSummary run = offer.get();
    if (run == null || run.model().isEmpty()) {
      return;
    }
    offer.set(null);
    String model = run.model().get();
    archive
        .services()
        .ifPresent(
            services ->
                archive.change(
                    services.indexAgain(model),
                    messages.text("finished.job", model),
                    report -> messages.text("finished.done", report.added(), model),
                    archive::notice));
  }

  /** Withdraws the offer. */
  void decline() {
    offer.set(null);
  }

  /** Stops looking for runs. */
  public void close() {
    timer.cancel();
  }
}
