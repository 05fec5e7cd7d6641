package org.kamcl.explorer.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.GeoMesh;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.job.JobContext;

/**
 * Makes score maps of scenes: where in a scene a query is seen. The first query on a scene embeds
 * its tiles, which takes a while; further queries reuse the embeddings. Blocking; call from any
 * thread but the JavaFX thread.
 */
public interface SceneScoreMaps {
  /** The shorter side of an image must have at least so many pixels: less is not a scene. */
  int LEAST_SIDE = 256;

  /**
   * The map of a file, which need not be in the archive.
   *
   * @param context receives the number of embedded tiles
   * @throws org.kamcl.error.KamclException if the query has no included term, the model knows none
   *     of its words, or the scene cannot be read
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  SceneScoreMap map(Path scene, Query query, TileSizes sizes, JobContext context);

  /**
   * The map of the whole scene that an image of the archive is or is a tile of, with the band
   * rendering of its collection.
   *
   * @param context receives the number of embedded tiles
   * @throws org.kamcl.error.KamclException as above
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  SceneScoreMap map(ImageRecord image, Query query, JobContext context);

  /**
   * Whether the embeddings of the scene of an image are kept, so that a map takes a moment only.
   *
   * @throws org.kamcl.error.KamclException if there is no model
   */
  boolean isEmbedded(ImageRecord image);

  /**
   * Where a scene is on the earth, by its CRS.
   *
   * @return empty if it has no coordinates, or an unknown CRS
   * @throws org.kamcl.error.KamclException if the scene cannot be read
   */
  Optional<GeoMesh> place(SceneScoreMap map);

  /**
   * Writes a map as a float GeoTIFF with the pixels and the CRS of its scene; as a plain TIFF for a
   * scene without coordinates.
   *
   * @throws org.kamcl.error.KamclException if the CRS or the transform of the scene has no form in
   *     GeoTIFF, or the file cannot be written
   */
  void writeGeoTiff(SceneScoreMap map, Path target);

  /**
   * Writes the outlines of the parts of a map above some levels as GeoJSON, in longitude and
   * latitude as the format demands (RFC 7946).
   *
   * @param levels shares of the range from the least to the greatest score, above 0 and below 1
   * @throws org.kamcl.error.KamclException if the scene has no coordinates, or the file cannot be
   *     written
   */
  void writeContours(SceneScoreMap map, List<Double> levels, Path target);

  /**
   * A map as a picture, to be drawn over its scene; transparent where the scene has no data.
   *
   * @param side maximum width and height, pixels
   */
  ArgbImage picture(SceneScoreMap map, int side);

  /**
   * Sides of the tiles that a scene is divided into.
   *
   * @param sides one per size; empty to choose them by the ground sample distance
   * @param inPixels whether they are in pixels of the scene, not in meters
   */
  record TileSizes(List<Double> sides, boolean inPixels) {
    /** Sizes by the ground sample distance. */
    public static final TileSizes AUTOMATIC = new TileSizes(List.of(), false);

    /** Copies the sides. */
    public TileSizes {
      sides = List.copyOf(sides);
    }
  }
}
