package org.kamcl.explorer.api;

import java.nio.file.Path;
import java.util.List;
import org.kamcl.engine.localization.ScoreGrid;
import org.kamcl.error.Problem;

/**
 * Where in a scene a query is seen.
 *
 * @param scene its file
 * @param query its text
 * @param model name of the model
 * @param grid mean cosine similarity of the query and the tiles of the scene, less that of an
 *     average query if the model has a score calibration; noise suppressed
 * @param tiles number of tiles
 * @param tileSides side of the tiles of each size in pixels of the scene, the smallest first
 * @param crs of the scene, such as {@code EPSG:32614}; empty if it is unknown
 * @param warnings about the scene
 */
public record SceneScoreMap(
    Path scene,
    String query,
    String model,
    ScoreGrid grid,
    int tiles,
    List<Integer> tileSides,
    String crs,
    List<Problem> warnings) {

  /** Copies the lists. */
  public SceneScoreMap {
    tileSides = List.copyOf(tileSides);
    warnings = List.copyOf(warnings);
  }
}
