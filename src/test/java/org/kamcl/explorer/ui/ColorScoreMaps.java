package org.kamcl.explorer.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.localization.ScoreGrid;
import org.kamcl.explorer.api.SceneScoreMap;
import org.kamcl.explorer.api.SceneScoreMaps;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoMesh;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.progress.ProgressStage;

/** Score maps by color: 1 where a scene has the color that the query names, 0 elsewhere. */
final class ColorScoreMaps implements SceneScoreMaps {
  private static final int CELLS = 16;

  private final ColorExplanations.ColorNames names;
  private final Set<Path> embedded = ConcurrentHashMap.newKeySet();
  private Optional<Footprint> place = Optional.empty();

  ColorScoreMaps(ColorExplanations.ColorNames names) {
    this.names = names;
  }

  @Override
  public SceneScoreMap map(Path scene, Query query, TileSizes sizes, JobContext context) {
    RgbImage image = ImageDecoder.decode(scene);
    RgbImage small = ImageResizer.bilinear(image, CELLS, CELLS);
    float[] values = new float[CELLS * CELLS];
    for (int i = 0; i < values.length; i++) {
      context.checkCancelled();
      if (!embedded.contains(scene)) {
        context.onProgress(ProgressStage.IMAGES, i, values.length, scene.toString());
      }
      String color =
          names.of(
              small.sample(i % CELLS, i / CELLS, 0),
              small.sample(i % CELLS, i / CELLS, 1),
              small.sample(i % CELLS, i / CELLS, 2));
      values[i] = QueryWriter.write(query).toLowerCase(Locale.ROOT).contains(color) ? 1 : 0;
    }
    embedded.add(scene);
    ScoreGrid grid = new ScoreGrid(image.width(), image.height(), CELLS, CELLS, values);
    return new SceneScoreMap(
        scene,
        QueryWriter.write(query),
        "colors",
        grid,
        values.length,
        List.of(image.width() / CELLS),
        place.isPresent() ? "EPSG:25832" : "",
        List.of());
  }

  @Override
  public SceneScoreMap map(ImageRecord image, Query query, JobContext context) {
    place = image.footprint();
    return map(image.file(), query, TileSizes.AUTOMATIC, context);
  }

  @Override
  public boolean isEmbedded(ImageRecord image) {
    return embedded.contains(image.file());
  }

  @Override
  public Optional<GeoMesh> place(SceneScoreMap map) {
    return place.flatMap(
        there -> {
          List<GeoPoint> ring = there.ring();
          return GeoMesh.of(
              2, 2, (x, y) -> Optional.of(ring.get(y > 0 ? (x > 0 ? 2 : 3) : (x > 0 ? 1 : 0))));
        });
  }

  @Override
  public void writeGeoTiff(SceneScoreMap map, Path target) {
    write(target, "scores of " + map.query());
  }

  @Override
  public void writeContours(SceneScoreMap map, List<Double> levels, Path target) {
    write(target, "contours of " + map.query() + " at " + levels);
  }

  private static void write(Path target, String text) {
    try {
      Files.writeString(target, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ArgbImage picture(SceneScoreMap map, int side) {
    throw new UnsupportedOperationException();
  }
}
