package org.kamcl.explorer.ui.train.captioning;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.CaptionSuggestions.Request;
import org.kamcl.explorer.api.CaptioningQueue.Entry;
import org.kamcl.explorer.api.CaptioningQueue.State;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.domain.CaptionedImage;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/**
 * The captioning queue. Every change is stored at once, also what is typed; every change of an
 * image can be undone. All methods are called on the JavaFX thread.
 */
final class CaptioningViewModel {
  /** Captions that are offered as hints. */
  static final int HINTS = 3;

  /** What is shown. */
  enum Page {
    /** Nothing yet. */
    LOADING,
    /** How many images to suggest. */
    START,
    /** An image to caption. */
    IMAGE,
    /** The end of the queue. */
    DONE
  }

  private final ArchiveViewModel archive;
  private final JobsViewModel jobs;
  private final TaskExecutor executor;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final Supplier<LocalDate> today;
  private final EntryWriter writer;
  private final ReadOnlyObjectWrapper<Page> page = new ReadOnlyObjectWrapper<>(Page.LOADING);
  private final ReadOnlyIntegerWrapper index = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final StringProperty text = new SimpleStringProperty("");
  private final QueueEntries entries = new QueueEntries();
  private final QueueHints hints;
  private BiConsumer<Path, Optional<String>> train = (corpus, model) -> {};
  private boolean showing;
  private boolean suggesting;
  private int pending;

  CaptioningViewModel(
      ArchiveViewModel archive,
      JobsViewModel jobs,
      TaskExecutor executor,
      Messages messages,
      Supplier<LocalDate> today) {
    this.archive = archive;
    this.jobs = jobs;
    this.executor = executor;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
    this.today = today;
    this.hints = new QueueHints(archive, executor, HINTS);
    this.writer = new EntryWriter(executor, failure -> problem.set(errors.format(failure)));
    text.addListener((property, before, now) -> typed(now));
  }

  /** Sets what shows a corpus in the wizard of a new run, from a model. */
  void onTrain(BiConsumer<Path, Optional<String>> action) {
    train = action;
  }

  /** Shows the queue that is stored, or the start. */
  void open() {
    problem.set("");
    Optional<ExplorerServices> services = archive.services();
    if (services.isEmpty() || page.get() == Page.IMAGE) {
      page.set(page.get() == Page.LOADING ? Page.START : page.get());
      return;
    }
    pending++;
    executor.run(
        () -> services.get().captioningQueue().entries(),
        stored -> {
          pending--;
          show(stored);
        },
        failure -> {
          pending--;
          problem.set(errors.format(failure));
          page.set(Page.START);
        });
  }

  /** Continues a queue at its first open image; without one, at the start. */
  private void show(List<Entry> stored) {
    entries.show(stored);
    OptionalInt open = entries.firstOpen();
    if (open.isPresent()) {
      go(open.getAsInt());
    } else {
      page.set(Page.START);
      version.set(version.get() + 1);
    }
  }

  /**
   * Suggests images and begins a queue with them.
   *
   * @param collection name of the collection to choose from; empty for all
   */
  void suggest(int count, Optional<String> collection) {
    Optional<ExplorerServices> services = archive.services();
    if (services.isEmpty() || suggesting) {
      return;
    }
    suggesting = true;
    problem.set("");
    SearchFilter filter =
        collection
            .map(name -> SearchFilter.NONE.withCollections(Set.of(name)))
            .orElse(SearchFilter.NONE);
    pending++;
    jobs.start(
        messages.text("captioning.job"),
        QueueJobs.begin(services.get(), new Request(count, filter)),
        begun -> {
          suggested();
          if (begun.found().suggestions().isEmpty()) {
            problem.set(messages.text("captioning.none", begun.found().skipped().size()));
          } else {
            show(begun.entries());
          }
        },
        this::suggested,
        failure -> {
          suggested();
          problem.set(errors.format(failure));
        });
  }

  private void suggested() {
    pending--;
    suggesting = false;
  }

  /** Shows an image of the queue. */
  private void go(int position) {
    index.set(position);
    showing = true;
    text.set(entry().draft());
    showing = false;
    page.set(Page.IMAGE);
    version.set(version.get() + 1);
    hints.load(entry().image());
  }

  private void typed(String now) {
    if (!showing && page.get() == Page.IMAGE && !entry().draft().equals(now)) {
      entries.put(index.get(), entry().withDraft(now));
      store(entry());
    }
  }

  private void store(Entry entry) {
    archive.services().ifPresent(services -> writer.write(services.captioningQueue(), entry));
  }

  /** Changes the shown image so that it can be undone. */
  private void change(Entry now) {
    entries.change(index.get(), now);
    store(now);
  }

  /**
   * Saves what is typed as a caption. Nothing typed leaves an image that has a caption as it is.
   *
   * @param more whether the same image gets another caption
   */
  void save(boolean more) {
    if (page.get() != Page.IMAGE) {
      return;
    }
    String caption = text.get().strip().replaceAll("\\s+", " ");
    if (caption.isEmpty() && (more || entry().captions().isEmpty())) {
      problem.set(messages.text("captioning.empty"));
      return;
    }
    problem.set("");
    if (!caption.isEmpty()) {
      change(entry().withCaption(caption));
    }
    if (more) {
      go(index.get());
    } else {
      next();
    }
  }

  /** Leaves the shown image out; what is typed is kept. */
  void skip() {
    if (page.get() == Page.IMAGE) {
      Entry shown = entry();
      if (shown.captions().isEmpty()) {
        change(shown.with(State.SKIPPED).withDraft(shown.draft()));
      }
      next();
    }
  }

  /** Marks the shown image as one that cannot be described. */
  void markUnusable() {
    if (page.get() == Page.IMAGE) {
      change(entry().with(State.UNUSABLE));
      next();
    }
  }

  /** Removes a saved caption of the shown image. */
  void removeCaption(String caption) {
    Entry shown = entry();
    List<String> rest = shown.captions().stream().filter(one -> !one.equals(caption)).toList();
    State state = rest.isEmpty() ? State.OPEN : shown.state();
    change(new Entry(shown.image(), state, rest, shown.draft(), shown.reason()));
    version.set(version.get() + 1);
  }

  private void next() {
    problem.set("");
    if (index.get() + 1 < entries.size()) {
      go(index.get() + 1);
    } else {
      end();
    }
  }

  private void end() {
    hints.cancel();
    page.set(Page.DONE);
    version.set(version.get() + 1);
  }

  /** Shows the next image, or after the last one, the end. */
  void forward() {
    if (page.get() == Page.IMAGE) {
      next();
    }
  }

  /** Shows the previous image. */
  void back() {
    problem.set("");
    if (page.get() == Page.DONE && !entries.isEmpty()) {
      go(entries.size() - 1);
    } else if (page.get() == Page.IMAGE && index.get() > 0) {
      go(index.get() - 1);
    }
  }

  /** Undoes the last change and shows its image. */
  void undo() {
    if (page.get() == Page.IMAGE || page.get() == Page.DONE) {
      entries
          .undo()
          .ifPresent(
              undone -> {
                store(undone.before());
                problem.set("");
                go(undone.index());
              });
    }
  }

  /** Types a hint. */
  void useHint(String hint) {
    String before = text.get().strip();
    text.set(before.isEmpty() ? hint : before + " " + hint);
  }

  /** Ends the queue: the next one is suggested from the start. */
  void startAgain() {
    page.set(Page.START);
    version.set(version.get() + 1);
  }

  /** Makes a corpus of the captions of the queue and shows it in the wizard of a new run. */
  void fineTune() {
    Optional<ExplorerServices> services = archive.services();
    List<CaptionedImage> images = entries.captioned();
    if (services.isEmpty() || images.isEmpty()) {
      return;
    }
    String name = messages.text("captioning.corpus", today.get().toString());
    pending++;
    jobs.start(
        messages.text("results.train.job", name),
        QueueJobs.corpus(services.get(), name, images),
        made -> {
          pending--;
          train.accept(made.folder(), made.model());
        },
        () -> pending--,
        failure -> {
          pending--;
          problem.set(errors.format(failure));
        });
  }

  /** The shown image. */
  Entry entry() {
    return entries.get(index.get());
  }

  /** Number of images of the queue. */
  int size() {
    return entries.size();
  }

  /** Number of images in a state. */
  int count(State state) {
    return entries.count(state);
  }

  /** Number of captions of the queue. */
  int captions() {
    return entries.captioned().size();
  }

  /** Whether there is a change to undo. */
  boolean canUndo() {
    return entries.canUndo();
  }

  /** Names of the collections of the archive. */
  List<String> collections() {
    return archive.stateProperty().get() == null
        ? List.of()
        : archive.summaryProperty().get().collections();
  }

  ReadOnlyObjectProperty<Page> pageProperty() {
    return page.getReadOnlyProperty();
  }

  /** Position of the shown image from 0. */
  ReadOnlyIntegerProperty indexProperty() {
    return index.getReadOnlyProperty();
  }

  /** Changes with everything that is shown but what is typed. */
  ReadOnlyIntegerProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /** What is wrong; empty if nothing is. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What is typed. */
  StringProperty textProperty() {
    return text;
  }

  /** Captions that may describe the shown image, best first. */
  ObservableList<RankedCaption> hints() {
    return hints.all();
  }

  /** Whether no background work is pending that would change what is shown or stored. */
  boolean isSettled() {
    return pending == 0 && writer.isSettled();
  }
}
