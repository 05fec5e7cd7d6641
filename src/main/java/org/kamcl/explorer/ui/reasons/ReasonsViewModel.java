package org.kamcl.explorer.ui.reasons;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.explain.Explainer.Section;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ImageExplanations;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/**
 * Why a hit has its score. The words of the query and the concepts of the search are there at once;
 * the rest follows once the hit stays selected for a moment. What is known about an earlier hit
 * never appears at a later one.
 */
public final class ReasonsViewModel {
  /** Nothing is computed for hits that are passed by the arrow keys. */
  static final Duration PAUSE = Duration.ofMillis(150);

  /** Explanations that are kept for the way back, without maps and attention. */
  private static final int CACHED = 64;

  private final ArchiveViewModel archive;
  private final TaskExecutor executor;
  private final QueryChanges changeTexts;
  private final ErrorFormatter errors;
  private final ObservableList<WordReason> words = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<ConceptReasons> concepts =
      new ReadOnlyObjectWrapper<>(ConceptReasons.NONE);
  private final ObservableList<QueryChange> changes = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Mechanism> mechanism = new ReadOnlyObjectWrapper<>();
  private final BooleanProperty mechanismShown = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final Map<Key, Explanation> cache = new RecentExplanations<>(CACHED);
  private Subject subject;
  private boolean held;
  private AtomicBoolean unwanted = new AtomicBoolean();
  private TaskExecutor.Cancellable pause = () -> {};
  private TaskExecutor.Cancellable running = () -> {};
  private TaskExecutor.Cancellable describing = () -> {};

  /** Shows nothing yet. */
  public ReasonsViewModel(ArchiveViewModel archive, TaskExecutor executor, Messages messages) {
    this.archive = archive;
    this.executor = executor;
    this.changeTexts = new QueryChanges(messages);
    this.errors = new ErrorFormatter(messages);
    mechanismShown.addListener(
        (property, before, shown) -> {
          if (shown && subject != null && mechanism.get() == null && !held) {
            describe(subject);
          }
        });
  }

  /**
   * Explains a hit.
   *
   * @param shown null for none
   * @param asked the search that found it; null for none
   */
  public void show(SearchHit shown, SearchRequest asked) {
    boolean explainable = shown != null && asked != null && !shown.isListed();
    Subject wanted = explainable ? new Subject(shown, asked) : null;
    if (wanted != null && wanted.same(subject)) {
      return;
    }
    stop();
    subject = wanted;
    Explanation known = wanted == null ? null : cache.get(wanted.key());
    words.setAll(
        wanted == null
            ? List.of()
            : known == null ? QueryWords.of(wanted.query()) : QueryWords.of(wanted.query(), known));
    concepts.set(
        wanted == null
            ? ConceptReasons.NONE
            : known == null ? ConceptReasons.of(shown.concepts()) : ConceptReasons.of(known));
    if (wanted != null) {
      loading.set(true);
      begin(wanted);
    }
  }

  private void begin(Subject wanted) {
    if (!held) {
      pause = executor.schedule(PAUSE, () -> start(wanted));
    }
  }

  /**
   * Sets whether to wait. Reasons that are being computed when the wait begins are given up, and
   * computed when it ends if their hit is still shown.
   */
  public void hold(boolean wait) {
    if (held == wait) {
      return;
    }
    held = wait;
    if (wait) {
      stopWork();
    } else if (loading.get()) {
      begin(subject);
    } else if (subject != null && mechanismShown.get() && mechanism.get() == null) {
      describe(subject);
    }
  }

  /** Forgets what was computed, as after a change of the model. */
  public void forget() {
    cache.clear();
    SearchHit hit = hit();
    SearchRequest search = search();
    subject = null;
    show(hit, search);
  }

  /** A hit of a search. */
  private record Subject(SearchHit hit, SearchRequest search) {
    Query query() {
      return search.query();
    }

    Key key() {
      return new Key(hit.image().id(), hit.score(), hit.rank(), search.query(), search.feedback());
    }

    boolean same(Subject other) {
      return other != null && key().equals(other.key()) && hit.image().equals(other.hit.image());
    }
  }

  /** What an explanation depends on. */
  private record Key(
      long image, double score, int rank, Query query, Optional<RelevanceFeedback> feedback) {}

  private void stopWork() {
    pause.cancel();
    running.cancel();
    describing.cancel();
    unwanted.set(true);
  }

  private void stop() {
    stopWork();
    loading.set(false);
    problem.set("");
    changes.clear();
    mechanism.set(null);
  }

  private void start(Subject wanted) {
    unwanted = new AtomicBoolean();
    if (mechanismShown.get()) {
      describe(wanted);
    }
    // The words come first: they are there within a few passes of the text encoder.
    explain(wanted, Explainer.Request.of(Section.WORDS, Section.CONCEPTS), this::showWords);
  }

  private void showWords(Subject wanted, Explained found) {
    words.setAll(QueryWords.of(wanted.query(), found.explanation()));
    concepts.set(ConceptReasons.of(found.explanation()));
    cache.put(wanted.key(), found.explanation());
    explain(wanted, Explainer.Request.of(Section.COUNTERFACTUALS), this::showChanges);
  }

  private void showChanges(Subject wanted, Explained found) {
    loading.set(false);
    changes.setAll(found.changes());
  }

  /** Computes how the model arrives at the score, which needs the pixels of the image. */
  private void describe(Subject wanted) {
    Optional<ExplorerServices> services = archive.services();
    AtomicBoolean own = unwanted;
    describing.cancel();
    describing =
        services.isEmpty()
            ? () -> {}
            : executor.run(
                () ->
                    services
                        .get()
                        .explanations()
                        .explain(
                            wanted.hit.image(),
                            wanted.search,
                            Explainer.Request.of(Section.ATTENTION, Section.POOLING),
                            own::get),
                found -> mechanism.set(new Mechanism(found.attention(), found.pooling())),
                failure -> problem.set(errors.format(failure)));
  }

  /** An explanation with the queries of its changes. */
  private record Explained(Explanation explanation, List<QueryChange> changes) {}

  private void explain(
      Subject wanted, Explainer.Request request, BiConsumer<Subject, Explained> then) {
    Optional<ExplorerServices> services = archive.services();
    if (services.isEmpty()) {
      loading.set(false);
      return;
    }
    ImageExplanations explanations = services.get().explanations();
    AtomicBoolean own = unwanted;
    running =
        executor.run(
            () -> {
              Explanation found =
                  explanations.explain(wanted.hit.image(), wanted.search, request, own::get);
              return new Explained(
                  found, changeTexts.of(found, c -> explanations.changed(wanted.query(), c)));
            },
            found -> then.accept(wanted, found),
            failure -> {
              loading.set(false);
              problem.set(errors.format(failure));
            });
  }

  /** The words of the query, in its order; their contributions follow. */
  public ObservableList<WordReason> words() {
    return words;
  }

  /**
   * The words of a term that are known to raise or lower the score; none for a term that the query
   * of the hit does not have.
   */
  public List<WordReason> words(QueryTerm term) {
    int index = subject == null ? -1 : subject.query().terms().indexOf(term);
    return words.stream().filter(word -> index >= 0 && word.term() == index).toList();
  }

  /** Whether the model in use has concepts at all. */
  public boolean modelHasConcepts() {
    return archive.modelProperty().get().map(model -> model.concepts() > 0).orElse(true);
  }

  /** The concepts of image and query. */
  public ReadOnlyObjectProperty<ConceptReasons> conceptsProperty() {
    return concepts.getReadOnlyProperty();
  }

  /** Changes of one word that would raise the image, the best first. */
  public ObservableList<QueryChange> changes() {
    return changes;
  }

  /** How the model computes the score; null until it is computed. */
  public ReadOnlyObjectProperty<Mechanism> mechanismProperty() {
    return mechanism.getReadOnlyProperty();
  }

  /** Whether the mechanism is shown; it is only computed then. */
  public BooleanProperty mechanismShownProperty() {
    return mechanismShown;
  }

  /** Whether reasons are being computed. */
  public ReadOnlyBooleanProperty loadingProperty() {
    return loading.getReadOnlyProperty();
  }

  /** Why there are no reasons; empty if there are. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The explained hit, or null. */
  public SearchHit hit() {
    return subject == null ? null : subject.hit;
  }

  /** The search whose hit is explained, or null. */
  public SearchRequest search() {
    return subject == null ? null : subject.search;
  }
}
