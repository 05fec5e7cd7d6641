package org.kamcl.explorer.ui.search;

import java.util.HashSet;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.kamcl.explorer.domain.Feedback;
import org.kamcl.explorer.domain.Feedback.Verdict;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.archive.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.task.Background;
import org.kamcl.explorer.ui.words.Failures;
import org.kamcl.explorer.ui.words.Messages;

/** What was said of the hits of the query that is shown. */
public final class FeedbackViewModel {
  private final ArchiveViewModel archive;
  private final Background background;
  private final ToastsViewModel toasts;
  private final Messages messages;
  private final Failures failures;
  private final ReadOnlyObjectWrapper<Feedback> feedback =
      new ReadOnlyObjectWrapper<>(Feedback.NONE);
  private String query = "";

  /** Nothing was said yet. */
  public FeedbackViewModel(
      ArchiveViewModel archive, Background background, ToastsViewModel toasts, Messages messages) {
    this.archive = archive;
    this.background = background;
    this.toasts = toasts;
    this.messages = messages;
    this.failures = new Failures(messages);
  }

  /** Shows what was said of the hits of a query. */
  void show(String asked, Feedback said) {
    query = asked;
    feedback.set(said);
  }

  /** Says something of a hit; the same once more takes it back. */
  public void judge(SearchHit hit, Verdict verdict) {
    long image = hit.image().id();
    Verdict before = feedback.get().of(image);
    Verdict now = before == verdict ? Verdict.NONE : verdict;
    String asked = query;
    say(asked, image, now);
    toasts.undoable(
        messages.text(
            switch (now) {
              case GOOD -> "search.judged.good";
              case BAD -> "search.judged.bad";
              case NONE -> "search.judged.none";
            },
            hit.rank()),
        () -> say(asked, image, before));
  }

  /** Takes back all that was said of the hits of the query. */
  public void forget() {
    Feedback before = feedback.get();
    String asked = query;
    sayAll(asked, before, Feedback.NONE);
    toasts.undoable(
        messages.text("search.judged.forgotten"), () -> sayAll(asked, Feedback.NONE, before));
  }

  private void sayAll(String asked, Feedback before, Feedback now) {
    Set<Long> images = new HashSet<>(before.images());
    images.addAll(now.images());
    // Kept first, shown once: each verdict would be a search of its own.
    images.forEach(image -> keep(asked, image, now.of(image)));
    if (asked.equals(query)) {
      feedback.set(now);
    }
  }

  private void say(String asked, long image, Verdict verdict) {
    keep(asked, image, verdict);
    if (asked.equals(query)) {
      feedback.set(with(feedback.get(), image, verdict));
    }
  }

  private void keep(String asked, long image, Verdict verdict) {
    archive
        .services()
        .ifPresent(
            services ->
                background.run(
                    () -> {
                      services.labels().judge(asked, image, verdict);
                      return true;
                    },
                    kept -> {},
                    failure -> toasts.problem(failures.sentence(failure))));
  }

  private static Feedback with(Feedback before, long image, Verdict verdict) {
    Set<Long> good = new HashSet<>(before.good());
    Set<Long> bad = new HashSet<>(before.bad());
    good.remove(image);
    bad.remove(image);
    if (verdict == Verdict.GOOD) {
      good.add(image);
    } else if (verdict == Verdict.BAD) {
      bad.add(image);
    }
    return new Feedback(good, bad);
  }

  /** What was said. */
  public ReadOnlyObjectProperty<Feedback> feedbackProperty() {
    return feedback.getReadOnlyProperty();
  }

  /** What was said. */
  public Feedback feedback() {
    return feedback.get();
  }
}
