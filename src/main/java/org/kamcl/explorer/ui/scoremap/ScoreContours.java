package org.kamcl.explorer.ui.scoremap;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import org.kamcl.engine.localization.ContourTracer;
import org.kamcl.engine.localization.Region;
import org.kamcl.engine.localization.ScoreGrid;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** The contours of a score map: at which levels, whether they are drawn, and their lines. */
final class ScoreContours {
  private static final int STEPS = 10;

  /** Levels to choose from, shares of the range from the least to the greatest score. */
  static final List<Double> CHOICES =
      IntStream.range(1, STEPS).mapToObj(step -> (double) step / STEPS).toList();

  /** The levels that the command line writes unless others are given. */
  private static final List<Double> USUAL = List.of(0.5, 0.7, 0.9);

  private final ObservableValue<DrawnScores> drawn;
  private final TaskExecutor executor;
  private final Consumer<Throwable> failed;
  private final BooleanProperty shown = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<List<Double>> levels = new ReadOnlyObjectWrapper<>(USUAL);
  private final ReadOnlyObjectWrapper<List<List<Region.Vertex>>> lines =
      new ReadOnlyObjectWrapper<>(List.of());
  private TaskExecutor.Cancellable work = () -> {};

  /**
   * @param drawn the map; null for none
   * @param failed receives why they cannot be traced
   */
  ScoreContours(
      ObservableValue<DrawnScores> drawn, TaskExecutor executor, Consumer<Throwable> failed) {
    this.drawn = drawn;
    this.executor = executor;
    this.failed = failed;
    drawn.addListener((property, before, now) -> update());
    shown.addListener((property, before, now) -> update());
    levels.addListener((property, before, now) -> update());
  }

  private void update() {
    work.cancel();
    work = () -> {};
    lines.set(List.of());
    DrawnScores map = drawn.getValue();
    List<Double> wanted = levels.get();
    if (shown.get() && map != null && !wanted.isEmpty()) {
      work = executor.run(() -> trace(map.map().grid(), wanted), lines::set, failed);
    }
  }

  /** Outlines and holes of all parts, not closed, in pixels of the scene. */
  private static List<List<Region.Vertex>> trace(ScoreGrid grid, List<Double> levels) {
    ScoreGrid.Range range = grid.range();
    List<List<Region.Vertex>> all = new ArrayList<>();
    for (double level : levels) {
      for (ContourTracer.Part part : ContourTracer.trace(grid, range.at(level))) {
        all.add(part.outer());
        all.addAll(part.holes());
      }
    }
    return List.copyOf(all);
  }

  /** Adds a level, or takes it away. */
  void choose(double level, boolean wanted) {
    TreeSet<Double> now = new TreeSet<>(levels.get());
    if (wanted) {
      now.add(level);
    } else {
      now.remove(level);
    }
    levels.set(List.copyOf(now));
  }

  /** Whether the contours are drawn. */
  BooleanProperty shownProperty() {
    return shown;
  }

  /** The chosen levels, the lowest first. */
  ReadOnlyObjectProperty<List<Double>> levelsProperty() {
    return levels.getReadOnlyProperty();
  }

  /** Closed lines without their last vertex, in pixels of the scene; empty while not drawn. */
  ReadOnlyObjectProperty<List<List<Region.Vertex>>> linesProperty() {
    return lines.getReadOnlyProperty();
  }
}
