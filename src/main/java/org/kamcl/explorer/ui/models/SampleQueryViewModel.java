package org.kamcl.explorer.ui.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.api.InstalledModels;
import org.kamcl.explorer.api.InstalledModels.SampleHits;
import org.kamcl.explorer.domain.InstalledModel;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobViewModel.Outcome;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** A query on the sample images with the model that is looked at, before anything is indexed. */
final class SampleQueryViewModel {
  /** Images that are shown. */
  static final int MOST = 12;

  private final ArchiveViewModel archive;
  private final JobsViewModel jobs;
  private final TaskExecutor executor;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final StringProperty words = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<List<Path>> images = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<@Nullable JobViewModel> running =
      new ReadOnlyObjectWrapper<>();
  private Optional<InstalledModel> model = Optional.empty();
  private boolean ranked;

  SampleQueryViewModel(
      ArchiveViewModel archive, JobsViewModel jobs, TaskExecutor executor, Messages messages) {
    this.archive = archive;
    this.jobs = jobs;
    this.executor = executor;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
  }

  private Optional<InstalledModels> service() {
    return archive.services().map(services -> services.installedModels());
  }

  /** Queries another model from now on; what was found with the one before is dropped. */
  void show(Optional<InstalledModel> now) {
    boolean same =
        now.map(InstalledModel::folder).equals(model.map(InstalledModel::folder))
            && now.isPresent();
    model = now;
    if (same) {
      return;
    }
    cancel();
    problem.set("");
    ranked = false;
    images.set(List.of());
    title.set("");
    service()
        .ifPresent(
            service ->
                executor.run(
                    service::samples,
                    this::showSamples,
                    failure -> problem.set(errors.format(failure))));
  }

  /** Some samples, evenly spaced as files of one place have similar names. */
  private void showSamples(List<Path> samples) {
    if (ranked) {
      return;
    }
    int shown = Math.min(MOST, samples.size());
    title.set(shown == 0 ? messages.text("models.try.none") : messages.text("models.try.samples"));
    images.set(
        IntStream.range(0, shown).mapToObj(i -> samples.get(i * samples.size() / shown)).toList());
  }

  /** Searches by the typed words. */
  void searchWords() {
    String query = words.get().strip();
    if (!query.isEmpty()) {
      search(
          service -> service.searchSamples(name(), query, MOST),
          messages.text("models.try.words", query));
    }
  }

  /** Searches images that are like one. */
  void searchLike(Path image) {
    search(
        service -> service.searchSamples(name(), image, MOST),
        messages.text("models.try.like", String.valueOf(image.getFileName())));
  }

  private String name() {
    return model.map(InstalledModel::name).orElse("");
  }

  private void search(Function<InstalledModels, Job<SampleHits>> query, String heading) {
    if (model.isEmpty()) {
      return;
    }
    cancel();
    problem.set("");
    service().ifPresent(service -> start(query.apply(service), heading));
  }

  private void start(Job<SampleHits> search, String heading) {
    InstalledModel asked = model.orElseThrow();
    boolean[] over = {false};
    JobViewModel[] job = new JobViewModel[1];
    job[0] =
        jobs.start(
            messages.text("models.try.job", asked.name()),
            search,
            hits -> {
              over[0] = true;
              ended(job[0], heading);
              if (isAsked(asked)) {
                found(hits, heading);
              }
            },
            () -> {
              over[0] = true;
              ended(job[0], "");
            },
            failure -> {
              over[0] = true;
              String sentence = errors.format(failure);
              ended(job[0], sentence);
              if (isAsked(asked)) {
                problem.set(sentence);
              }
            });
    if (!over[0]) {
      running.set(job[0]);
    }
  }

  private boolean isAsked(InstalledModel asked) {
    return model.filter(now -> now.folder().equals(asked.folder())).isPresent();
  }

  private void ended(@Nullable JobViewModel job, String outcome) {
    if (job != null) {
      job.setOutcome(Outcome.of(outcome));
      if (running.get() == job) {
        running.set(null);
      }
    }
  }

  private void found(SampleHits hits, String heading) {
    ranked = true;
    title.set(heading);
    images.set(hits.files());
    if (!hits.unknownWords().isEmpty()) {
      problem.set(messages.text("models.try.unknown", String.join(", ", hits.unknownWords())));
    }
  }

  /** Cancels a running query. */
  void cancel() {
    JobViewModel job = running.get();
    if (job != null) {
      job.cancel();
    }
  }

  /** Whether the images are in the order of a query. */
  boolean isRanked() {
    return ranked;
  }

  /** The typed words. */
  StringProperty wordsProperty() {
    return words;
  }

  /** What the images are. */
  ReadOnlyStringProperty titleProperty() {
    return title.getReadOnlyProperty();
  }

  /** Why nothing was found, or which words do not count; empty if nothing is wrong. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The images, best first. */
  ReadOnlyObjectProperty<List<Path>> imagesProperty() {
    return images.getReadOnlyProperty();
  }

  /** The running query; null for none. */
  ReadOnlyObjectProperty<@Nullable JobViewModel> runningProperty() {
    return running.getReadOnlyProperty();
  }
}
