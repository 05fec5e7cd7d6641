package org.kamcl.explorer.ui.collections;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.WeakListChangeListener;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ImageFormat;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.ModelInfo;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.settings.IndexingJournal;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** The archive: opened in the background and reloaded after each job that changes it. */
public final class ArchiveViewModel {
  /** State of the archive. */
  public enum State {
    /** Being opened. */
    OPENING,
    /** Open, without images. */
    EMPTY,
    /** Open, with images. */
    READY,
    /** Could not be opened; the problem gives the reason. */
    CLOSED
  }

  /** Identifies the job that indexes the sample images. */
  private final ArchiveLoader loader;

  private final TaskExecutor taskExecutor;
  private final IndexingJobs indexingJobs;
  private final Messages messages;
  private final ErrorFormatter errorFormatter;

  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.OPENING);
  private final ReadOnlyObjectWrapper<ArchiveSummary> summary = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Optional<ModelInfo>> model =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private String modelProblem = "";
  private final ObservableList<ImageRecord> images = FXCollections.observableArrayList();
  // A field: the read-only view only forwards changes while it is strongly reachable.
  private final ObservableList<ImageRecord> readOnlyImages =
      FXCollections.unmodifiableObservableList(images);

  /** A field, because the list holds the listener weakly: a closed window does not reload. */
  private final ListChangeListener<JobViewModel> jobListener = this::jobsChanged;

  private final IndexOffersViewModel offers = new IndexOffersViewModel(this::add, this::abandoned);
  private final IndexedModelsViewModel models;
  private final List<BiConsumer<String, String>> renameListeners = new ArrayList<>();
  private AsyncIndexingJournal journal;
  private ExplorerServices services;
  private boolean opening;
  private boolean loaded;

  /** What waits until the images are read. */
  private final List<Runnable> delayed = new ArrayList<>();

  /**
   * @param opener called once, by {@link #open}
   */
  public ArchiveViewModel(
      ExplorerServices.Opener opener,
      TaskExecutor taskExecutor,
      JobsViewModel jobs,
      Messages messages) {
    this.loader = new ArchiveLoader(opener, taskExecutor);
    this.taskExecutor = taskExecutor;
    this.messages = messages;
    this.errorFormatter = new ErrorFormatter(messages);
    this.indexingJobs = new IndexingJobs(jobs, messages, notice, problem, this::reload);
    this.models = new IndexedModelsViewModel(this, taskExecutor, messages);
    this.journal = new AsyncIndexingJournal(IndexingJournal.none(), taskExecutor, this::failed);
    jobs.running().addListener(new WeakListChangeListener<>(jobListener));
  }

  /** Reloads after jobs that another window of the session has started. */
  private void jobsChanged(ListChangeListener.Change<? extends JobViewModel> change) {
    boolean foreign = false;
    while (change.next()) {
      foreign |= change.getRemoved().stream().anyMatch(job -> !indexingJobs.contains(job));
    }
    if (foreign && services != null) {
      reload();
    }
  }

  /** Opens the archive in the background; a second call changes nothing. */
  public void open() {
    if (opening) {
      return;
    }
    opening = true;
    loader.load(
        this::begun,
        this::opened,
        failure -> {
          problem.set(errorFormatter.format(failure));
          state.set(State.CLOSED);
        });
  }

  /** Prepares for a search right after opening. Call it before {@link #open}. */
  public void expectSearch() {
    loader.expectSearch();
  }

  /** Everything but what depends on single images can be used before they are read. */
  private void begun(ArchiveLoader.Opened opened) {
    ArchiveSummary known = opened.contents().summary();
    if (known.images() > 0) {
      services = opened.services();
      summary.set(known);
      model.set(opened.contents().model());
      state.set(State.READY);
    }
  }

  private void opened(ArchiveLoader.Opened opened) {
    services = opened.services();
    show(opened.contents());
    boolean firstStart = services.firstStart() && state.get() == State.EMPTY;
    if (firstStart) {
      addSample();
    }
    delayed.forEach(Runnable::run);
    delayed.clear();
    journal.interrupted(
        found -> {
          found.problems().stream()
              .findFirst()
              .ifPresent(first -> problem.set(errorFormatter.format(first)));
          for (ImportRequest request : found.requests()) {
            // Nobody asked for the samples, so nobody has to be asked before they are completed.
            if (!request.equals(IndexingJournal.SAMPLES)) {
              offers.offerUnfinished(request);
            } else if (!firstStart) {
              addSample();
            }
          }
        });
  }

  private void show(ArchiveLoader.Contents contents) {
    loaded = true;
    images.setAll(contents.images());
    summary.set(contents.summary());
    model.set(contents.model());
    state.set(contents.images().isEmpty() ? State.EMPTY : State.READY);
  }

  /**
   * Indexes folders, recursively, and single files as jobs. A folder with a location table is
   * offered first: {@link #offers}. A location table locates the images that it names.
   */
  public void add(List<Path> paths) {
    if (services == null) {
      return;
    }
    if (!loaded) {
      delayed.add(() -> add(paths));
      return;
    }
    List<Path> indexed = images.stream().map(ImageRecord::file).distinct().toList();
    taskExecutor.run(
        () -> IndexSourcesPlan.of(paths, indexed),
        choice -> {
          choice.requests().forEach(this::add);
          choice.tables().forEach((folder, t) -> offers.offerTable(folder, t.file(), t.rows()));
          choice
              .unusedTables()
              .forEach(t -> problem.set(messages.text("indexing.table.unused", t.getFileName())));
        },
        this::failed);
  }

  /** Offers that the user decides on before indexing. */
  public IndexOffersViewModel offers() {
    return offers;
  }

  /** The models that the archive is indexed with. */
  public IndexedModelsViewModel models() {
    return models;
  }

  /**
   * Sets the journal of running jobs, so that the next start can offer to resume interrupted ones.
   * Call it before {@link #open}.
   */
  public void setJournal(IndexingJournal log) {
    journal = new AsyncIndexingJournal(log, taskExecutor, this::failed);
  }

  private void abandoned(ImportRequest importRequest) {
    journal.finish(importRequest);
  }

  private void failed(Throwable failure) {
    problem.set(errorFormatter.format(failure));
  }

  private void add(ImportRequest importRequest) {
    List<Path> paths = importRequest.paths();
    String what =
        paths.size() == 1
            ? String.valueOf(paths.get(0).getFileName())
            : messages.text("indexing.images", paths.size());
    offers.withdraw(importRequest);
    indexingJobs.index(
        new IndexingJobs.Work(
            importRequest, messages.text("indexing.title", what), services.index(importRequest)),
        () -> journal.begin(importRequest),
        () -> journal.finish(importRequest));
  }

  /** Indexes the sample images, as a job. */
  public void addSample() {
    if (services == null) {
      return;
    }
    try {
      IndexingJobs.Work work =
          new IndexingJobs.Work(
              IndexingJournal.SAMPLES,
              messages.text("indexing.title.samples"),
              services.indexSampleData());
      // Nothing is indexed before the journal says so: a kill between the two would end it for
      // good.
      journal.begin(
          IndexingJournal.SAMPLES,
          () ->
              indexingJobs.index(
                  work,
                  () -> journal.begin(IndexingJournal.SAMPLES),
                  () -> journal.finish(IndexingJournal.SAMPLES)));
    } catch (KamclException e) {
      // The program was installed again, without the samples.
      journal.finish(IndexingJournal.SAMPLES);
      failed(e);
    }
  }

  /**
   * Runs a job that changes indexed images.
   *
   * @param title localized title
   * @param format formats the result
   * @param then receives the formatted result
   */
  public void change(
      Job<IndexReport> job,
      String title,
      Function<IndexReport, String> format,
      Consumer<String> then) {
    indexingJobs.change(title, job, format, then);
  }

  /** Adds a receiver of the former and the new name of each renamed collection. */
  public void onCollectionRenamed(BiConsumer<String, String> receiver) {
    renameListeners.add(receiver);
  }

  /** Reloads the archive after a collection was renamed. */
  void collectionRenamed(String name, String other) {
    renameListeners.forEach(receiver -> receiver.accept(name, other));
    refresh();
  }

  /** Reloads the archive after a change. */
  public void refresh() {
    if (services != null) {
      reload();
    }
  }

  private void reload() {
    taskExecutor.run(() -> ArchiveLoader.Contents.of(services), this::show, this::failed);
  }

  /** State of the archive. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Summary of the archive; null until it is open. */
  public ReadOnlyObjectProperty<ArchiveSummary> summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** The model that indexes and searches; empty if there is none, and until the archive is open. */
  public ReadOnlyObjectProperty<Optional<ModelInfo>> modelProperty() {
    return model.getReadOnlyProperty();
  }

  /** Whether a search follows right after opening, so that the start page would only flash. */
  public boolean searchExpected() {
    return loader.searchExpected();
  }

  /** The running indexing job, or null. */
  public ReadOnlyObjectProperty<JobViewModel> indexingProperty() {
    return indexingJobs.indexingProperty();
  }

  /** Report of the last indexing job, or null. */
  public ReadOnlyObjectProperty<IndexReport> reportProperty() {
    return indexingJobs.reportProperty();
  }

  /** The current problem; empty for none. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The current notice; empty for none. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Sets why the model cannot be used, which its own banner says; empty if it can. */
  void setModelProblem(String sentence) {
    modelProblem = sentence;
  }

  /** Whether the banner of the model says a sentence already. */
  public boolean isModelProblem(String sentence) {
    return !sentence.isEmpty() && sentence.equals(modelProblem);
  }

  /** Shows a problem. */
  public void problem(String sentence) {
    problem.set(sentence);
  }

  /** Shows a notice. */
  public void notice(String sentence) {
    notice.set(sentence);
  }

  /** Dismisses the notice. */
  public void dismissNotice() {
    notice.set("");
  }

  /** Dismisses the problem. */
  public void dismissProblem() {
    problem.set("");
  }

  /** Whether the images were read; shortly after opening, the list is still empty. */
  public boolean isLoaded() {
    return loaded;
  }

  /** All images. */
  public ObservableList<ImageRecord> images() {
    return readOnlyImages;
  }

  /** The services, once the archive is open. */
  public Optional<ExplorerServices> services() {
    return Optional.ofNullable(services);
  }

  /** The image formats that are read; empty until the archive is open. */
  public List<ImageFormat> imageFormats() {
    return services().map(ExplorerServices::imageFormats).orElse(List.of());
  }

  /** Whether a file has the extension of an image format that is read. */
  public boolean isImageFile(Path file) {
    return imageFormats().stream().anyMatch(format -> format.hasExtensionOf(file));
  }
}
