package org.kamcl.explorer.ui.explore;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.UnknownWordsException;
import org.kamcl.explorer.domain.ImageOrder;
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

/**
 * Runs the query with the current filters and relevance feedback. Without a query, the images that
 * match the filters are listed.
 */
public final class SearchViewModel {
  /** Hits of the first page; more are loaded on scrolling. */
  static final int PAGE = 200;

  private static final Duration EDIT_DELAY = Duration.ofMillis(350);

  private final ArchiveViewModel archive;
  private final AnswerSelection answer;
  private final ArchiveChanges changes;
  private final SearchExecution execution;
  private final HistoryKeeper history;
  private final QueryViewModel query;
  private final FilterViewModel filters;
  private final FeedbackViewModel feedback;
  private final TaskExecutor taskExecutor;
  private final Messages messages;
  private final ErrorFormatter errorFormatter;

  private final ReadOnlyObjectWrapper<SearchResult> result = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper outdated = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ObjectProperty<ImageOrder> order = new SimpleObjectProperty<>(ImageOrder.DEFAULT);
  private TaskExecutor.Cancellable editTimer = () -> {};
  private Runnable answered = () -> {};

  /** Runs when the page that is being loaded is shown. */
  private Runnable afterPage = () -> {};

  /** The last request, answered or not; null before the first. */
  private SearchRequest lastRequest;

  private AnswerSelection.Kind kind = AnswerSelection.Kind.NEW_QUERY;

  private boolean updatingFilters;

  /**
   * @param selection receives the hits
   */
  public SearchViewModel(
      ArchiveViewModel archive,
      SelectionViewModel selection,
      QueryViewModel query,
      FilterViewModel filters,
      FeedbackViewModel feedback,
      TaskExecutor taskExecutor,
      Messages messages) {
    this.archive = archive;
    this.answer = new AnswerSelection(selection);
    this.changes = new ArchiveChanges(archive.images(), selection.hits());
    this.execution = new SearchExecution(taskExecutor);
    this.errorFormatter = new ErrorFormatter(messages);
    this.history = new HistoryKeeper(archive, taskExecutor, errorFormatter, problem::set);
    this.query = query;
    this.filters = filters;
    this.feedback = feedback;
    this.taskExecutor = taskExecutor;
    this.messages = messages;
    filters.filterProperty().addListener((property, before, now) -> again());
    feedback.feedbackProperty().addListener((property, before, now) -> again());
    order.addListener((property, before, now) -> again());
    query.onTermsEdited(this::corrected);
    // New images are only offered, so that the displayed hits do not change unexpectedly.
    changes.listen(this::rerun, () -> outdated.set(result.get() != null));
  }

  /**
   * Runs the query and cancels a running search; an empty query lists the images that match the
   * filters. Old hits stay until new ones arrive.
   */
  public void search() {
    editTimer.cancel();
    if (query.commit()) {
      run(query.query());
    }
  }

  private void run(Query wanted) {
    if (!wanted.terms().isEmpty() && !wanted.hasIncludedTerm()) {
      problem.set(messages.text("search.excluded"));
      return;
    }
    run(request(wanted), AnswerSelection.Kind.NEW_QUERY);
  }

  private SearchRequest request(Query wanted) {
    return SearchRequest.of(wanted, PAGE).with(filters.filter()).with(order.get());
  }

  /** Replaces the query and runs it. */
  public void search(String words) {
    query.show(Query.empty());
    query.typedProperty().set(words);
    search();
  }

  /** Searches for images similar to a hit. */
  public void searchSimilar(SearchHit hit) {
    searchSimilar(hit.image());
  }

  /** Searches for images similar to one. */
  public void searchSimilar(ImageRecord image) {
    query.show(new Query(List.of(QueryTerm.like(image))));
    search();
  }

  /** Runs an earlier search. */
  public void search(SearchRequest before) {
    editTimer.cancel();
    updatingFilters = true;
    query.show(before.query());
    filters.show(before.filter());
    if (before.isListing()) {
      order.set(before.order());
    }
    updatingFilters = false;
    run(before.withTop(PAGE), AnswerSelection.Kind.NEW_QUERY);
  }

  private void corrected() {
    if (lastRequest != null) {
      editTimer.cancel();
      // A weight is often changed by several steps in a row.
      editTimer = taskExecutor.schedule(EDIT_DELAY, this::runTerms);
    }
  }

  /** Runs the finished terms. Text that is still being typed is left alone. */
  private void runTerms() {
    if (!query.terms().isEmpty() || query.isBlank()) {
      run(new Query(List.copyOf(query.terms())));
    }
  }

  /** Runs the last query with the current filters, order and feedback. */
  private void again() {
    if (updatingFilters) {
      return;
    }
    boolean list = query.isBlank() && (lastRequest == null || !lastRequest.isListing());
    if (list && (lastRequest != null || !filters.filter().isEmpty())) {
      // The query of the last hits is gone, so the filter must not be applied to it.
      run(request(Query.empty()), AnswerSelection.Kind.NEW_QUERY);
      return;
    }
    if (lastRequest == null) {
      return;
    }
    SearchRequest now = lastRequest.with(filters.filter()).with(order.get());
    // Until there is a result, the feedback on the hits is not known, and the stored one applies.
    if (lastRequest.feedback().isPresent()) {
      now = now.with(feedback.feedback());
    }
    if (!now.equals(lastRequest)) {
      rerun(now);
    }
  }

  /** Runs the last search again after a change of the archive that starts here. */
  void rerunAfterChange() {
    changes.expect();
    rerun();
  }

  /** Runs the last search again. */
  void rerun() {
    if (lastRequest != null) {
      rerun(lastRequest);
    }
  }

  private void rerun(SearchRequest now) {
    boolean unanswered =
        execution.searchingProperty().get() && kind == AnswerSelection.Kind.NEW_QUERY;
    run(
        now.withTop(PAGE),
        unanswered ? AnswerSelection.Kind.NEW_QUERY : AnswerSelection.Kind.REFINED);
  }

  /** Loads the next page, if there is one and no search is running. */
  public void loadMore() {
    SearchResult now = result.get();
    if (now == null || execution.searchingProperty().get() || !now.complete()) {
      return;
    }
    int have = now.hits().size();
    if (have < now.candidates() && have >= now.request().top()) {
      // Pages double: 100,000 hits take nine requests instead of 500.
      run(
          now.request().withTop(Math.min(2 * have, now.candidates())),
          AnswerSelection.Kind.NEXT_PAGE);
    }
  }

  /**
   * Runs an action when all hits are loaded, at once if they are. Nothing happens while a search is
   * running.
   */
  void loadAll(Runnable then) {
    SearchResult now = result.get();
    if (now == null || execution.searchingProperty().get()) {
      return;
    }
    if (now.hits().size() >= now.candidates()) {
      then.run();
      return;
    }
    run(now.request().withTop(now.candidates()), AnswerSelection.Kind.NEXT_PAGE, then);
  }

  private void run(SearchRequest request, AnswerSelection.Kind now) {
    run(request, now, () -> {});
  }

  private void run(SearchRequest request, AnswerSelection.Kind now, Runnable then) {
    if (archive.stateProperty().get() != ArchiveViewModel.State.READY) {
      return;
    }
    archive.dismissNotice();
    problem.set("");
    lastRequest = request;
    kind = now;
    afterPage = then;
    outdated.set(false);
    archive.services().ifPresent(services -> start(services, request));
  }

  private void start(ExplorerServices services, SearchRequest request) {
    AnswerSelection.Kind own = kind;
    boolean asked = own == AnswerSelection.Kind.NEW_QUERY;
    answer.begin();
    execution.start(
        services,
        request,
        new SearchExecution.Receiver() {
          @Override
          public void partial(SearchResult some) {
            // Hits of the previous result must not disappear and reappear.
            if (asked) {
              show(some, own);
            }
          }

          @Override
          public void found(SearchResult all) {
            show(all, own);
            afterPage.run();
            if (asked && !all.request().isListing()) {
              answered.run();
              history.add(services, all);
            }
          }

          @Override
          public void failed(Throwable failure) {
            if (asked || isOfOtherModel()) {
              clearAnswer(failure);
            }
            String sentence = errorFormatter.format(failure);
            // The banner of the model stays until the model can be used; one sentence is enough.
            problem.set(archive.isModelProblem(sentence) ? "" : sentence);
          }
        });
  }

  /** Whether another model was chosen since the hits were found. */
  private boolean isOfOtherModel() {
    SearchResult now = result.get();
    return now != null
        && !now.request().isListing()
        && archive.modelProperty().get().map(m -> !m.name().equals(now.model())).orElse(false);
  }

  /** Hits of an earlier query must not look like the answer to one that failed. */
  private void clearAnswer(Throwable failure) {
    answer.clear();
    result.set(null);
    if (failure instanceof UnknownWordsException unknown) {
      query.unknown(unknown.words());
    }
  }

  private void show(SearchResult found, AnswerSelection.Kind how) {
    lastRequest = found.request();
    query.unknown(found.unknownWords());
    result.set(found);
    feedback.show(QueryWriter.write(lastRequest.query()), lastRequest.feedback().orElseThrow());
    answer.show(found.hits(), how);
  }

  /** Sets the action to run when all hits of a new query are shown. */
  void onAnswered(Runnable action) {
    answered = action;
  }

  /** Adds the searches to the history. */
  HistoryKeeper history() {
    return history;
  }

  /** Cancels the running search; hits found so far stay. */
  public void stop() {
    execution.stop();
  }

  /** Example queries that suit most archives. */
  public List<String> examples() {
    return Stream.of(
            messages.text("example.first"),
            messages.text("example.second"),
            messages.text("example.third"))
        .toList();
  }

  /** The order of images that are listed without a query. */
  public ObjectProperty<ImageOrder> orderProperty() {
    return order;
  }

  /** Whether a search is running. */
  public ReadOnlyBooleanProperty searchingProperty() {
    return execution.searchingProperty();
  }

  /** Whether a search has been running long enough to show progress. */
  public ReadOnlyBooleanProperty slowProperty() {
    return execution.slowProperty();
  }

  /** Whether images were added to the archive after the search. */
  public ReadOnlyBooleanProperty outdatedProperty() {
    return outdated.getReadOnlyProperty();
  }

  /** The query of the last result; empty without a result, and if images are only listed. */
  public Optional<Query> answeredQuery() {
    return answeredRequest().map(SearchRequest::query);
  }

  /** The request of the hits; empty if they are listed without a query. */
  public Optional<SearchRequest> answeredRequest() {
    return Optional.ofNullable(result.get())
        .map(SearchResult::request)
        .filter(request -> !request.isListing());
  }

  /** The last result, or null. */
  public ReadOnlyObjectProperty<SearchResult> resultProperty() {
    return result.getReadOnlyProperty();
  }

  /** Why the last search failed; empty if it did not. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Dismisses the problem. */
  public void dismissProblem() {
    problem.set("");
  }
}
