package org.kamcl.explorer.localization;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.localization.TileBox;
import org.kamcl.error.Problem;
import org.kamcl.explorer.imagery.SceneFrame;

/**
 * The tiles of a scene with their embeddings.
 *
 * @param vectors by tile, of unit length; null where the tile could not be read
 * @param warnings about the scene and its tiles
 */
record SceneEmbeddings(
    SceneFrame frame, List<TileBox> tiles, float[] @Nullable [] vectors, List<Problem> warnings) {

  /** Cosine similarity of a query and each tile; not a number where the tile could not be read. */
  float[] scores(float[] query) {
    float[] scores = new float[vectors.length];
    for (int i = 0; i < scores.length; i++) {
      float[] vector = vectors[i];
      scores[i] = vector == null ? Float.NaN : dot(query, vector);
    }
    return scores;
  }

  private static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
