package org.kamcl.explorer.ui.archive;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.ui.ExplorerServices;
import org.kamcl.explorer.ui.task.Background;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.words.Failures;
import org.kamcl.explorer.ui.words.Messages;

/** The archive: opened in the background, then read again after each job that changes it. */
public final class ArchiveViewModel {
  /** How far the archive is. */
  public enum State {
    /** Not there yet. */
    OPENING,
    /** Open, without an image. */
    EMPTY,
    /** Open and searchable. */
    READY,
    /** Could not be opened; the problem says why. */
    CLOSED
  }

  /** What is read of the archive at once. */
  private record Contents(ArchiveSummary summary, List<ImageRecord> images) {}

  private final ExplorerServices.Opener opener;
  private final Background background;
  private final JobsViewModel jobs;
  private final Messages messages;
  private final Failures failures;

  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.OPENING);
  private final ReadOnlyObjectWrapper<ArchiveSummary> summary = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<JobViewModel> indexing = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<IndexReport> report = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ObservableList<ImageRecord> images = FXCollections.observableArrayList();
  // Kept, as a list hears of changes through its read-only face only while that is alive.
  private final ObservableList<ImageRecord> readOnlyImages =
      FXCollections.unmodifiableObservableList(images);
  private ExplorerServices services;

  /**
   * @param opener is asked once, by {@link #open}
   */
  public ArchiveViewModel(
      ExplorerServices.Opener opener,
      Background background,
      JobsViewModel jobs,
      Messages messages) {
    this.opener = opener;
    this.background = background;
    this.jobs = jobs;
    this.messages = messages;
    this.failures = new Failures(messages);
  }

  /** Opens the archive in the background. */
  public void open() {
    background.run(
        () -> {
          ExplorerServices opened = opener.open();
          return new Opened(opened, read(opened));
        },
        this::opened,
        failure -> {
          problem.set(failures.sentence(failure));
          state.set(State.CLOSED);
        });
  }

  private record Opened(ExplorerServices services, Contents contents) {}

  private void opened(Opened opened) {
    services = opened.services();
    show(opened.contents());
    if (services.firstStart() && state.get() == State.EMPTY) {
      addSample();
    }
  }

  private static Contents read(ExplorerServices services) {
    return new Contents(services.archive().summary(), services.archive().images());
  }

  private void show(Contents contents) {
    images.setAll(contents.images());
    summary.set(contents.summary());
    state.set(contents.images().isEmpty() ? State.EMPTY : State.READY);
  }

  /** Adds the images of a folder, as a job. */
  public void addFolder(Path folder) {
    if (services != null) {
      index(services.index().apply(folder));
    }
  }

  /** Adds the sample images, as a job. */
  public void addSample() {
    if (services != null) {
      index(services.indexSample().get());
    }
  }

  private void index(Job<IndexReport> job) {
    problem.set("");
    notice.set("");
    report.set(null);
    JobViewModel[] own = new JobViewModel[1];
    own[0] =
        jobs.start(
            job,
            result -> {
              ended(own[0]);
              report.set(result);
              notice.set(
                  messages.text(
                      "archive.added", result.added(), result.known(), result.withoutPlace()));
              if (!result.problems().isEmpty()) {
                problem.set(skipped(result));
              }
              readAgain();
            },
            () -> {
              ended(own[0]);
              readAgain();
            },
            failure -> {
              ended(own[0]);
              problem.set(failures.sentence(failure));
              // What was added before the failure is searchable.
              readAgain();
            });
    if (jobs.running().contains(own[0])) {
      indexing.set(own[0]);
    }
  }

  private void ended(JobViewModel job) {
    if (indexing.get() == job) {
      indexing.set(null);
    }
  }

  private String skipped(IndexReport result) {
    return messages.text(
        "archive.skipped", result.problems().size(), result.problems().get(0).reason());
  }

  /** Reads the archive again, after something in it was changed. */
  public void refresh() {
    if (services != null) {
      readAgain();
    }
  }

  private void readAgain() {
    background.run(
        () -> read(services), this::show, failure -> problem.set(failures.sentence(failure)));
  }

  /** How far the archive is. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Counts and names; null until it is open. */
  public ReadOnlyObjectProperty<ArchiveSummary> summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** The job that adds images now, or null. */
  public ReadOnlyObjectProperty<JobViewModel> indexingProperty() {
    return indexing.getReadOnlyProperty();
  }

  /** What the last job did, or null. */
  public ReadOnlyObjectProperty<IndexReport> reportProperty() {
    return report.getReadOnlyProperty();
  }

  /** What could not be done, as a sentence, or nothing. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What the last job did, as a sentence, or nothing. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** The notice was read. */
  public void dismissNotice() {
    notice.set("");
  }

  /** The problem was read. */
  public void dismissProblem() {
    problem.set("");
  }

  /** All images. */
  public ObservableList<ImageRecord> images() {
    return readOnlyImages;
  }

  /** The services, once they are open. */
  public Optional<ExplorerServices> services() {
    return Optional.ofNullable(services);
  }
}
