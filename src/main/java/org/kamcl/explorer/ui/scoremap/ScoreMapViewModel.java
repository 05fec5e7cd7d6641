package org.kamcl.explorer.ui.scoremap;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.SceneScoreMaps;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.map.Projection;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/**
 * The score map of the scene that the selected image is, or is a tile of: one for all perspectives.
 * Nothing is computed while it is shown nowhere. The first map of a scene embeds its tiles, as a
 * job; further queries take a moment.
 */
public final class ScoreMapViewModel {
  /** Opacity of a new score map, 0..1. */
  public static final double OPACITY = 0.7;

  /** A scene is only embedded once an image of it stays for so long. */
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Supplier<Optional<ExplorerServices>> services;
  private final TaskExecutor executor;
  private final JobsViewModel jobs;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final BooleanProperty overImage = new SimpleBooleanProperty();
  private final BooleanProperty onMap = new SimpleBooleanProperty();
  private final DoubleProperty opacity = new SimpleDoubleProperty(OPACITY);
  private final ObjectProperty<Projection> projection =
      new SimpleObjectProperty<>(Projection.WEB_MERCATOR);
  private final ReadOnlyObjectWrapper<DrawnScores> drawn = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper pending = new ReadOnlyBooleanWrapper();
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(JobViewModel.UNKNOWN);
  private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ScorePointer pointer = new ScorePointer(drawn);
  private final ScoreFocus focus = new ScoreFocus();
  private final ScoreContours contours;
  private ImageRecord image;
  private Optional<Query> query = Optional.empty();

  /** What {@link #drawn} is about; null for nothing. */
  private Key done;

  /** What is being computed; null for nothing. */
  private Key wanted;

  private Optional<SceneMapWork> work = Optional.empty();

  /** What a map is about. */
  private record Key(Object file, String collection, String crs, Query query) {
    static Key of(ImageRecord image, Query query) {
      return new Key(image.file(), image.collection(), image.crs(), query);
    }
  }

  /**
   * @param services empty until the archive is open
   */
  public ScoreMapViewModel(
      Supplier<Optional<ExplorerServices>> services,
      TaskExecutor executor,
      JobsViewModel jobs,
      Messages messages) {
    this.services = services;
    this.executor = executor;
    this.jobs = jobs;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
    this.contours =
        new ScoreContours(drawn, executor, failure -> problem.set(errors.format(failure)));
    focus.wordProperty().addListener((property, before, now) -> update(Duration.ZERO));
    overImage.addListener((property, before, now) -> update(Duration.ZERO));
    onMap.addListener((property, before, now) -> update(Duration.ZERO));
    projection.addListener((property, before, now) -> placeAgain());
  }

  /**
   * Is about another image from now on; a map of the same scene and query stays.
   *
   * @param shown the image that is selected or inspected; null keeps the one before, since nothing
   *     is selected for a moment while hits are replaced
   * @param request of the hits; empty if there is none
   */
  public void show(ImageRecord shown, Optional<SearchRequest> request) {
    if (shown == null) {
      return;
    }
    Optional<Query> asked = request.map(SearchRequest::query).filter(Query::hasIncludedTerm);
    if (shown.equals(image) && asked.equals(query)) {
      return;
    }
    image = shown;
    if (!asked.equals(query)) {
      query = asked;
      // Before the words are offered: they may change what is looked for.
      focus.offer(asked);
    }
    update(PAUSE);
  }

  /** Computes the map again, as after a change of the model. */
  public void forget() {
    stop();
    done = null;
    drawn.set(null);
    update(PAUSE);
  }

  /** Stops the computation, and shows the map nowhere. */
  public void cancel() {
    overImage.set(false);
    onMap.set(false);
    stop();
  }

  private void stop() {
    wanted = null;
    Optional<SceneMapWork> running = work;
    work = Optional.empty();
    running.ifPresent(SceneMapWork::cancel);
    pending.set(false);
    progress.set(JobViewModel.UNKNOWN);
    state.set("");
  }

  private void update(Duration pause) {
    pointer.away();
    problem.set("");
    String reason = unavailable();
    if (!isShown() || !reason.isEmpty()) {
      stop();
      if (!reason.isEmpty()) {
        done = null;
        drawn.set(null);
      }
      state.set(isShown() ? reason : "");
      return;
    }
    Key key = Key.of(image, focus.in(query.orElseThrow()));
    if (key.equals(done) && drawn.get() != null) {
      stop();
      return;
    }
    if (key.equals(wanted)) {
      return;
    }
    stop();
    done = null;
    drawn.set(null);
    Optional<ExplorerServices> open = services.get();
    if (open.isEmpty()) {
      return;
    }
    wanted = key;
    pending.set(true);
    state.set(messages.text("scoremap.preparing"));
    SceneMapWork started =
        new SceneMapWork(
            open.get().scoreMaps(), image, key.query(), projection.get(), new Making(key));
    work = Optional.of(started);
    started.start(pause, executor, jobs, messages);
  }

  /** Whether the map is wanted anywhere. */
  private boolean isShown() {
    return overImage.get() || onMap.get();
  }

  /** Why there is no map of the image; empty if there is one. */
  public String unavailable() {
    if (image == null) {
      return messages.text("scoremap.none.image");
    }
    if (query.isEmpty()) {
      return messages.text("scoremap.none.query");
    }
    return image.tile().isEmpty()
            && Math.min(image.width(), image.height()) < SceneScoreMaps.LEAST_SIDE
        ? messages.text(
            "scoremap.none.small", image.width(), image.height(), SceneScoreMaps.LEAST_SIDE)
        : "";
  }

  /** Shows what becomes of the map that is being made. */
  private final class Making implements SceneMapWork.Outcome {
    private final Key key;

    Making(Key key) {
      this.key = key;
    }

    @Override
    public void progress(JobViewModel job) {
      progress.set(job.progressProperty().get());
      state.set(
          job.total() > 0
              ? messages.text("scoremap.embedding", job.done(), job.total())
              : messages.text("scoremap.preparing"));
    }

    @Override
    public void found(DrawnScores found) {
      stop();
      done = key;
      drawn.set(found);
      placeAgain();
    }

    @Override
    public void cancelled() {
      ScoreMapViewModel.this.cancel();
    }

    @Override
    public void failed(Throwable failure) {
      stop();
      if (!(failure instanceof CancellationException)) {
        problem.set(errors.format(failure));
      }
    }
  }

  /** Draws the map for another projection of the map. */
  private void placeAgain() {
    DrawnScores before = drawn.get();
    if (before != null && before.projection() != projection.get()) {
      Projection now = projection.get();
      executor.run(
          () -> before.in(now),
          again -> {
            if (Objects.equals(drawn.get(), before)) {
              drawn.set(again);
            }
          },
          failure -> problem.set(errors.format(failure)));
    }
  }

  /** The outline of the scene on the earth; empty without a map or a place. */
  public Optional<Footprint> outline() {
    return Optional.ofNullable(drawn.get()).flatMap(DrawnScores::outline);
  }

  /** Whether the map is shown over the inspected image. */
  public BooleanProperty overImageProperty() {
    return overImage;
  }

  /** Whether the map is shown in its place on the earth. */
  public BooleanProperty onMapProperty() {
    return onMap;
  }

  /** Opacity of the map, 0..1. */
  public DoubleProperty opacityProperty() {
    return opacity;
  }

  /** The projection that the map has in its place on the earth. */
  public ObjectProperty<Projection> projectionProperty() {
    return projection;
  }

  /** The map; null until it is known. */
  public ReadOnlyObjectProperty<DrawnScores> drawnProperty() {
    return drawn.getReadOnlyProperty();
  }

  /** Whether a map is being computed. */
  public ReadOnlyBooleanProperty pendingProperty() {
    return pending.getReadOnlyProperty();
  }

  /** Share of the tiles that are embedded, 0..1; negative if it is not known. */
  ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** What is being done, or why there is no map; empty if there is one. */
  ReadOnlyStringProperty stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Why a map could not be made; empty if it could. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The score at the pointer. */
  ScorePointer pointer() {
    return pointer;
  }

  /** What is looked for. */
  ScoreFocus focus() {
    return focus;
  }

  /** The contours of the map. */
  ScoreContours contours() {
    return contours;
  }
}
