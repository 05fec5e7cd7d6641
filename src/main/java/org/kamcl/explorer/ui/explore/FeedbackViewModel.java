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

/** What was said of the hits of the query that is shown. */
public final class FeedbackViewModel {
  private final ArchiveViewModel archive;
  private final TaskExecutor taskExecutor;
  private final ToastsViewModel toasts;
  private final Messages messages;
  private final ErrorFormatter errorFormatter;
  private final ReadOnlyObjectWrapper<RelevanceFeedback> feedback =
      new ReadOnlyObjectWrapper<>(RelevanceFeedback.NONE);
  private String query = "";

  /** Nothing was said yet. */
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

  /** Shows what was said of the hits of a query. */
  void show(String asked, RelevanceFeedback said) {
    query = asked;
    feedback.set(said);
  }

  /** Says something of a hit; the same once more takes it back. */
  public void judge(SearchHit hit, Rating rating) {
    long image = hit.image().id();
    Rating before = feedback.get().ratingOf(image);
    Rating now = before == rating ? Rating.NONE : rating;
    String asked = query;
    say(asked, image, now);
    toasts.showUndoable(
        messages.text(
            switch (now) {
              case RELEVANT -> "search.judged.good";
              case NOT_RELEVANT -> "search.judged.bad";
              case NONE -> "search.judged.none";
            },
            hit.rank()),
        () -> say(asked, image, before));
  }

  /** Takes back all that was said of the hits of the query. */
  public void forget() {
    RelevanceFeedback before = feedback.get();
    String asked = query;
    sayAll(asked, before, RelevanceFeedback.NONE);
    toasts.showUndoable(
        messages.text("search.judged.forgotten"),
        () -> sayAll(asked, RelevanceFeedback.NONE, before));
  }

  private void sayAll(String asked, RelevanceFeedback before, RelevanceFeedback now) {
    Set<Long> images = new HashSet<>(before.ratedImages());
    images.addAll(now.ratedImages());
    // Kept first, shown once: each verdict would be a search of its own.
    images.forEach(image -> keep(asked, image, now.ratingOf(image)));
    if (asked.equals(query)) {
      feedback.set(now);
    }
  }

  private void say(String asked, long image, Rating rating) {
    keep(asked, image, rating);
    if (asked.equals(query)) {
      feedback.set(feedback.get().with(image, rating));
    }
  }

  private void keep(String asked, long image, Rating rating) {
    archive
        .services()
        .ifPresent(
            services ->
                taskExecutor.run(
                    () -> {
                      services.feedback().rate(asked, image, rating);
                      return true;
                    },
                    kept -> {},
                    failure -> toasts.showProblem(errorFormatter.format(failure))));
  }

  /** What was said. */
  public ReadOnlyObjectProperty<RelevanceFeedback> feedbackProperty() {
    return feedback.getReadOnlyProperty();
  }

  /** What was said. */
  public RelevanceFeedback feedback() {
    return feedback.get();
  }
}
