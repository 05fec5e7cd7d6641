package org.kamcl.explorer.ui.search;

import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.ui.archive.ArchiveViewModel;
import org.kamcl.explorer.ui.task.Background;
import org.kamcl.explorer.ui.words.Failures;
import org.kamcl.explorer.ui.words.Messages;

/** The query and what became of it. */
public final class SearchViewModel {
  /** More than anybody looks through; a thousand cards cost nothing, as rows are virtual. */
  private static final int TOP = 200;

  private final ArchiveViewModel archive;
  private final SelectionViewModel selection;
  private final Background background;
  private final Messages messages;
  private final Failures failures;

  private final StringProperty query = new SimpleStringProperty("");
  private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<SearchResult> result = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private Background.Pending pending = () -> {};

  /** Searches an archive and shows the hits in a selection. */
  public SearchViewModel(
      ArchiveViewModel archive,
      SelectionViewModel selection,
      Background background,
      Messages messages) {
    this.archive = archive;
    this.selection = selection;
    this.background = background;
    this.messages = messages;
    this.failures = new Failures(messages);
  }

  /** Searches for the query; a search on its way is given up. Old hits stay until new ones come. */
  public void search() {
    String words = query.get().strip();
    if (words.isEmpty() || archive.stateProperty().get() != ArchiveViewModel.State.READY) {
      return;
    }
    pending.cancel();
    archive.dismissNotice();
    searching.set(true);
    problem.set("");
    pending =
        archive
            .services()
            .map(
                services ->
                    background.run(
                        () -> services.search().search(words, TOP), this::found, this::failed))
            .orElse(() -> {});
  }

  /** Searches for other words. */
  public void search(String words) {
    query.set(words);
    search();
  }

  private void found(SearchResult found) {
    searching.set(false);
    result.set(found);
    selection.show(found.hits());
  }

  private void failed(Throwable failure) {
    searching.set(false);
    problem.set(failures.sentence(failure));
  }

  /** Questions that fit most archives, for who does not know what to ask. */
  public List<String> examples() {
    return Stream.of(
            messages.text("example.first"),
            messages.text("example.second"),
            messages.text("example.third"))
        .toList();
  }

  /** The words. */
  public StringProperty queryProperty() {
    return query;
  }

  /** Whether a search is on its way. */
  public ReadOnlyBooleanProperty searchingProperty() {
    return searching.getReadOnlyProperty();
  }

  /** What was found last, or null. */
  public ReadOnlyObjectProperty<SearchResult> resultProperty() {
    return result.getReadOnlyProperty();
  }

  /** Why the last search failed, or nothing. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The problem was read. */
  public void dismissProblem() {
    problem.set("");
  }
}
