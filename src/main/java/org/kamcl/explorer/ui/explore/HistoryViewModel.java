package org.kamcl.explorer.ui.explore;

import java.util.List;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.SearchLibrary;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Recent and saved searches. */
public final class HistoryViewModel {
  private static final int RECENT = 40;

  private final ArchiveViewModel archive;
  private final SearchViewModel search;
  private final TaskExecutor taskExecutor;
  private final ToastsViewModel toasts;
  private final Messages messages;
  private final ErrorFormatter errorFormatter;
  private final QueryFormatter formatter;
  private final ObservableList<SearchLibrary.Entry> recent = FXCollections.observableArrayList();
  private final ObservableList<SearchLibrary.Entry> saved = FXCollections.observableArrayList();

  /** Reads the searches when the archive opens. */
  public HistoryViewModel(
      ArchiveViewModel archive,
      SearchViewModel search,
      TaskExecutor taskExecutor,
      ToastsViewModel toasts,
      Messages messages) {
    this.archive = archive;
    this.search = search;
    this.taskExecutor = taskExecutor;
    this.toasts = toasts;
    this.messages = messages;
    this.errorFormatter = new ErrorFormatter(messages);
    this.formatter = new QueryFormatter(archive, messages);
    archive.summaryProperty().addListener((property, before, now) -> read());
    search.history().onRemembered(this::read);
  }

  private record Lists(List<SearchLibrary.Entry> recent, List<SearchLibrary.Entry> saved) {}

  private void read() {
    change(library -> {}, () -> {});
  }

  private void change(Consumer<SearchLibrary> action, Runnable then) {
    archive
        .services()
        .ifPresent(
            services ->
                taskExecutor.run(
                    () -> {
                      action.accept(services.searchLibrary());
                      return new Lists(
                          services.searchLibrary().history(RECENT),
                          services.searchLibrary().saved());
                    },
                    lists -> {
                      recent.setAll(lists.recent());
                      saved.setAll(lists.saved());
                      then.run();
                    },
                    failure -> toasts.showProblem(errorFormatter.format(failure))));
  }

  /** Runs an earlier search. */
  public void run(SearchLibrary.Entry entry) {
    search.search(entry.request());
  }

  /** Saves the current search. */
  public void save(String name) {
    if (search.resultProperty().get() != null && !name.isBlank()) {
      SearchRequest request = search.resultProperty().get().request();
      change(
          library -> library.save(name.strip(), request),
          () -> toasts.show(messages.text("search.saved", name.strip())));
    }
  }

  /** A name for the current search. */
  public String suggestedName() {
    if (search.resultProperty().get() == null) {
      return "";
    }
    SearchRequest request = search.resultProperty().get().request();
    return request.isListing() ? messages.text("search.listing") : formatter.of(request.query());
  }

  /** Renames a saved search. */
  public void rename(SearchLibrary.Entry entry, String name) {
    if (!name.isBlank() && !entry.isNamed(name.strip())) {
      change(
          library -> {
            library.save(name.strip(), entry.request());
            library.delete(entry.id());
          },
          () -> {});
    }
  }

  /** Deletes a search; this can be undone. */
  public void delete(SearchLibrary.Entry entry) {
    change(
        library -> library.delete(entry.id()),
        () ->
            toasts.showUndoable(
                messages.text("search.deleted", title(entry)),
                () ->
                    change(
                        library -> {
                          if (entry.name().isEmpty()) {
                            library.addToHistory(entry.request(), entry.strongMatches());
                          } else {
                            library.save(entry.name(), entry.request());
                          }
                        },
                        () -> {})));
  }

  /** Clears the recent searches; this can be undone. */
  public void clear() {
    List<SearchLibrary.Entry> before = List.copyOf(recent);
    change(
        SearchLibrary::clearHistory,
        () ->
            toasts.showUndoable(
                messages.text("search.cleared"),
                () ->
                    change(
                        library -> {
                          // The list is newest first, and the entry added last becomes the newest.
                          for (int i = before.size() - 1; i >= 0; i--) {
                            library.addToHistory(
                                before.get(i).request(), before.get(i).strongMatches());
                          }
                        },
                        () -> {})));
  }

  /** Title of an entry. */
  public String title(SearchLibrary.Entry entry) {
    return entry.name().isEmpty() ? formatter.of(entry.request().query()) : entry.name();
  }

  /** Recent searches, newest first. */
  public ObservableList<SearchLibrary.Entry> recent() {
    return recent;
  }

  /** Saved searches, by name. */
  public ObservableList<SearchLibrary.Entry> saved() {
    return saved;
  }
}
