package org.kamcl.explorer.localization;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.localization.LevelMap;
import org.kamcl.engine.localization.LocalizationError;
import org.kamcl.engine.localization.LocalizationMetrics;
import org.kamcl.engine.localization.PublishedMap;
import org.kamcl.engine.localization.ScoreMapMaker;
import org.kamcl.engine.localization.TileBox;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.SceneScoreMaps.TileSizes;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.SceneFrame;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;

/** Evaluates score maps on queries whose regions are known, by the published metrics. */
public final class LocalizationEvaluator {
  private static final int CENTER_WINDOW = 1_000;
  private static final String GEOJSON = ".geojson";

  private final ScoreMapService maps;
  private final ImageLoader loader;

  LocalizationEvaluator(ScoreMapService maps, ImageLoader loader) {
    this.maps = maps;
    this.loader = loader;
  }

  /** How a score map is made. */
  public enum Method {
    /** As for everything else in the program. */
    OWN,
    /** The published way, for comparison. */
    PUBLISHED
  }

  /**
   * Reads the queries of a folder: {@code anno.json} and images in the layout of the published test
   * set, or GeoJSON files beside scenes.
   *
   * @throws KamclException if there are none, or one cannot be read
   */
  public List<LocalizationQuery> read(Path folder) {
    if (Files.exists(PublishedQueries.file(folder))) {
      return PublishedQueries.read(folder);
    }
    List<Path> scenes = loader.list(folder);
    List<LocalizationQuery> queries = new ArrayList<>();
    for (Path file : geoJsonFiles(folder)) {
      if (GeoJsonQueries.hasQueries(file)) {
        Path scene = scene(file, scenes);
        SceneFrame frame = loader.inspector().frame(scene);
        if (frame.georeference().isEmpty()) {
          throw new KamclException(LocalizationFileError.NO_COORDINATES, scene);
        }
        queries.addAll(
            GeoJsonQueries.read(
                file,
                scene,
                frame
                    .grid()
                    .orElseThrow(
                        () -> new KamclException(LocalizationFileError.NOT_AFFINE, scene))));
      }
    }
    if (queries.isEmpty()) {
      throw new KamclException(LocalizationFileError.NO_QUERIES, folder);
    }
    return queries;
  }

  private static List<Path> geoJsonFiles(Path folder) {
    try (var names = Files.list(folder)) {
      return names
          .filter(Files::isRegularFile)
          .filter(file -> stem(file, GEOJSON).length() < name(file).length())
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new KamclException(e, LocalizationFileError.NO_QUERIES, folder);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** The name of a file without an extension; the whole name if it has another one. */
  private static String stem(Path file, String extension) {
    String name = name(file);
    boolean ends =
        name.regionMatches(
            true,
            Math.max(0, name.length() - extension.length()),
            extension,
            0,
            extension.length());
    return ends ? name.substring(0, name.length() - extension.length()) : name;
  }

  private static Path scene(Path file, List<Path> scenes) {
    String stem = stem(file, GEOJSON);
    return scenes.stream()
        .filter(scene -> scene.getParent() != null && scene.getParent().equals(file.getParent()))
        .filter(
            scene -> {
              String name = name(scene);
              int dot = name.lastIndexOf('.');
              return (dot < 0 ? name : name.substring(0, dot)).equals(stem);
            })
        .findFirst()
        .orElseThrow(() -> new KamclException(LocalizationFileError.SCENE_MISSING, file, stem));
  }

  /**
   * Makes the map of each query and compares it with the regions.
   *
   * @param queries at least one
   * @param sizes of the tiles; for the published way in pixels, or automatic for its own
   * @param context receives the number of queries
   * @throws KamclException if a scene cannot be read, or a region is outside of its scene
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public LocalizationResult evaluate(
      List<LocalizationQuery> queries, Method method, TileSizes sizes, JobContext context) {
    long start = System.nanoTime();
    Map<Path, List<LocalizationQuery>> byScene = new LinkedHashMap<>();
    queries.forEach(q -> byScene.computeIfAbsent(q.scene(), s -> new ArrayList<>()).add(q));
    Map<LocalizationQuery, LocalizationResult.Scored> scored = new LinkedHashMap<>();
    for (List<LocalizationQuery> some : byScene.values()) {
      for (LocalizationQuery query : some) {
        context.checkCancelled();
        scored.put(query, score(query, method, sizes, context));
        context.onProgress(ProgressStage.QUERIES, scored.size(), queries.size(), query.text());
      }
    }
    return new LocalizationResult(
        queries.stream().map(scored::get).toList(), (System.nanoTime() - start) / 1e9);
  }

  private LocalizationResult.Scored score(
      LocalizationQuery query, Method method, TileSizes sizes, JobContext context) {
    Query asked = new Query(List.of(QueryTerm.words(query.text())));
    LevelMap map =
        method == Method.PUBLISHED
            ? published(query.scene(), asked, sizes, quiet(context))
            : maps.map(query.scene(), asked, sizes, quiet(context))
                .grid()
                .levels(ScoreMapMaker.CONTRAST);
    try {
      return new LocalizationResult.Scored(
          query,
          LocalizationMetrics.of(map, query.regions()),
          Math.max(map.width(), map.height()) <= CENTER_WINDOW);
    } catch (KamclException e) {
      if (e.is(LocalizationError.REGION_EMPTY)) {
        throw new KamclException(
            e, LocalizationFileError.REGION_OUTSIDE, query.scene(), query.text());
      }
      throw e;
    }
  }

  private LevelMap published(Path scene, Query query, TileSizes sizes, JobContext context) {
    SceneFrame frame = loader.inspector().frame(scene);
    List<Integer> sides =
        sizes.sides().isEmpty()
            ? PublishedMap.SIZES
            : sizes.sides().stream().map(side -> (int) Math.round(side)).toList();
    List<TileBox> windows = PublishedMap.windows(frame.width(), frame.height(), sides);
    float[] scores = maps.scores(scene, frame, windows, query, context);
    return PublishedMap.map(frame.width(), frame.height(), windows, scores);
  }

  /** Cancels with a context, but reports no tiles to it, which counts queries. */
  private static JobContext quiet(JobContext context) {
    return new JobContext() {
      @Override
      public void onProgress(ProgressStage stage, long done, long total, String item) {
        // The queries are counted.
      }

      @Override
      public boolean cancelled() {
        return context.cancelled();
      }
    };
  }
}
