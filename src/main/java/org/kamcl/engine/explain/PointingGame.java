package org.kamcl.engine.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.progress.ProgressListener;
import org.kamcl.progress.ProgressStage;

/**
 * The pointing game: how often the largest value of a heat map lies in the region that a person has
 * drawn for the query, or at most {@value #TOLERANCE} pixels beside it. (Zhang, Lin, Brandt, Shen,
 * Sclaroff, ECCV 2016.) A random point wins with the share of the region in the image, which is
 * computed rather than drawn.
 */
public final class PointingGame {
  /** Pixels of the image, as published. */
  static final int TOLERANCE = 15;

  /** Random points lie on the centers of so many cells in each direction. */
  private static final int RANDOM_CELLS = 48;

  private final KamclModel model;
  private final ImageExplainer explainer;

  /**
   * @param model stays open as long as this object is used
   */
  public PointingGame(KamclModel model) {
    this.model = model;
    this.explainer = new ImageExplainer(model);
  }

  /**
   * A query with the region that it describes.
   *
   * @param pixels reads the image; it may be smaller than the one that the region was drawn on
   * @param text the query
   * @param region what the query describes
   * @param pointers other ways of saying where it is, by name; they come before the heat maps
   */
  public record Question(
      PixelReader pixels, String text, DrawnRegion region, Map<String, Pointer> pointers) {
    /** Copies the map, in its order. */
    public Question {
      pointers = Collections.unmodifiableMap(new LinkedHashMap<>(pointers));
    }

    /** Heat maps only. */
    public Question(PixelReader pixels, String text, DrawnRegion region) {
      this(pixels, text, region, Map.of());
    }
  }

  /** Says where in an image a query is seen. */
  @FunctionalInterface
  public interface Pointer {
    /**
     * The place.
     *
     * @param cancelled is asked between passes
     * @throws org.kamcl.error.KamclException if the image cannot be read
     */
    Point point(BooleanSupplier cancelled);
  }

  /**
   * A place in an image.
   *
   * @param x 0 at the left edge, 1 at the right edge
   * @param y 0 at the top edge, 1 at the bottom edge
   */
  public record Point(double x, double y) {}

  /** Reads an image. */
  @FunctionalInterface
  public interface PixelReader {
    /**
     * The image.
     *
     * @throws org.kamcl.error.KamclException if it cannot be read
     */
    RgbImage read();
  }

  /** The pixels of a region. */
  public interface DrawnRegion {
    /** Columns of the image that it was drawn on. */
    int width();

    /** Rows of that image. */
    int height();

    /** Whether a pixel belongs to the region. */
    boolean contains(int x, int y);
  }

  /**
   * The result.
   *
   * @param questions number of queries
   * @param methods share of the queries that each method wins, 0..1; the first is what the program
   *     shows
   */
  public record Result(int questions, List<Method> methods) {
    /** Copies the list. */
    public Result {
      methods = List.copyOf(methods);
    }
  }

  /**
   * The result of a method.
   *
   * @param name of the method
   * @param wins share of the queries, 0..1
   * @param difference wins of the first method minus those of this one
   */
  public record Method(String name, MeanInterval wins, MeanInterval difference) {}

  /**
   * Plays the game.
   *
   * @param questions at least one
   * @param seed of the resampling
   * @param cancelled is asked between passes
   * @throws org.kamcl.error.KamclException if an image cannot be read
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public Result run(
      List<Question> questions, long seed, ProgressListener listener, BooleanSupplier cancelled) {
    Map<String, List<Double>> wins = new LinkedHashMap<>();
    int done = 0;
    for (Question question : questions) {
      RgbImage image = question.pixels().read();
      float[] direction = model.embedTexts(List.of(question.text())).get(0).unitVector();
      question
          .pointers()
          .forEach(
              (name, pointer) -> {
                Point point = pointer.point(cancelled);
                add(wins, name, wins(point.x(), point.y(), question.region()) ? 1 : 0);
              });
      for (ExplanationMethod method :
          List.of(
              explainer.defaultMethod(),
              explainer.additiveMethod(),
              ExplanationMethod.GRAD_CAM,
              ExplanationMethod.OCCLUSION)) {
        HeatMap map = explainer.explain(image, direction, method, cancelled).total();
        add(wins, FaithfulnessEvaluator.name(method), wins(map, question.region()) ? 1 : 0);
      }
      add(wins, "center", wins(0.5, 0.5, question.region()) ? 1 : 0);
      add(wins, "random", randomWins(question.region()));
      done++;
      listener.onProgress(ProgressStage.QUERIES, done, questions.size());
    }
    double[] own = values(wins.values().iterator().next());
    List<Method> methods = new ArrayList<>();
    wins.forEach(
        (name, list) ->
            methods.add(
                new Method(
                    name,
                    MeanInterval.of(values(list), seed),
                    MeanInterval.ofDifference(own, values(list), seed))));
    return new Result(questions.size(), methods);
  }

  private static void add(Map<String, List<Double>> wins, String name, double value) {
    wins.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  private static double[] values(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Whether the largest value of a map lies in a region; the first one among equal values. */
  static boolean wins(HeatMap map, DrawnRegion region) {
    return wins(
        (map.peakColumn() + 0.5) / map.width(), (map.peakRow() + 0.5) / map.height(), region);
  }

  /**
   * @param x 0 at the left edge of the image, 1 at its right edge
   * @param y 0 at the top edge, 1 at the bottom edge
   */
  private static boolean wins(double x, double y, DrawnRegion region) {
    int column = (int) Math.min(x * region.width(), region.width() - 1);
    int row = (int) Math.min(y * region.height(), region.height() - 1);
    int last = TOLERANCE * TOLERANCE;
    for (int dy = -TOLERANCE; dy <= TOLERANCE; dy++) {
      for (int dx = -TOLERANCE; dx <= TOLERANCE; dx++) {
        int px = column + dx;
        int py = row + dy;
        boolean inside = px >= 0 && py >= 0 && px < region.width() && py < region.height();
        if (inside && dx * dx + dy * dy <= last && region.contains(px, py)) {
          return true;
        }
      }
    }
    return false;
  }

  /** How often a random point wins. */
  private static double randomWins(DrawnRegion region) {
    int count = 0;
    for (int row = 0; row < RANDOM_CELLS; row++) {
      for (int column = 0; column < RANDOM_CELLS; column++) {
        double x = (column + 0.5) / RANDOM_CELLS;
        double y = (row + 0.5) / RANDOM_CELLS;
        count += wins(x, y, region) ? 1 : 0;
      }
    }
    return (double) count / (RANDOM_CELLS * RANDOM_CELLS);
  }
}
