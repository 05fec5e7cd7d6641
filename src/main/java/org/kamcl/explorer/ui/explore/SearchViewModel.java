package org.kamcl.explorer.ui.explore;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Searches for the query, where the filters say and as feedback wants it. */
public final class SearchViewModel {
  /** Hits of a first answer; more are asked for when somebody scrolls to them. */
  static final int PAGE = 200;

  private static final Duration SLOW_AFTER = Duration.ofMillis(150);
  private static final Duration EDIT_DELAY = Duration.ofMillis(350);

  private final ArchiveViewModel archive;
  private final SelectionViewModel selection;
  private final QueryViewModel query;
  private final FilterViewModel filters;
  private final FeedbackViewModel feedback;
  private final TaskExecutor taskExecutor;
  private final Messages messages;
  private final ErrorFormatter errorFormatter;

  private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper slow = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<SearchResult> result = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper outdated = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private TaskExecutor.Cancellable cancellable = () -> {};
  private TaskExecutor.Cancellable slowTimer = () -> {};
  private TaskExecutor.Cancellable editTimer = () -> {};
  private Runnable remembered = () -> {};

  /** What was asked last, answered or not; null before. */
  private SearchRequest lastRequest;

  private Kind kind = Kind.NEW_QUERY;

  private boolean updatingFilters;

  /** Images in the archive when it was read last. */
  private int images;

  /** The archive is read again for a change that the hits show already. */
  private boolean changing;

  /** The image that was selected by itself; -1 before there are hits. */
  private long autoSelected = -1;

  /** Searches an archive and shows the hits in a selection. */
  public SearchViewModel(
      ArchiveViewModel archive,
      SelectionViewModel selection,
      QueryViewModel query,
      FilterViewModel filters,
      FeedbackViewModel feedback,
      TaskExecutor taskExecutor,
      Messages messages) {
    this.archive = archive;
    this.selection = selection;
    this.query = query;
    this.filters = filters;
    this.feedback = feedback;
    this.taskExecutor = taskExecutor;
    this.messages = messages;
    this.errorFormatter = new ErrorFormatter(messages);
    filters.filterProperty().addListener((property, before, now) -> again());
    feedback.feedbackProperty().addListener((property, before, now) -> again());
    query.onTermsEdited(this::corrected);
    archive.images().addListener((ListChangeListener<ImageRecord>) change -> archiveChanged());
  }

  /**
   * Hits that are out of the archive go at once. Whatever is new is only offered: it would take the
   * hits away from under somebody's eyes.
   */
  private void archiveChanged() {
    boolean expected = changing;
    int before = images;
    changing = false;
    images = archive.images().size();
    if (result.get() == null || expected) {
      return;
    }
    Set<Long> there = new HashSet<>();
    archive.images().forEach(image -> there.add(image.id()));
    if (!selection.hits().stream().allMatch(hit -> there.contains(hit.image().id()))) {
      rerun();
    } else if (images > before) {
      outdated.set(true);
    }
  }

  /** What becomes of the hits that are shown. */
  private enum Kind {
    /** A new question: the best is selected, and the search is noted. */
    NEW_QUERY,
    /** The same question elsewhere: whatever is selected stays so, if it is still found. */
    REFINED,
    /** More of the same. */
    NEXT_PAGE
  }

  /** Searches for the query; a search on its way is given up. Old hits stay until new ones come. */
  public void search() {
    editTimer.cancel();
    if (!query.commit() || query.isBlank()) {
      return;
    }
    Query wanted = query.query();
    if (!wanted.hasIncludedTerm()) {
      problem.set(messages.text("search.nothing.wanted"));
      return;
    }
    run(SearchRequest.of(wanted, PAGE).with(filters.filter()), Kind.NEW_QUERY);
  }

  /** Searches for other words. */
  public void search(String words) {
    query.show(Query.empty());
    query.typedProperty().set(words);
    search();
  }

  /** Searches for images like one. */
  public void searchSimilar(SearchHit hit) {
    query.show(new Query(List.of(QueryTerm.like(hit.image().id()))));
    search();
  }

  /** Makes a search again that was made before. */
  public void search(SearchRequest before) {
    editTimer.cancel();
    updatingFilters = true;
    query.show(before.query());
    filters.show(before.filter());
    updatingFilters = false;
    run(before.withTop(PAGE), Kind.NEW_QUERY);
  }

  private void corrected() {
    if (lastRequest != null) {
      editTimer.cancel();
      // Whoever steps a weight up steps it up again.
      editTimer = taskExecutor.schedule(EDIT_DELAY, this::search);
    }
  }

  /** The same search where the filters and the feedback are now. */
  private void again() {
    if (lastRequest == null || updatingFilters) {
      return;
    }
    SearchRequest now = lastRequest.with(filters.filter());
    // Until there is a result, the feedback on the hits is not known, and the stored one applies.
    if (lastRequest.feedback().isPresent()) {
      now = now.with(feedback.feedback());
    }
    if (!now.equals(lastRequest)) {
      rerun(now);
    }
  }

  /** The same search once more, as the archive is being changed from here. */
  void rerunAfterChange() {
    changing = true;
    rerun();
  }

  /** The same search once more. */
  void rerun() {
    if (lastRequest != null) {
      rerun(lastRequest);
    }
  }

  private void rerun(SearchRequest now) {
    boolean unanswered = searching.get() && kind == Kind.NEW_QUERY;
    run(now.withTop(PAGE), unanswered ? Kind.NEW_QUERY : Kind.REFINED);
  }

  /** Fetches more hits of the same search, if there are more and none are on their way. */
  public void loadMore() {
    SearchResult now = result.get();
    if (now == null || searching.get() || !now.complete()) {
      return;
    }
    int have = now.hits().size();
    if (have < now.candidates() && have >= now.request().top()) {
      // Twice as many each time: to the end of a hundred thousand it is nine requests, not 500.
      run(now.request().withTop(Math.min(2 * have, now.candidates())), Kind.NEXT_PAGE);
    }
  }

  private void run(SearchRequest request, Kind now) {
    if (archive.stateProperty().get() != ArchiveViewModel.State.READY) {
      return;
    }
    stop();
    archive.dismissNotice();
    problem.set("");
    searching.set(true);
    lastRequest = request;
    kind = now;
    outdated.set(false);
    slowTimer = taskExecutor.schedule(SLOW_AFTER, () -> slow.set(searching.get()));
    archive.services().ifPresent(services -> start(services, request));
  }

  private void start(ExplorerServices services, SearchRequest request) {
    Kind own = kind;
    autoSelected = -1;
    cancellable =
        taskExecutor.<SearchResult>stream(
            partialResults -> services.search().search(request, partialResults::publish),
            partial -> {
              // Of what was found before, nothing shall go only to come back in a moment.
              if (own == Kind.NEW_QUERY) {
                show(partial, own);
              }
            },
            found -> {
              ended();
              show(found, own);
              if (own == Kind.NEW_QUERY) {
                remember(services, found);
              }
            },
            failure -> {
              ended();
              problem.set(errorFormatter.format(failure));
            });
  }

  private void show(SearchResult found, Kind as) {
    lastRequest = found.request();
    query.unknown(found.unknownWords());
    result.set(found);
    feedback.show(QueryWriter.write(lastRequest.query()), lastRequest.feedback().orElseThrow());
    switch (as) {
      case NEW_QUERY -> ask(found.hits());
      case REFINED -> selection.replace(found.hits());
      default -> selection.extend(found.hits());
    }
  }

  /** The best is selected, unless somebody chose another among those found so far. */
  private void ask(List<SearchHit> hits) {
    SearchHit selected = selection.selected();
    if (autoSelected < 0 || selected == null || selected.image().id() == autoSelected) {
      selection.show(hits);
    } else {
      selection.replace(hits);
    }
    autoSelected = hits.isEmpty() ? -1 : hits.get(0).image().id();
  }

  private void remember(ExplorerServices services, SearchResult found) {
    taskExecutor.run(
        () -> {
          services.searchLibrary().addToHistory(found.request(), (int) found.strongMatches());
          return true;
        },
        noted -> remembered.run(),
        failure -> problem.set(errorFormatter.format(failure)));
  }

  /** What is done when a search was noted. */
  void onRemembered(Runnable action) {
    remembered = action;
  }

  /** Gives up the search on its way; what was found so far stays. */
  public void stop() {
    cancellable.cancel();
    ended();
  }

  private void ended() {
    slowTimer.cancel();
    searching.set(false);
    slow.set(false);
  }

  /** Questions that fit most archives, for who does not know what to ask. */
  public List<String> examples() {
    return Stream.of(
            messages.text("example.first"),
            messages.text("example.second"),
            messages.text("example.third"))
        .toList();
  }

  /** Whether a search is on its way. */
  public ReadOnlyBooleanProperty searchingProperty() {
    return searching.getReadOnlyProperty();
  }

  /** Whether a search takes so long that it should be seen. */
  public ReadOnlyBooleanProperty slowProperty() {
    return slow.getReadOnlyProperty();
  }

  /** Whether there are more images in the archive than when the hits were looked for. */
  public ReadOnlyBooleanProperty outdatedProperty() {
    return outdated.getReadOnlyProperty();
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
