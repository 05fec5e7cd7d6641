package org.kamcl.explorer.ui.scoremap;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.kamcl.explorer.api.SceneScoreMap;
import org.kamcl.explorer.api.SceneScoreMaps;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.map.Projection;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.progress.ProgressStage;

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
  private final ReadOnlyObjectWrapper<Optional<Float>> pointed =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private ImageRecord image;
  private Optional<Query> query = Optional.empty();

  /** What {@link #drawn} is about; null for nothing. */
  private Key done;

  /** What is being computed; null for nothing. */
  private Key wanted;

  private TaskExecutor.Cancellable waiting = () -> {};
  private TaskExecutor.Cancellable work = () -> {};

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
    query = asked;
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
    waiting.cancel();
    TaskExecutor.Cancellable running = work;
    work = () -> {};
    running.cancel();
    pending.set(false);
    progress.set(JobViewModel.UNKNOWN);
    state.set("");
  }

  private void update(Duration pause) {
    pointed.set(Optional.empty());
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
    Key key = Key.of(image, query.orElseThrow());
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
    SceneScoreMaps maps = open.get().scoreMaps();
    if (pause.isZero()) {
      prepare(maps, key);
    } else {
      waiting = executor.schedule(pause, () -> prepare(maps, key));
    }
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

  /** Embeds the scene as a job, unless its embeddings are kept. */
  private void prepare(SceneScoreMaps maps, Key key) {
    ImageRecord scene = image;
    waiting =
        executor.run(
            () -> maps.isEmbedded(scene),
            embedded -> {
              if (embedded) {
                computeAtOnce(maps, key, scene);
              } else {
                embed(maps, key, scene);
              }
            },
            failure -> failed(key, failure));
  }

  private void computeAtOnce(SceneScoreMaps maps, Key key, ImageRecord scene) {
    AtomicBoolean cancelled = new AtomicBoolean();
    Projection shape = projection.get();
    TaskExecutor.Cancellable task =
        executor.run(
            () -> draw(maps, maps.map(scene, key.query(), context(cancelled)), shape),
            found -> found(key, found),
            failure -> failed(key, failure));
    if (key.equals(wanted)) {
      work =
          () -> {
            cancelled.set(true);
            task.cancel();
          };
    }
  }

  private static JobContext context(AtomicBoolean cancelled) {
    return new JobContext() {
      @Override
      public void onProgress(ProgressStage stage, long done, long total, String item) {}

      @Override
      public boolean cancelled() {
        return cancelled.get();
      }
    };
  }

  private void embed(SceneScoreMaps maps, Key key, ImageRecord scene) {
    Projection shape = projection.get();
    String file = String.valueOf(scene.file().getFileName());
    JobViewModel[] own = new JobViewModel[1];
    own[0] =
        jobs.start(
            messages.text("scoremap.job", file),
            context -> draw(maps, maps.map(scene, key.query(), context), shape),
            found -> {
              end(own[0], messages.text("scoremap.job.done", found.map().tiles()));
              found(key, found);
            },
            () -> cancelled(key),
            failure -> {
              end(own[0], errors.format(failure));
              failed(key, failure);
            });
    JobViewModel job = own[0];
    if (job.ended()) {
      return;
    }
    work = job::cancel;
    job.progressProperty().addListener((property, before, now) -> showProgress(key, job));
    showProgress(key, job);
  }

  private static void end(JobViewModel job, String outcome) {
    if (job != null) {
      job.setOutcome(JobViewModel.Outcome.of(outcome));
    }
  }

  private void showProgress(Key key, JobViewModel job) {
    if (key.equals(wanted) && pending.get()) {
      progress.set(job.progressProperty().get());
      state.set(
          job.total() > 0
              ? messages.text("scoremap.embedding", job.done(), job.total())
              : messages.text("scoremap.preparing"));
    }
  }

  private static DrawnScores draw(SceneScoreMaps maps, SceneScoreMap map, Projection projection) {
    return DrawnScores.of(map, maps.place(map), projection);
  }

  private void found(Key key, DrawnScores found) {
    if (!key.equals(wanted)) {
      return;
    }
    work = () -> {};
    stop();
    done = key;
    drawn.set(found);
    placeAgain();
  }

  /** The user cancelled the job in the list of jobs. */
  private void cancelled(Key key) {
    if (key.equals(wanted)) {
      work = () -> {};
      cancel();
    }
  }

  private void failed(Key key, Throwable failure) {
    if (!key.equals(wanted)) {
      return;
    }
    work = () -> {};
    stop();
    if (!(failure instanceof CancellationException)) {
      problem.set(errors.format(failure));
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

  /**
   * Points at a place of the scene.
   *
   * @param x columns of the scene from its left edge
   * @param y rows of the scene from its top edge
   */
  void pointAtScene(double x, double y) {
    DrawnScores shown = drawn.get();
    point(shown == null ? Float.NaN : shown.scoreAt(x, y));
  }

  /**
   * Points at a place of the map.
   *
   * @param worldX in world coordinates of the projection
   * @param worldY in world coordinates of the projection
   */
  void pointAtMap(double worldX, double worldY) {
    DrawnScores shown = drawn.get();
    point(shown == null ? Float.NaN : shown.scoreOnMap(worldX, worldY));
  }

  private void point(float score) {
    pointed.set(Float.isNaN(score) ? Optional.empty() : Optional.of(score));
  }

  /** Points at no place. */
  void pointAway() {
    pointed.set(Optional.empty());
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
  ReadOnlyObjectProperty<Optional<Float>> pointedProperty() {
    return pointed.getReadOnlyProperty();
  }
}
