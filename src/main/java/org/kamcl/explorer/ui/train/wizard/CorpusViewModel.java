package org.kamcl.explorer.ui.train.wizard;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.corpus.CorpusError;
import org.kamcl.engine.corpus.check.CheckDecisions;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.TrainingCorpora.CheckedCorpus;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ExcludedImage;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** The corpus of a new run: which one, what its check has found, and what is done about it. */
final class CorpusViewModel {
  private final ArchiveViewModel archive;
  private final JobsViewModel jobs;
  private final TaskExecutor executor;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final ObservableList<Path> known = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Path> place = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<CheckedCorpus> checked = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<JobViewModel> job = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable Path> above = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<CheckDecisions> decisions =
      new SimpleObjectProperty<>(CheckDecisions.SAFE);
  private int check;
  private int listing;

  CorpusViewModel(
      ArchiveViewModel archive, JobsViewModel jobs, TaskExecutor executor, Messages messages) {
    this.archive = archive;
    this.jobs = jobs;
    this.executor = executor;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
  }

  /** Lists the corpora of earlier runs and those made from images of the archive. */
  void list() {
    Optional<ExplorerServices> services = archive.services();
    if (services.isEmpty()) {
      return;
    }
    listing++;
    executor.run(
        () -> corpora(services.get()),
        found -> {
          listing--;
          // Replacing the items would clear the selection of a combo box.
          found.stream().filter(path -> !known.contains(path)).forEach(known::add);
        },
        failure -> {
          listing--;
          problem.set(errors.format(failure));
        });
  }

  private static Set<Path> corpora(ExplorerServices services) {
    Set<Path> all = new LinkedHashSet<>(services.trainingCorpora().made());
    services.trainingRuns().list().forEach(run -> all.add(run.origin().corpus()));
    return all;
  }

  /** Chooses a folder or file, and checks it. */
  void choose(Path chosen) {
    if (chosen.equals(place.get()) && (checked.get() != null || job.get() != null)) {
      return;
    }
    cancel();
    if (!known.contains(chosen)) {
      known.add(chosen);
    }
    place.set(chosen);
    check();
  }

  /** Checks the chosen corpus again. */
  void check() {
    Path chosen = place.get();
    Optional<ExplorerServices> services = archive.services();
    if (chosen == null || services.isEmpty()) {
      return;
    }
    cancel();
    checked.set(null);
    above.set(null);
    problem.set("");
    int own = ++check;
    job.set(
        jobs.start(
            messages.text("wizard.check.job", String.valueOf(chosen.getFileName())),
            services.get().trainingCorpora().check(chosen, Optional.empty()),
            found -> end(own, found, ""),
            () -> end(own, null, ""),
            failure -> {
              above.set(own == check ? above(failure) : null);
              end(own, null, errors.format(failure));
            }));
    if (own != check) {
      job.set(null);
    }
  }

  /** The folder above that is the corpus, if that is what is wrong; null otherwise. */
  private static @Nullable Path above(Throwable failure) {
    return failure instanceof KamclException known
            && known.is(CorpusError.CORPUS_ABOVE)
            && known.arguments().get(1) instanceof Path folder
        ? folder
        : null;
  }

  private void end(int own, CheckedCorpus found, String failure) {
    if (own != check) {
      return;
    }
    check++;
    job.set(null);
    problem.set(failure);
    checked.set(found);
  }

  /** Cancels a running check. */
  void cancel() {
    check++;
    JobViewModel running = job.get();
    job.set(null);
    if (running != null) {
      running.cancel();
    }
  }

  /** Forgets the corpus. */
  void clear() {
    cancel();
    place.set(null);
    checked.set(null);
    above.set(null);
    problem.set("");
    decisions.set(CheckDecisions.SAFE);
  }

  /**
   * Loads an image of the corpus.
   *
   * @param side of the square into which it fits, pixels
   */
  TaskExecutor.Cancellable load(
      Path file, int side, Consumer<ArgbImage> loaded, Consumer<Throwable> failed) {
    return archive
        .services()
        .map(ExplorerServices::trainingCorpora)
        .map(corpora -> executor.loadImage(() -> corpora.image(file, side), loaded, failed))
        .orElse(() -> {});
  }

  /** Images that the run leaves out. */
  List<ExcludedImage> exclusions() {
    CheckedCorpus found = checked.get();
    return found == null
        ? List.of()
        : decisions.get().exclusions(found.report()).stream()
            .map(exclusion -> new ExcludedImage(exclusion.split(), exclusion.filename()))
            .toList();
  }

  /** Number of training images that are left after the exclusions. */
  int trainingImages() {
    CheckedCorpus found = checked.get();
    if (found == null) {
      return 0;
    }
    long excluded =
        exclusions().stream().filter(exclusion -> exclusion.split().equals("train")).count();
    return (int) (found.report().corpus().split("train").size() - excluded);
  }

  /** Corpora that can be chosen. */
  ObservableList<Path> known() {
    return known;
  }

  /** The chosen folder or file; null for none. */
  ReadOnlyObjectProperty<Path> placeProperty() {
    return place.getReadOnlyProperty();
  }

  /** What the check has found; null before its end. */
  ReadOnlyObjectProperty<CheckedCorpus> checkedProperty() {
    return checked.getReadOnlyProperty();
  }

  /** The running check; null for none. */
  ReadOnlyObjectProperty<JobViewModel> jobProperty() {
    return job.getReadOnlyProperty();
  }

  /** Why the corpus cannot be checked; empty if it can. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The folder above the chosen one that is a corpus; null if there is none. */
  ReadOnlyObjectProperty<@Nullable Path> aboveProperty() {
    return above.getReadOnlyProperty();
  }

  /** What is done about the findings. */
  ObjectProperty<CheckDecisions> decisionsProperty() {
    return decisions;
  }

  /** Whether nothing is pending. */
  boolean isSettled() {
    return job.get() == null && listing == 0;
  }
}
