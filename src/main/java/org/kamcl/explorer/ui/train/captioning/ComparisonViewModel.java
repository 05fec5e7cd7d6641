package org.kamcl.explorer.ui.train.captioning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.api.RandomComparisons;
import org.kamcl.explorer.api.RandomComparisons.Comparison;
import org.kamcl.explorer.api.RandomComparisons.Outlook;
import org.kamcl.explorer.api.RandomComparisons.Source;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/**
 * What random images would have given in place of those of a run. All methods are called on the
 * JavaFX thread.
 */
final class ComparisonViewModel {
  private final ArchiveViewModel archive;
  private final JobsViewModel jobs;
  private final TaskExecutor executor;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable JobViewModel> running =
      new ReadOnlyObjectWrapper<>();
  private final List<Source> sources = new ArrayList<>();
  private @Nullable RunSummary run;
  private @Nullable Outlook outlook;
  private @Nullable Source chosen;
  private @Nullable Comparison comparison;
  private TaskExecutor.Cancellable reading = () -> {};
  private boolean isReading;
  private int pending;

  ComparisonViewModel(
      ArchiveViewModel archive, JobsViewModel jobs, TaskExecutor executor, Messages messages) {
    this.archive = archive;
    this.jobs = jobs;
    this.executor = executor;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
  }

  private Optional<RandomComparisons> service() {
    return archive.services().map(services -> services.randomComparisons());
  }

  /** Shows a run, unless the comparison of another one is being measured. */
  void open(RunSummary shown) {
    if (running.get() != null) {
      return;
    }
    boolean same = run != null && run.name().equals(shown.name());
    run = shown;
    problem.set("");
    if (!same) {
      outlook = null;
      comparison = null;
      chosen = null;
      sources.clear();
    }
    changed();
    reading.cancel();
    service()
        .ifPresent(
            service -> {
              isReading = true;
              reading =
                  executor.run(
                      () -> service.outlook(shown),
                      found -> {
                        isReading = false;
                        show(found);
                      },
                      failure -> {
                        isReading = false;
                        show(failure);
                      });
            });
  }

  private void show(Outlook found) {
    outlook = found;
    if (comparison == null) {
      comparison = found.kept().orElse(null);
    }
    for (Source source : found.sources()) {
      if (!sources.contains(source)) {
        sources.add(source);
      }
    }
    if (chosen == null && !sources.isEmpty()) {
      chosen = sources.get(0);
    }
    changed();
  }

  private void show(Throwable failure) {
    problem.set(errors.format(failure));
    changed();
  }

  /** Chooses where to measure. */
  void choose(Source source) {
    if (running.get() == null && sources.contains(source)) {
      chosen = source;
      changed();
    }
  }

  /** Offers a corpus to measure on, and chooses it. */
  void add(Path corpus) {
    RunSummary shown = run;
    if (shown == null || running.get() != null) {
      return;
    }
    problem.set("");
    service()
        .ifPresent(
            service -> {
              pending++;
              executor.run(
                  () -> service.source(shown, corpus),
                  found -> {
                    pending--;
                    sources.removeIf(one -> one.corpus().equals(found.corpus()));
                    sources.add(found);
                    chosen = found;
                    changed();
                  },
                  failure -> {
                    pending--;
                    show(failure);
                  });
            });
  }

  /** Measures. What was measured before stays shown if it is cancelled or fails. */
  void compare() {
    RunSummary shown = run;
    Source source = chosen;
    if (shown == null || source == null || running.get() != null || service().isEmpty()) {
      return;
    }
    problem.set("");
    Comparison before = comparison;
    comparison = null;
    AtomicReference<@Nullable Comparison> latest = new AtomicReference<>();
    boolean[] over = {false};
    pending++;
    JobViewModel job =
        jobs.queue(
            messages.text("random.job", shown.title()),
            service().get().compare(shown, source, latest::set),
            measured -> ended(over, measured),
            () -> {
              problem.set(messages.text("random.cancelled"));
              ended(over, before);
            },
            failure -> {
              problem.set(errors.format(failure));
              ended(over, before);
            });
    if (!over[0]) {
      running.set(job);
      job.progressProperty().addListener((property, old, now) -> takePartial(latest));
      changed();
    }
  }

  private void takePartial(AtomicReference<@Nullable Comparison> latest) {
    Comparison now = latest.getAndSet(null);
    if (now != null && running.get() != null) {
      comparison = now;
      changed();
    }
  }

  private void ended(boolean[] over, @Nullable Comparison measured) {
    over[0] = true;
    pending--;
    running.set(null);
    comparison = measured;
    changed();
  }

  /** Ends the measurement. */
  void cancel() {
    JobViewModel job = running.get();
    if (job != null) {
      job.cancel();
    }
  }

  /**
   * The command line that measures the same on a corpus; with a placeholder if the images of the
   * archive are chosen, which it cannot use.
   */
  String command() {
    Outlook now = outlook;
    if (now == null) {
      return "";
    }
    Source source = chosen;
    String corpus =
        source == null
            ? "CORPUS"
            : source.corpus().map(path -> quoted(path.toString())).orElse("CORPUS");
    String split =
        source == null || source.split().isEmpty() || source.split().equals("val")
            ? ""
            : " --split " + quoted(source.split());
    return "kamcl suggest --evaluate "
        + corpus
        + split
        + " --count "
        + now.count()
        + " --model "
        + quoted(now.model());
  }

  private static String quoted(String value) {
    return value.matches("[\\w@%+=:,./-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
  }

  private void changed() {
    version.set(version.get() + 1);
  }

  /** The shown run; empty before the first. */
  Optional<RunSummary> run() {
    return Optional.ofNullable(run);
  }

  /** What can be compared; empty until it is read. */
  Optional<Outlook> outlook() {
    return Optional.ofNullable(outlook);
  }

  /** Where it can be measured. */
  List<Source> sources() {
    return List.copyOf(sources);
  }

  /** Where it is to be measured; empty if it cannot be. */
  Optional<Source> chosen() {
    return Optional.ofNullable(chosen);
  }

  /** What was measured, or what is known so far; empty for nothing. */
  Optional<Comparison> comparison() {
    return Optional.ofNullable(comparison);
  }

  /** The measurement that runs or waits; null for none. */
  ReadOnlyObjectProperty<@Nullable JobViewModel> runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** What is wrong; empty if nothing is. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Changes with everything that is shown. */
  ReadOnlyIntegerProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /** Whether nothing is being read or measured. */
  boolean isSettled() {
    return pending == 0 && !isReading;
  }
}
