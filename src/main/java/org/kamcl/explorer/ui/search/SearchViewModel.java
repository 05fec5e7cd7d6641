package org.kamcl.explorer.ui.search;

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
import org.kamcl.explorer.domain.Feedback;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.ui.ExplorerServices;
import org.kamcl.explorer.ui.archive.ArchiveViewModel;
import org.kamcl.explorer.ui.task.Background;
import org.kamcl.explorer.ui.words.Failures;
import org.kamcl.explorer.ui.words.Messages;

/** Searches for the query, where the filters say and as feedback wants it. */
public final class SearchViewModel {
  /** Hits of a first answer; more are asked for when somebody scrolls to them. */
  static final int PAGE = 200;

  private static final Duration PATIENCE = Duration.ofMillis(150);
  private static final Duration MORE_CORRECTIONS = Duration.ofMillis(350);

  private final ArchiveViewModel archive;
  private final SelectionViewModel selection;
  private final QueryViewModel query;
  private final FilterViewModel filters;
  private final FeedbackViewModel feedback;
  private final Background background;
  private final Messages messages;
  private final Failures failures;

  private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper slow = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<SearchResult> result = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper outdated = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private Background.Pending pending = () -> {};
  private Background.Pending impatience = () -> {};
  private Background.Pending correction = () -> {};
  private Runnable remembered = () -> {};

  /** What was asked last, answered or not; null before. */
  private SearchRequest asked;

  private Kind kind = Kind.ASKED;

  /** What was said of the hits of the query is not known yet. */
  private boolean feedbackUnread;

  private boolean quiet;

  /** Images in the archive when it was read last. */
  private int images;

  /** The archive is read again for a change that the hits show already. */
  private boolean changing;

  /** The image that was selected by itself; -1 before there are hits. */
  private long untouched = -1;

  /** Searches an archive and shows the hits in a selection. */
  public SearchViewModel(
      ArchiveViewModel archive,
      SelectionViewModel selection,
      QueryViewModel query,
      FilterViewModel filters,
      FeedbackViewModel feedback,
      Background background,
      Messages messages) {
    this.archive = archive;
    this.selection = selection;
    this.query = query;
    this.filters = filters;
    this.feedback = feedback;
    this.background = background;
    this.messages = messages;
    this.failures = new Failures(messages);
    filters.filterProperty().addListener((property, before, now) -> again());
    feedback.feedbackProperty().addListener((property, before, now) -> again());
    query.onCorrection(this::corrected);
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
      repeat();
    } else if (images > before) {
      outdated.set(true);
    }
  }

  /** What becomes of the hits that are shown. */
  private enum Kind {
    /** A new question: the best is selected, and the search is noted. */
    ASKED,
    /** The same question elsewhere: whatever is selected stays so, if it is still found. */
    REFINED,
    /** More of the same. */
    MORE
  }

  /** Searches for the query; a search on its way is given up. Old hits stay until new ones come. */
  public void search() {
    correction.cancel();
    if (!query.commit() || query.isBlank()) {
      return;
    }
    Query wanted = query.query();
    if (!wanted.wants()) {
      problem.set(messages.text("search.nothing.wanted"));
      return;
    }
    feedbackUnread = true;
    run(new SearchRequest(wanted, filters.filter(), Feedback.NONE, PAGE), Kind.ASKED);
  }

  /** Searches for other words. */
  public void search(String words) {
    query.show(Query.empty());
    query.typedProperty().set(words);
    search();
  }

  /** Searches for images like one. */
  public void similar(SearchHit hit) {
    query.show(new Query(List.of(QueryTerm.like(hit.image().id()))));
    search();
  }

  /** Makes a search again that was made before. */
  public void search(SearchRequest before) {
    correction.cancel();
    quiet = true;
    query.show(before.query());
    filters.show(before.filter());
    quiet = false;
    feedbackUnread = before.feedback().isEmpty();
    run(new SearchRequest(before.query(), before.filter(), before.feedback(), PAGE), Kind.ASKED);
  }

  private void corrected() {
    if (asked != null) {
      correction.cancel();
      // Whoever steps a weight up steps it up again.
      correction = background.after(MORE_CORRECTIONS, this::search);
    }
  }

  /** The same search where the filters and the feedback are now. */
  private void again() {
    if (asked == null || quiet) {
      return;
    }
    SearchRequest now = asked.with(filters.filter());
    if (!feedbackUnread) {
      now = now.with(feedback.feedback());
    }
    if (!now.equals(asked)) {
      repeat(now);
    }
  }

  /** The same search once more, as the archive is being changed from here. */
  void repeatChanged() {
    changing = true;
    repeat();
  }

  /** The same search once more. */
  void repeat() {
    if (asked != null) {
      repeat(asked);
    }
  }

  private void repeat(SearchRequest now) {
    boolean unanswered = searching.get() && kind == Kind.ASKED;
    run(
        new SearchRequest(now.query(), now.filter(), now.feedback(), PAGE),
        unanswered ? Kind.ASKED : Kind.REFINED);
  }

  /** Fetches more hits of the same search, if there are more and none are on their way. */
  public void more() {
    SearchResult now = result.get();
    if (now == null || searching.get() || !now.complete()) {
      return;
    }
    int have = now.hits().size();
    if (have < now.candidates() && have >= now.request().top()) {
      // Twice as many each time: to the end of a hundred thousand it is nine requests, not 500.
      SearchRequest old = now.request();
      run(
          new SearchRequest(
              old.query(), old.filter(), old.feedback(), Math.min(2 * have, now.candidates())),
          Kind.MORE);
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
    asked = request;
    kind = now;
    outdated.set(false);
    impatience = background.after(PATIENCE, () -> slow.set(searching.get()));
    archive.services().ifPresent(services -> start(services, request, feedbackUnread));
  }

  private void start(ExplorerServices services, SearchRequest request, boolean readFeedback) {
    Kind own = kind;
    untouched = -1;
    pending =
        background.<SearchResult>stream(
            progress -> perform(services, request, readFeedback, progress),
            partial -> {
              // Of what was found before, nothing shall go only to come back in a moment.
              if (own == Kind.ASKED) {
                show(partial, own);
              }
            },
            found -> {
              ended();
              show(found, own);
              if (own == Kind.ASKED) {
                remember(services, found);
              }
            },
            failure -> {
              ended();
              problem.set(failures.sentence(failure));
            });
  }

  private static SearchResult perform(
      ExplorerServices services,
      SearchRequest request,
      boolean readFeedback,
      Background.Progress<SearchResult> progress) {
    SearchRequest wanted = request;
    if (readFeedback) {
      wanted = request.with(services.labels().feedback(request.query().text()));
    }
    return services.search().search(wanted, progress::tell);
  }

  private void show(SearchResult found, Kind as) {
    asked = found.request();
    feedbackUnread = false;
    query.unknown(found.unknown());
    result.set(found);
    feedback.show(asked.query().text(), asked.feedback());
    switch (as) {
      case ASKED -> ask(found.hits());
      case REFINED -> selection.replace(found.hits());
      default -> selection.extend(found.hits());
    }
  }

  /** The best is selected, unless somebody chose another among those found so far. */
  private void ask(List<SearchHit> hits) {
    SearchHit selected = selection.selected();
    if (untouched < 0 || selected == null || selected.image().id() == untouched) {
      selection.show(hits);
    } else {
      selection.replace(hits);
    }
    untouched = hits.isEmpty() ? -1 : hits.get(0).image().id();
  }

  private void remember(ExplorerServices services, SearchResult found) {
    background.run(
        () -> {
          services.library().remember(found.request(), (int) found.strong());
          return true;
        },
        noted -> remembered.run(),
        failure -> problem.set(failures.sentence(failure)));
  }

  /** What is done when a search was noted. */
  void onRemembered(Runnable action) {
    remembered = action;
  }

  /** Gives up the search on its way; what was found so far stays. */
  public void stop() {
    pending.cancel();
    ended();
  }

  private void ended() {
    impatience.cancel();
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
