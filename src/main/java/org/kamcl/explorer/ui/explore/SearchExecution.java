package org.kamcl.explorer.ui.explore;

import java.time.Duration;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** Runs one search at a time in the background; a new one cancels the one before. */
final class SearchExecution {
  private static final Duration SLOW_AFTER = Duration.ofMillis(150);

  private final TaskExecutor executor;
  private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper slow = new ReadOnlyBooleanWrapper();
  private TaskExecutor.Cancellable running = () -> {};
  private TaskExecutor.Cancellable slowTimer = () -> {};

  /** Receives what a search finds, on the JavaFX thread. */
  interface Receiver {
    /** The best hits so far; there may be none of these. */
    void partial(SearchResult result);

    /** The complete result. */
    void found(SearchResult result);

    /** The error of a search that failed. */
    void failed(Throwable failure);
  }

  SearchExecution(TaskExecutor executor) {
    this.executor = executor;
  }

  /** Runs a search. */
  void start(ExplorerServices services, SearchRequest request, Receiver receiver) {
    stop();
    searching.set(true);
    slowTimer = executor.schedule(SLOW_AFTER, () -> slow.set(searching.get()));
    running =
        executor.<SearchResult>stream(
            partialResults -> services.search().search(request, partialResults::publish),
            receiver::partial,
            ending(receiver::found),
            ending(receiver::failed));
  }

  private <T> Consumer<T> ending(Consumer<T> then) {
    return value -> {
      ended();
      then.accept(value);
    };
  }

  /** Cancels the running search. */
  void stop() {
    running.cancel();
    ended();
  }

  private void ended() {
    slowTimer.cancel();
    searching.set(false);
    slow.set(false);
  }

  /** Whether a search is running. */
  ReadOnlyBooleanProperty searchingProperty() {
    return searching.getReadOnlyProperty();
  }

  /** Whether a search has been running long enough to show progress. */
  ReadOnlyBooleanProperty slowProperty() {
    return slow.getReadOnlyProperty();
  }
}
