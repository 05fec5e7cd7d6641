package org.kamcl.explorer.ui.concepts;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.kamcl.explorer.api.EmbeddingPlots;
import org.kamcl.explorer.api.EmbeddingPlots.Clusters;
import org.kamcl.explorer.api.EmbeddingPlots.Plot;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** The plot of the images: their places, colors and selection. */
final class PlotViewModel {
  /** Most groups of similar images. */
  private static final int CLUSTERS = 8;

  /** How images are placed. */
  enum Method {
    /** Principal components. */
    COMPONENTS,
    /** Neighbors near each other (t-SNE). */
    NEIGHBORS
  }

  /** What the colors mean. */
  enum Coloring {
    /** The collection. */
    COLLECTION,
    /** Strength of the selected concept. */
    CONCEPT,
    /** The date. */
    DATE,
    /** The group of similar images. */
    CLUSTER
  }

  /** How a new selection is combined with the one before. */
  enum Combination {
    /** Replaces it. */
    REPLACE,
    /** Added to it. */
    ADD,
    /** Taken away from it. */
    REMOVE
  }

  private final ArchiveViewModel archive;
  private final SelectionViewModel selection;
  private final JobsViewModel jobs;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final PlotColoring colorings;
  private final Background placing;
  private final Background coloring;
  private final ReadOnlyObjectWrapper<Plot> plot = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<PlotColors> colors =
      new ReadOnlyObjectWrapper<>(PlotColors.NONE);
  private final ObjectProperty<Coloring> wanted = new SimpleObjectProperty<>(Coloring.COLLECTION);
  private final ReadOnlyObjectWrapper<Method> method =
      new ReadOnlyObjectWrapper<>(Method.COMPONENTS);
  private final ReadOnlyObjectWrapper<BitSet> selected = new ReadOnlyObjectWrapper<>(new BitSet());
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper moving = new ReadOnlyBooleanWrapper();
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();

  /** Images of the plot by point. */
  private List<ImageRecord> images = List.of();

  /** The places of each method, while the archive stays as it is. */
  private Plot components;

  private Plot neighbors;
  private JobViewModel job;

  PlotViewModel(
      ArchiveViewModel archive,
      SelectionViewModel selection,
      JobsViewModel jobs,
      TaskExecutor executor,
      Messages messages) {
    this.archive = archive;
    this.selection = selection;
    this.jobs = jobs;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
    this.colorings = new PlotColoring(messages);
    this.placing = new Background(executor);
    this.coloring = new Background(executor);
    wanted.addListener((property, before, now) -> color());
    selection
        .conceptProperty()
        .addListener(
            (property, before, concept) -> {
              if (wanted.get() == Coloring.CONCEPT) {
                color();
              }
            });
    selection.markCountProperty().addListener((property, before, count) -> readSelection());
  }

  private record Placed(Plot plot, List<ImageRecord> images) {}

  /** Places the images of the archive as it is now. */
  void load() {
    stop();
    archive
        .services()
        .ifPresent(
            services -> {
              List<ImageRecord> known = List.copyOf(archive.images());
              placing.start(
                  cancelled -> placed(services.plots().principalComponents(cancelled), known),
                  this::show,
                  failure -> {
                    images = List.of();
                    plot.set(null);
                    colors.set(PlotColors.NONE);
                    problem.set(errors.format(failure));
                  });
            });
  }

  private static Placed placed(Plot found, List<ImageRecord> known) {
    Map<Long, ImageRecord> byId = new HashMap<>();
    known.forEach(image -> byId.put(image.id(), image));
    List<ImageRecord> images = new ArrayList<>(found.size());
    for (long id : found.images()) {
      images.add(byId.get(id));
    }
    return new Placed(found, images);
  }

  private void show(Placed placed) {
    problem.set("");
    images = placed.images();
    components = placed.plot();
    neighbors = null;
    method.set(Method.COMPONENTS);
    plot.set(components);
    readSelection();
    color();
  }

  /** Places the images by another method. Neighbors are computed as a job when first asked for. */
  void place(Method by) {
    if (components == null || by == method.get()) {
      return;
    }
    method.set(by);
    if (by == Method.COMPONENTS) {
      cancelJob();
      plot.set(components);
    } else if (neighbors != null) {
      plot.set(neighbors);
    } else {
      archive.services().ifPresent(this::computeNeighbors);
    }
  }

  private void computeNeighbors(ExplorerServices services) {
    AtomicReference<Plot> latest = new AtomicReference<>();
    EmbeddingPlots plots = services.plots();
    moving.set(true);
    progress.set(0);
    JobViewModel own =
        jobs.start(
            messages.text("concepts.plot.job"),
            plots.neighbors(latest::set),
            done -> {
              neighbors = done;
              ended();
              if (method.get() == Method.NEIGHBORS) {
                plot.set(done);
              }
            },
            this::notComputed,
            failure -> {
              problem.set(errors.format(failure));
              notComputed();
            });
    job = own.ended() ? null : own;
    own.progressProperty()
        .addListener(
            (property, before, now) -> {
              progress.set(Math.max(0, now.doubleValue()));
              Plot partial = latest.getAndSet(null);
              if (partial != null && method.get() == Method.NEIGHBORS && moving.get()) {
                plot.set(partial);
              }
            });
  }

  private void ended() {
    job = null;
    moving.set(false);
  }

  private void notComputed() {
    ended();
    method.set(Method.COMPONENTS);
    plot.set(components);
  }

  private void cancelJob() {
    if (job != null) {
      JobViewModel running = job;
      job = null;
      moving.set(false);
      running.cancel();
    }
  }

  private void color() {
    Plot now = components;
    coloring.cancel();
    if (now == null) {
      return;
    }
    switch (wanted.get()) {
      case COLLECTION -> colors.set(colorings.byCollection(images));
      case DATE -> colors.set(colorings.byDate(images));
      case CONCEPT -> {
        String concept = selection.conceptProperty().get();
        if (concept != null) {
          coloring.start(
              cancelled -> archive.services().orElseThrow().plots().strengths(now, concept),
              strengths -> colors.set(colorings.byStrength(strengths, concept)),
              this::failed);
        }
      }
      case CLUSTER ->
          coloring.start(
              cancelled ->
                  archive.services().orElseThrow().plots().clusters(now, CLUSTERS, cancelled),
              (Clusters clusters) -> colors.set(colorings.byCluster(clusters)),
              this::failed);
    }
  }

  private void failed(Throwable failure) {
    problem.set(errors.format(failure));
  }

  private void readSelection() {
    BitSet now = new BitSet();
    Plot shown = components;
    if (shown != null && !selection.marks().isEmpty()) {
      for (int i = 0; i < shown.size(); i++) {
        now.set(i, selection.marks().contains(shown.images()[i]));
      }
    }
    selected.set(now);
  }

  /** Selects points, for all parts of the window. */
  void select(BitSet points, Combination combination) {
    BitSet result = (BitSet) points.clone();
    if (combination == Combination.ADD) {
      result.or(selected.get());
    } else if (combination == Combination.REMOVE) {
      result = (BitSet) selected.get().clone();
      result.andNot(points);
    }
    List<ImageRecord> chosen =
        result.stream().mapToObj(images::get).filter(image -> image != null).toList();
    if (chosen.isEmpty()) {
      selection.clearMarks();
    } else {
      selection.markOnly(chosen);
    }
  }

  /** Selects nothing. */
  void clearSelection() {
    selection.clearMarks();
  }

  /** The image of a point; null if it has been removed. */
  ImageRecord image(int point) {
    return point < images.size() ? images.get(point) : null;
  }

  /** The places of the images; null before they are known. */
  ReadOnlyObjectProperty<Plot> plotProperty() {
    return plot.getReadOnlyProperty();
  }

  /** The colors of the points. */
  ReadOnlyObjectProperty<PlotColors> colorsProperty() {
    return colors.getReadOnlyProperty();
  }

  /** What the colors mean. */
  ObjectProperty<Coloring> coloringProperty() {
    return wanted;
  }

  /** How the images are placed. */
  ReadOnlyObjectProperty<Method> methodProperty() {
    return method.getReadOnlyProperty();
  }

  /** The selected points; those of images that are marked anywhere in the window. */
  ReadOnlyObjectProperty<BitSet> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /** Why there is no plot; empty if there is one. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether points still move to their neighbors. */
  ReadOnlyBooleanProperty movingProperty() {
    return moving.getReadOnlyProperty();
  }

  /** Progress of the movement, 0..1. */
  ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Whether no answer is pending, except for points that move. */
  boolean isSettled() {
    return !placing.isBusy() && !coloring.isBusy();
  }

  /** Stops all work. */
  void stop() {
    placing.cancel();
    coloring.cancel();
    cancelJob();
  }
}
