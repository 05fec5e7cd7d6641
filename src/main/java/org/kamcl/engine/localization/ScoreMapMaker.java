package org.kamcl.engine.localization;

import java.util.List;

/** Makes a score map from the scores of the tiles of a scene. */
public final class ScoreMapMaker {
  /** Exponent of the share of the range with which maps are compared with regions. */
  public static final double CONTRAST = 4;

  /** Side of the median filter in sides of the smallest tile. */
  private static final double MEDIAN_SIDE = 0.5;

  private ScoreMapMaker() {}

  /**
   * Averages the scores at each place and suppresses noise.
   *
   * @param sceneWidth columns of the scene
   * @param sceneHeight rows of the scene
   * @param tiles at least one
   * @param scores by tile; those that are not a number do not count
   */
  public static ScoreGrid map(
      int sceneWidth, int sceneHeight, List<TileBox> tiles, float[] scores) {
    return map(sceneWidth, sceneHeight, tiles, scores, MEDIAN_SIDE);
  }

  /**
   * The same with another median filter.
   *
   * @param medianSide in sides of the smallest tile; 0 for none
   */
  public static ScoreGrid map(
      int sceneWidth, int sceneHeight, List<TileBox> tiles, float[] scores, double medianSide) {
    ScoreGrid mean = ScoreGrid.average(sceneWidth, sceneHeight, tiles, scores);
    double smallest =
        tiles.stream().mapToInt(t -> Math.min(t.width(), t.height())).min().orElseThrow();
    double cells = medianSide * smallest * mean.columns() / sceneWidth;
    return MedianFilter.filter(mean, (int) Math.round(cells / 2));
  }
}
