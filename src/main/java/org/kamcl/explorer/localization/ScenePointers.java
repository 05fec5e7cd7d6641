package org.kamcl.explorer.localization;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.kamcl.engine.explain.HeatMap;
import org.kamcl.engine.explain.ImageExplainer;
import org.kamcl.engine.explain.PointingGame.Point;
import org.kamcl.engine.explain.PointingGame.Pointer;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.localization.Region;
import org.kamcl.engine.localization.TileBox;
import org.kamcl.explorer.api.SceneScoreMap;
import org.kamcl.explorer.api.SceneScoreMaps.TileSizes;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.PlannedImage;
import org.kamcl.explorer.imagery.SceneFrame;
import org.kamcl.explorer.imagery.TilingSpec;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;

/**
 * Where the program shows a query in a scene: the peak of the score map, and the tile that a search
 * finds, with its heat map.
 */
public final class ScenePointers {
  private final ScoreMapService maps;
  private final ImageLoader loader;
  private final ModelSource model;

  ScenePointers(ScoreMapService maps, ImageLoader loader, ModelSource model) {
    this.maps = maps;
    this.loader = loader;
    this.model = model;
  }

  /** The pointers of a query in a scene by name; the first is what is shown for a scene. */
  public Map<String, Pointer> of(LocalizationQuery query) {
    Path scene = query.scene();
    Query asked = new Query(List.of(QueryTerm.words(query.text())));
    Map<String, Pointer> pointers = new LinkedHashMap<>();
    pointers.put("scoremap", cancelled -> peak(scene, asked, quiet(cancelled)));
    pointers.put("tile", cancelled -> center(found(scene, asked, cancelled)));
    pointers.put("tile+combined", cancelled -> withinTile(scene, asked, cancelled));
    return pointers;
  }

  private Point peak(Path scene, Query query, JobContext context) {
    SceneScoreMap map = maps.map(scene, query, TileSizes.AUTOMATIC, context);
    Region.Vertex peak = map.grid().peak();
    return new Point(peak.x() / map.grid().sceneWidth(), peak.y() / map.grid().sceneHeight());
  }

  /** A tile of a scene. */
  private record Tile(SceneFrame frame, TileBox box) {
    /**
     * A point of the scene.
     *
     * @param x 0 at the left edge of the tile, 1 at its right edge
     */
    Point at(double x, double y) {
      return new Point(
          (box.x() + x * box.width()) / frame.width(),
          (box.y() + y * box.height()) / frame.height());
    }
  }

  /** The best of the tiles that the scene is indexed as. */
  private Tile found(Path scene, Query query, BooleanSupplier cancelled) {
    SceneFrame frame = loader.inspector().frame(scene);
    List<TileBox> tiles = new ArrayList<>();
    for (PlannedImage image : loader.plan(scene, TilingSpec.DEFAULT, OptionalInt.empty())) {
      TileBounds t = image.tile().orElse(new TileBounds(0, 0, frame.width(), frame.height()));
      tiles.add(new TileBox(t.x(), t.y(), t.width(), t.height(), 0));
    }
    float[] scores = maps.scores(scene, frame, tiles, query, quiet(cancelled));
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      // Tiles that could not be read have no score.
      best = scores[i] > scores[best] || Float.isNaN(scores[best]) ? i : best;
    }
    return new Tile(frame, tiles.get(best));
  }

  private static Point center(Tile tile) {
    return tile.at(0.5, 0.5);
  }

  private Point withinTile(Path scene, Query query, BooleanSupplier cancelled) {
    Tile tile = found(scene, query, cancelled);
    TileBox box = tile.box();
    TileBounds bounds = new TileBounds(box.x(), box.y(), box.width(), box.height());
    RgbImage pixels = loader.read(scene, Optional.of(bounds), ImageLoader.EMBEDDING_SIDE);
    ImageExplainer explainer = new ImageExplainer(model.model());
    HeatMap map =
        explainer.explain(pixels, maps.vector(query), explainer.defaultMethod(), cancelled).total();
    return tile.at((map.peakColumn() + 0.5) / map.width(), (map.peakRow() + 0.5) / map.height());
  }

  private static JobContext quiet(BooleanSupplier cancelled) {
    return new JobContext() {
      @Override
      public void onProgress(ProgressStage stage, long done, long total, String item) {
        // The queries are counted.
      }

      @Override
      public boolean cancelled() {
        return cancelled.getAsBoolean();
      }
    };
  }
}
