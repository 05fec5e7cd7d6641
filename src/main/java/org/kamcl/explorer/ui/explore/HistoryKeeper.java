package org.kamcl.explorer.ui.explore;

import java.util.function.Consumer;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;

/** Adds answered searches to the history, and says what they leave out. */
final class HistoryKeeper {
  private final ArchiveViewModel archive;
  private final TaskExecutor executor;
  private final ErrorFormatter errors;
  private final Consumer<String> failed;
  private Runnable remembered = () -> {};

  /** The last warning about what searches leave out; empty if there was none. */
  private String warned = "";

  /**
   * @param archive shows the warnings
   * @param failed receives why the history cannot be written
   */
  HistoryKeeper(
      ArchiveViewModel archive,
      TaskExecutor executor,
      ErrorFormatter errors,
      Consumer<String> failed) {
    this.archive = archive;
    this.executor = executor;
    this.errors = errors;
    this.failed = failed;
  }

  /** Adds a search. */
  void add(ExplorerServices services, SearchResult found) {
    executor.run(
        () -> {
          services.searchLibrary().addToHistory(found.request(), (int) found.strongMatches());
          return services.search().warning();
        },
        warning -> {
          remembered.run();
          warning.map(errors::format).ifPresent(this::warn);
        },
        failure -> failed.accept(errors.format(failure)));
  }

  /** A warning that was dismissed is not repeated after each search. */
  private void warn(String warning) {
    if (!warning.equals(warned)) {
      warned = warning;
      archive.problem(warning);
    }
  }

  /** Sets the action to run when a search was added. */
  void onRemembered(Runnable action) {
    remembered = action;
  }
}
