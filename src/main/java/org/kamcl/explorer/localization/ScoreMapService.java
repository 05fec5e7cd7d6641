package org.kamcl.explorer.localization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.explain.Cividis;
import org.kamcl.engine.localization.ScoreGrid;
import org.kamcl.engine.localization.ScoreMapMaker;
import org.kamcl.engine.localization.TileBox;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.SceneScoreMap;
import org.kamcl.explorer.api.SceneScoreMaps;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.GeoMesh;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.geo.GeoTiffTags;
import org.kamcl.explorer.geo.Georeference;
import org.kamcl.explorer.geo.MapGrid;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.SceneFrame;
import org.kamcl.explorer.imagery.ScoreMapTiffWriter;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.index.SceneTileEncoder;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.file.ResultCache;

/** Makes score maps with the model that searches. Keeps the embeddings of scenes. */
public final class ScoreMapService implements SceneScoreMaps {
  private static final long CACHE_BYTES = 256L << 20;

  /** Larger scenes take seconds to be recognized by their content. */
  private static final long QUICK_BYTES = 256L << 20;

  /** Points along each side of the mesh that places a scene; between them it is straight. */
  private static final int MESH = 33;

  private static final Pattern EPSG = Pattern.compile("EPSG:(\\d{1,9})");

  private final ModelSource model;
  private final ImageLoader loader;
  private final Function<Query, float[]> queryVectors;
  private final Supplier<Optional<float[]>> meanQuery;
  private final Function<String, BandRendering> renderings;
  private final ScenePlanner planner;
  private final SceneTileEncoder encoder;
  private final SceneCache cache = new SceneCache(CACHE_BYTES);
  private final SceneStore store;

  /**
   * @param model that embeds the tiles
   * @param loader of the scenes
   * @param queryVectors the vector of a query, of unit length, as the search encodes it
   * @param meanQuery what all queries have in common, if the model knows; the similarity with it
   *     says how much a tile looks like anything that has a name, and is subtracted
   * @param renderings band rendering of a collection, by its name
   * @param results keeps the embeddings of scenes
   */
  public ScoreMapService(
      ModelSource model,
      ImageLoader loader,
      Function<Query, float[]> queryVectors,
      Supplier<Optional<float[]>> meanQuery,
      Function<String, BandRendering> renderings,
      ResultCache results) {
    this.model = model;
    this.loader = loader;
    this.queryVectors = queryVectors;
    this.meanQuery = meanQuery;
    this.renderings = renderings;
    this.planner = new ScenePlanner(loader);
    this.encoder = new SceneTileEncoder(loader, model);
    this.store = new SceneStore(results);
  }

  /** What the embeddings of the tiles of a scene depend on. */
  private record Key(
      Object file, String model, BandRendering rendering, OptionalInt epsg, Object tiles) {}

  @Override
  public SceneScoreMap map(Path scene, Query query, TileSizes sizes, JobContext context) {
    return map(scene, query, sizes, BandRendering.DEFAULT, OptionalInt.empty(), context);
  }

  @Override
  public SceneScoreMap map(ImageRecord image, Query query, JobContext context) {
    BandRendering rendering = renderings.apply(image.collection());
    OptionalInt epsg = epsg(image.crs());
    return map(image.file(), query, TileSizes.AUTOMATIC, rendering, epsg, context);
  }

  @Override
  public boolean isEmbedded(ImageRecord image) {
    BandRendering rendering = renderings.apply(image.collection());
    OptionalInt epsg = epsg(image.crs());
    Key key = key(image.file(), rendering, epsg, TileSizes.AUTOMATIC);
    return cache.get(key).isPresent() || restore(key, image.file(), epsg);
  }

  /** Takes the embeddings of an earlier start of the program into memory, if there are any. */
  private boolean restore(Key key, Path scene, OptionalInt epsg) {
    try {
      if (Files.size(scene) > QUICK_BYTES) {
        return false;
      }
      SceneFrame frame = loader.inspector().frame(scene, epsg);
      if (frame.turned()) {
        return false;
      }
      List<TileBox> tiles = planner.tiles(scene, frame, TileSizes.AUTOMATIC);
      String kept = SceneStore.key(scene, key.model(), key.rendering(), tiles);
      Optional<float[] @Nullable []> known = store.find(kept, tiles.size());
      known.ifPresent(
          vectors -> cache.put(key, new SceneEmbeddings(frame, tiles, vectors, frame.warnings())));
      return known.isPresent();
    } catch (IOException | KamclException e) {
      // Making the map says what is wrong with the scene.
      return false;
    }
  }

  /**
   * The code of a CRS; empty if it has none. The user may have assigned it to a file whose
   * coordinates have no CRS.
   */
  private static OptionalInt epsg(String crs) {
    Matcher code = EPSG.matcher(crs);
    return code.matches() ? OptionalInt.of(Integer.parseInt(code.group(1))) : OptionalInt.empty();
  }

  private SceneScoreMap map(
      Path scene,
      Query query,
      TileSizes sizes,
      BandRendering rendering,
      OptionalInt epsg,
      JobContext context) {
    // First, so that a query that cannot be encoded is refused at once.
    float[] vector = lessCommon(queryVectors.apply(query));
    SceneEmbeddings embeddings = embeddings(scene, sizes, rendering, epsg, context);
    SceneFrame frame = embeddings.frame();
    ScoreGrid grid =
        ScoreMapMaker.map(
            frame.width(), frame.height(), embeddings.tiles(), embeddings.scores(vector));
    return new SceneScoreMap(
        scene,
        QueryWriter.write(query),
        model.id().name(),
        grid,
        embeddings.tiles().size(),
        sides(embeddings.tiles()),
        frame.georeference().map(Georeference::crs).orElse(""),
        embeddings.warnings());
  }

  private float[] lessCommon(float[] query) {
    Optional<float[]> common = meanQuery.get();
    float[] rest = query.clone();
    for (int i = 0; i < rest.length && common.isPresent(); i++) {
      rest[i] -= common.get()[i];
    }
    return rest;
  }

  private static List<Integer> sides(List<TileBox> tiles) {
    return tiles.stream()
        .mapToInt(TileBox::scale)
        .distinct()
        .map(
            scale ->
                tiles.stream()
                    .filter(t -> t.scale() == scale)
                    .mapToInt(t -> Math.min(t.width(), t.height()))
                    .findFirst()
                    .orElseThrow())
        .boxed()
        .toList();
  }

  private SceneEmbeddings embeddings(
      Path scene, TileSizes sizes, BandRendering rendering, OptionalInt epsg, JobContext context) {
    Key key = key(scene, rendering, epsg, sizes);
    Optional<SceneEmbeddings> known = cache.get(key);
    if (known.isPresent()) {
      return known.get();
    }
    SceneFrame frame = loader.inspector().frame(scene, epsg);
    if (frame.turned()) {
      throw new KamclException(LocalizationFileError.TURNED_BY_CAMERA, scene);
    }
    List<TileBox> tiles = planner.tiles(scene, frame, sizes);
    return kept(key, scene, frame, tiles, rendering, context);
  }

  /** Scores of given tiles, with the default band rendering. */
  float[] scores(
      Path scene, SceneFrame frame, List<TileBox> tiles, Query query, JobContext context) {
    float[] vector = queryVectors.apply(query);
    Key key = key(scene, BandRendering.DEFAULT, OptionalInt.empty(), List.copyOf(tiles));
    Optional<SceneEmbeddings> known = cache.get(key);
    return known
        .orElseGet(() -> kept(key, scene, frame, tiles, BandRendering.DEFAULT, context))
        .scores(vector);
  }

  /** The vector of a query, of unit length. */
  float[] vector(Query query) {
    return queryVectors.apply(query);
  }

  /** Where the program shows queries in scenes. */
  public ScenePointers pointers() {
    return new ScenePointers(this, loader, model);
  }

  /** Evaluates the maps on queries whose regions are known. */
  public LocalizationEvaluator evaluator() {
    return new LocalizationEvaluator(this, loader);
  }

  private Key key(Path scene, BandRendering rendering, OptionalInt epsg, Object tiles) {
    Object state = ImageLoader.state(scene.toAbsolutePath());
    return new Key(state, model.id().hash(), rendering, epsg, tiles);
  }

  /** The frame of the scene of a map, in the CRS of the map. */
  private SceneFrame frame(SceneScoreMap map) {
    return loader.inspector().frame(map.scene(), epsg(map.crs()));
  }

  @Override
  public Optional<GeoMesh> place(SceneScoreMap map) {
    SceneFrame frame = frame(map);
    return frame
        .georeference()
        .flatMap(
            there ->
                GeoMesh.of(
                    MESH, MESH, (x, y) -> there.toWgs84(x * frame.width(), y * frame.height())));
  }

  /** The embeddings of an earlier start of the program, or new ones. */
  private SceneEmbeddings kept(
      Key key,
      Path scene,
      SceneFrame frame,
      List<TileBox> tiles,
      BandRendering rendering,
      JobContext context) {
    String kept = SceneStore.key(scene, model.id().hash(), rendering, tiles);
    Optional<float[] @Nullable []> known = store.find(kept, tiles.size());
    SceneEmbeddings embeddings =
        known.isPresent()
            ? new SceneEmbeddings(frame, tiles, known.get(), frame.warnings())
            : embed(key, kept, scene, frame, tiles, context);
    cache.put(key, embeddings);
    return embeddings;
  }

  private SceneEmbeddings embed(
      Key key, String kept, Path scene, SceneFrame frame, List<TileBox> tiles, JobContext context) {
    List<TileBounds> bounds =
        tiles.stream().map(t -> new TileBounds(t.x(), t.y(), t.width(), t.height())).toList();
    SceneTileEncoder.Result result = encoder.embed(scene, bounds, key.rendering(), context);
    List<Problem> warnings = new ArrayList<>(frame.warnings());
    if (result.firstProblem().isPresent()) {
      warnings.add(skipped(scene, result.vectors(), result.firstProblem().get()));
    } else if (key.file().equals(ImageLoader.state(scene.toAbsolutePath()))) {
      // Else it changed while it was read, and is not what its hash says.
      store.keep(kept, result.vectors());
    }
    return new SceneEmbeddings(frame, tiles, result.vectors(), List.copyOf(warnings));
  }

  private static Problem skipped(Path scene, float[][] vectors, Problem first) {
    long missing = Arrays.stream(vectors).filter(Objects::isNull).count();
    if (missing == vectors.length) {
      throw new KamclException(LocalizationFileError.SCENE_UNREADABLE, scene, first);
    }
    return Problem.of(LocalizationFileError.TILES_SKIPPED, scene, missing, first);
  }

  @Override
  public void writeGeoTiff(SceneScoreMap map, Path target) {
    Optional<GeoTiffTags> tags = tags(map.scene(), frame(map));
    try {
      ScoreMapTiffWriter.write(map.grid(), tags, target);
    } catch (IOException e) {
      throw new KamclException(
          e, LocalizationFileError.WRITE_FAILED, target, String.valueOf(e.getMessage()));
    }
  }

  /** The tags of the map of a scene; empty for a scene without coordinates. */
  private static Optional<GeoTiffTags> tags(Path scene, SceneFrame frame) {
    if (frame.georeference().isEmpty()) {
      return Optional.empty();
    }
    MapGrid grid =
        frame.grid().orElseThrow(() -> new KamclException(LocalizationFileError.NOT_AFFINE, scene));
    return Optional.of(
        grid.tags()
            .orElseThrow(
                () ->
                    new KamclException(LocalizationFileError.CRS_NOT_WRITABLE, scene, grid.crs())));
  }

  @Override
  public void writeContours(SceneScoreMap map, List<Double> levels, Path target) {
    ContourFile.write(map, frame(map), levels, target);
  }

  @Override
  public ArgbImage picture(SceneScoreMap map, int side) {
    ScoreGrid grid = map.grid();
    double scale = (double) side / Math.max(grid.sceneWidth(), grid.sceneHeight());
    int width = (int) Math.max(1, Math.round(grid.sceneWidth() * Math.min(1, scale)));
    int height = (int) Math.max(1, Math.round(grid.sceneHeight() * Math.min(1, scale)));
    ScoreGrid.Range range = grid.range();
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float value =
            grid.at((x + 0.5) * grid.sceneWidth() / width, (y + 0.5) * grid.sceneHeight() / height);
        argb[y * width + x] = Float.isNaN(value) ? 0 : Cividis.argb(range.share(value));
      }
    }
    return new ArgbImage(width, height, argb);
  }
}
