package org.kamcl.explorer.ui.heatmap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.engine.explain.HeatMap;
import org.kamcl.engine.explain.ScoreMap;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.ui.heatmap.HeatMapComputer.Question;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/**
 * Where in an image a query, one of its terms or a word is seen. Nothing is computed while the heat
 * map is off. The chosen words, branch and opacity stay when another image is shown; answers about
 * the image before are dropped.
 */
public final class HeatMapViewModel {
  /** Opacity of a new heat map, 0..1. */
  static final double OPACITY = 0.6;

  /** Heat maps are only computed once an image stays for so long. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final HeatMapComputer computer;
  private final TaskExecutor executor;
  private final ErrorFormatter errors;
  private final BooleanProperty shown = new SimpleBooleanProperty();
  private final ObjectProperty<Optional<String>> focus =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<Optional<String>> branch =
      new SimpleObjectProperty<>(Optional.empty());
  private final DoubleProperty opacity = new SimpleDoubleProperty(OPACITY);
  private final ObservableList<String> choices = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<ScoreMap> where = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<HeatMap> map = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Optional<Pointed>> pointed =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper pending = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private ImageRecord image;
  private Optional<SearchRequest> search = Optional.empty();
  private Explanation explanation;
  private TaskExecutor.Cancellable work = () -> {};
  private boolean held;

  /** What is being computed while it is pending. */
  private Question missing;

  /**
   * The map at a position.
   *
   * @param value of the map there
   * @param share of the score of the whole image, 0..1 or negative; empty if the map is not in
   *     units of the score
   */
  public record Pointed(double value, OptionalDouble share) {}

  /**
   * The share of a branch of the aggregator, or of the bias terms, in the score.
   *
   * @param branch {@code low}, {@code high}, {@code final} and so on; empty for the bias terms,
   *     which have no position
   * @param score its summand; all summands add up to the score
   */
  public record BranchShare(Optional<String> branch, double score) {}

  /**
   * @param services empty until the archive is open
   */
  public HeatMapViewModel(
      Supplier<Optional<ExplorerServices>> services, TaskExecutor executor, Messages messages) {
    this.computer = new HeatMapComputer(services, executor);
    this.executor = executor;
    this.errors = new ErrorFormatter(messages);
    shown.addListener((property, before, now) -> update(Duration.ZERO));
    focus.addListener((property, before, now) -> update(Duration.ZERO));
    branch.addListener((property, before, now) -> choose());
  }

  /**
   * Shows the map of an image.
   *
   * @param shownImage null for none
   * @param request of the hits; empty if there is none, so that only a word can be looked for
   */
  public void show(ImageRecord shownImage, Optional<SearchRequest> request) {
    Optional<SearchRequest> now = request.filter(r -> r.query().hasIncludedTerm());
    if (Objects.equals(image, shownImage) && now.equals(search)) {
      return;
    }
    image = shownImage;
    if (!now.equals(search)) {
      search = now;
      List<String> words = now.map(r -> QueryWords.of(r.query())).orElse(List.of());
      if (!words.equals(choices)) {
        choices.setAll(words);
        if (focus.get().isPresent() && !words.contains(focus.get().get())) {
          focus.set(Optional.empty());
        }
      }
    }
    update(PAUSE);
  }

  /** Forgets what was computed, as after a change of the model, and computes it again. */
  public void forget() {
    computer.forget();
    update(PAUSE);
  }

  /** Shows no image and forgets what was computed. */
  public void release() {
    computer.forget();
    show(null, Optional.empty());
  }

  private void update(Duration pause) {
    work.cancel();
    pending.set(false);
    problem.set("");
    ImageRecord wanted = image;
    Optional<SearchRequest> asked = asked();
    if (wanted == null || asked.isEmpty() || !shown.get()) {
      answer(null);
      return;
    }
    Question question = new Question(wanted, asked.get(), search.flatMap(r -> focus.get()));
    Explanation before = computer.known(question);
    answer(before);
    if (before == null) {
      pending.set(true);
      missing = question;
      begin(pause);
    }
  }

  private void begin(Duration pause) {
    if (held) {
      return;
    }
    Question question = missing;
    work =
        pause.isZero()
            ? compute(question)
            : executor.schedule(pause, () -> work = compute(question));
  }

  /**
   * Sets whether to wait. A map that is being computed when the wait begins is given up, and
   * computed when it ends if it is still wanted.
   */
  public void hold(boolean wait) {
    if (held == wait) {
      return;
    }
    held = wait;
    if (wait) {
      work.cancel();
    } else if (pending.get()) {
      begin(PAUSE);
    }
  }

  /** Without a query, the word that was chosen is the query. */
  private Optional<SearchRequest> asked() {
    return search.or(
        () ->
            focus
                .get()
                .map(word -> SearchRequest.of(new Query(List.of(QueryTerm.words(word))), 1)));
  }

  private TaskExecutor.Cancellable compute(Question question) {
    return computer
        .start(
            question,
            this::answer,
            found -> {
              pending.set(false);
              answer(found);
            },
            failure -> {
              pending.set(false);
              if (!(failure instanceof CancellationException)) {
                problem.set(errors.format(failure));
              }
            })
        .orElseGet(
            () -> {
              pending.set(false);
              return () -> {};
            });
  }

  private void answer(Explanation found) {
    explanation = found;
    where.set(found == null ? null : found.where().orElse(null));
    choose();
  }

  /** Shows the map of the chosen branch; the sum if the method does not tell branches apart. */
  private void choose() {
    ScoreMap found = where.get();
    pointed.set(Optional.empty());
    map.set(found == null ? null : chosen(found));
  }

  private HeatMap chosen(ScoreMap where) {
    return chosenBranch(where).map(ScoreMap.BranchMap::map).orElse(where.total());
  }

  private Optional<ScoreMap.BranchMap> chosenBranch(ScoreMap where) {
    return branch
        .get()
        .flatMap(name -> where.branches().stream().filter(b -> b.name().equals(name)).findFirst());
  }

  /** The branch whose map is drawn; empty for the sum of all. */
  Optional<String> drawnBranch() {
    return Optional.ofNullable(where.get())
        .flatMap(this::chosenBranch)
        .map(ScoreMap.BranchMap::name);
  }

  /**
   * The explanation with the map of the chosen branch in place of the sum, as it is drawn; empty
   * until it is known.
   */
  public Optional<Explanation> drawn() {
    ScoreMap found = where.get();
    if (found == null) {
      return Optional.empty();
    }
    ScoreMap drawn =
        new ScoreMap(
            found.method(), found.score(), chosen(found), found.branches(), found.remainder());
    return Optional.of(
        new Explanation(
            explanation.model(),
            explanation.score(),
            explanation.focus(),
            Optional.of(drawn),
            explanation.parts(),
            explanation.words(),
            explanation.attention(),
            explanation.pooling(),
            explanation.concepts(),
            explanation.placement(),
            explanation.counterfactuals()));
  }

  /** The image whose map is shown; null for none. */
  public ImageRecord image() {
    return image;
  }

  /**
   * The summands of the score, in the order of the network: the branches, then the bias terms;
   * empty if the method does not tell them apart.
   */
  public List<BranchShare> branchShares() {
    ScoreMap found = where.get();
    if (found == null || found.branches().isEmpty()) {
      return List.of();
    }
    List<BranchShare> shares =
        new ArrayList<>(
            found.branches().stream()
                .map(b -> new BranchShare(Optional.of(b.name()), b.map().sum()))
                .toList());
    found.remainder().ifPresent(rest -> shares.add(new BranchShare(Optional.empty(), rest)));
    return List.copyOf(shares);
  }

  /**
   * Points at a position of the image.
   *
   * @param x 0 at the left edge, 1 at the right edge
   * @param y 0 at the top edge, 1 at the bottom edge
   */
  public void pointAt(double x, double y) {
    HeatMap shownMap = map.get();
    ScoreMap found = where.get();
    if (shownMap == null || found == null || !(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
      pointed.set(Optional.empty());
      return;
    }
    double value = shownMap.valueAt(x, y);
    double score = found.score();
    boolean inScore = isShare(found, drawnBranch().isPresent());
    pointed.set(
        Optional.of(
            new Pointed(
                value, inScore ? OptionalDouble.of(value / score) : OptionalDouble.empty())));
  }

  /**
   * Whether the values of a map are shares of the score.
   *
   * @param branch whether the map is that of a branch, whose values always are
   */
  static boolean isShare(ScoreMap where, boolean branch) {
    return (branch || where.method().additive()) && where.score() > 0;
  }

  /** Points at no position. */
  public void pointAway() {
    pointed.set(Optional.empty());
  }

  /** Whether the heat map is on. */
  public BooleanProperty shownProperty() {
    return shown;
  }

  /** Whether there is something to look for: a query, or a word that was chosen. */
  public boolean hasSubject() {
    return asked().isPresent();
  }

  /** Whether there is a query with a term that is searched for. */
  public boolean hasQuery() {
    return search.isPresent();
  }

  /** The term or word that is looked for; empty for the whole query. */
  public ObjectProperty<Optional<String>> focusProperty() {
    return focus;
  }

  /** The terms of the query and their words, to choose from; empty if there is only one. */
  public ObservableList<String> choices() {
    return choices;
  }

  /** The branch whose map is shown; empty for the sum of all. */
  public ObjectProperty<Optional<String>> branchProperty() {
    return branch;
  }

  /** Opacity of the map, 0..1. */
  public DoubleProperty opacityProperty() {
    return opacity;
  }

  /** Where it is seen, by all branches; null until it is known. */
  public ReadOnlyObjectProperty<ScoreMap> whereProperty() {
    return where.getReadOnlyProperty();
  }

  /** The map that is shown; null until it is known. */
  public ReadOnlyObjectProperty<HeatMap> mapProperty() {
    return map.getReadOnlyProperty();
  }

  /** The map at the pointer. */
  public ReadOnlyObjectProperty<Optional<Pointed>> pointedProperty() {
    return pointed.getReadOnlyProperty();
  }

  /** Whether a map is being computed. */
  public ReadOnlyBooleanProperty pendingProperty() {
    return pending.getReadOnlyProperty();
  }

  /** Why there is no map; empty if there is one, or none was asked for. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
