package org.kamcl.explorer.ui.explore;

import java.util.HashSet;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.RelevanceFeedback.Rating;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Relevance feedback for the hits of the current query. */
public final class FeedbackViewModel {
  private final ArchiveViewModel archive;
  private final TaskExecutor taskExecutor;
  private final ToastsViewModel toasts;
  private final Messages messages;
  private final ErrorFormatter errorFormatter;
  private final ReadOnlyObjectWrapper<RelevanceFeedback> feedback =
      new ReadOnlyObjectWrapper<>(RelevanceFeedback.NONE);
  private String query = "";

  /** Starts without feedback. */
  public FeedbackViewModel(
      ArchiveViewModel archive,
      TaskExecutor taskExecutor,
      ToastsViewModel toasts,
      Messages messages) {
    this.archive = archive;
    this.taskExecutor = taskExecutor;
    this.toasts = toasts;
    this.messages = messages;
    this.errorFormatter = new ErrorFormatter(messages);
  }

  /** Shows the feedback of a query. */
  void show(String queryText, RelevanceFeedback ratings) {
    query = queryText;
    feedback.set(ratings);
  }

  /**
   * Rates a hit. Rating it the same way again removes the rating. An image that is listed without a
   * query cannot be rated.
   */
  public void rate(SearchHit hit, Rating rating) {
    if (hit.isListed()) {
      return;
    }
    long image = hit.image().id();
    Rating before = feedback.get().ratingOf(image);
    Rating now = before == rating ? Rating.NONE : rating;
    String queryText = query;
    setRating(queryText, image, now);
    toasts.showUndoable(
        messages.text(
            switch (now) {
              case RELEVANT -> "feedback.relevant";
              case NOT_RELEVANT -> "feedback.notrelevant";
              case NONE -> "feedback.removed";
            },
            hit.rank()),
        () -> setRating(queryText, image, before));
  }

  /** Clears the feedback of the query. */
  public void clear() {
    RelevanceFeedback before = feedback.get();
    String queryText = query;
    setAll(queryText, before, RelevanceFeedback.NONE);
    toasts.showUndoable(
        messages.text("feedback.cleared"), () -> setAll(queryText, RelevanceFeedback.NONE, before));
  }

  private void setAll(String queryText, RelevanceFeedback before, RelevanceFeedback now) {
    Set<Long> images = new HashSet<>(before.ratedImages());
    images.addAll(now.ratedImages());
    // Store all ratings first, then update once: each update runs a search.
    images.forEach(image -> store(queryText, image, now.ratingOf(image)));
    if (queryText.equals(query)) {
      feedback.set(now);
    }
  }

  private void setRating(String queryText, long image, Rating rating) {
    store(queryText, image, rating);
    if (queryText.equals(query)) {
      feedback.set(feedback.get().with(image, rating));
    }
  }

  private void store(String queryText, long image, Rating rating) {
    archive
        .services()
        .ifPresent(
            services ->
                taskExecutor.run(
                    () -> {
                      services.feedback().rate(queryText, image, rating);
                      return true;
                    },
                    kept -> {},
                    failure -> toasts.showProblem(errorFormatter.format(failure))));
  }

  /** The feedback. */
  public ReadOnlyObjectProperty<RelevanceFeedback> feedbackProperty() {
    return feedback.getReadOnlyProperty();
  }

  /** The feedback. */
  public RelevanceFeedback feedback() {
    return feedback.get();
  }
}
