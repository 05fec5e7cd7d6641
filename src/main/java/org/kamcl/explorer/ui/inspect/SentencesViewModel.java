package org.kamcl.explorer.ui.inspect;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.progress.ProgressStage;

/**
 * The sentences of a file that the user chose, ranked for the inspected image. The file stays for
 * the next images, and is read again for each: it may have been edited.
 */
final class SentencesViewModel {
  /** Sentences are only ranked once an image stays for so long. */
  private static final Duration PAUSE = Duration.ofMillis(150);

  private static final int SENTENCES = 10;

  private final Supplier<Optional<ExplorerServices>> services;
  private final TaskExecutor executor;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final ReadOnlyObjectWrapper<Optional<Path>> file =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObservableList<RankedCaption> ranked = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private ImageRecord image;
  private boolean pending;
  private TaskExecutor.Cancellable work = () -> {};

  /**
   * How far ranking is.
   *
   * @param ranked best first; empty while sentences are encoded
   */
  private record Progress(List<RankedCaption> ranked, long done, long total) {}

  /**
   * @param services empty until the archive is open
   */
  SentencesViewModel(
      Supplier<Optional<ExplorerServices>> services, TaskExecutor executor, Messages messages) {
    this.services = services;
    this.executor = executor;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
  }

  /** Ranks the sentences of a file from now on. */
  void choose(Path sentences) {
    file.set(Optional.of(sentences));
    rank(Duration.ZERO);
  }

  /** Ranks no sentences any more. */
  void remove() {
    file.set(Optional.empty());
    rank(Duration.ZERO);
  }

  /**
   * Ranks the sentences for an image.
   *
   * @param shown null for none
   */
  void show(ImageRecord shown) {
    if (shown == null ? image != null : !shown.equals(image)) {
      image = shown;
      rank(PAUSE);
    }
  }

  /** Ranks the sentences with the model that is in use now. */
  void rankAgain() {
    rank(PAUSE);
  }

  private void rank(Duration pause) {
    work.cancel();
    pending = false;
    ranked.clear();
    state.set("");
    problem.set("");
    ImageRecord wanted = image;
    Optional<Path> sentences = file.get();
    if (wanted == null || sentences.isEmpty() || services.get().isEmpty()) {
      return;
    }
    ExplorerServices used = services.get().get();
    pending = true;
    state.set(messages.text("inspect.sentences.reading"));
    work =
        pause.isZero()
            ? rank(used, wanted, sentences.get())
            : executor.schedule(pause, () -> work = rank(used, wanted, sentences.get()));
  }

  private TaskExecutor.Cancellable rank(ExplorerServices used, ImageRecord wanted, Path sentences) {
    AtomicBoolean unwanted = new AtomicBoolean();
    TaskExecutor.Cancellable task =
        executor.<Progress>stream(
            partial ->
                new Progress(
                    used.search()
                        .captions(wanted, sentences, SENTENCES, context(partial, unwanted)),
                    0,
                    0),
            progress ->
                state.set(
                    messages.text("inspect.sentences.encoding", progress.done(), progress.total())),
            found -> {
              pending = false;
              state.set("");
              ranked.setAll(found.ranked());
            },
            failure -> {
              pending = false;
              state.set("");
              if (!(failure instanceof CancellationException)) {
                problem.set(errors.format(failure));
              }
            });
    return () -> {
      unwanted.set(true);
      task.cancel();
    };
  }

  private static JobContext context(
      TaskExecutor.PartialResults<Progress> partial, AtomicBoolean unwanted) {
    return new JobContext() {
      @Override
      public void onProgress(ProgressStage stage, long done, long total, String item) {
        if (!partial.publish(new Progress(List.of(), done, total))) {
          unwanted.set(true);
        }
      }

      @Override
      public boolean cancelled() {
        return unwanted.get();
      }
    };
  }

  /** Whether sentences are being ranked. */
  boolean isPending() {
    return pending;
  }

  /** The file with the sentences; empty if none was chosen. */
  ReadOnlyObjectProperty<Optional<Path>> fileProperty() {
    return file.getReadOnlyProperty();
  }

  /** The best sentences, best first; also weak ones, since the user gave them. */
  ObservableList<RankedCaption> ranked() {
    return ranked;
  }

  /** What is being done; empty if nothing is. */
  ReadOnlyStringProperty stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Why the sentences cannot be ranked; empty if they can. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
