package org.kamcl.explorer.spark;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.bulk.EmbeddingSettings;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.imagery.TilingSpec;
import org.kamcl.explorer.index.FilenameDateParser;
import org.kamcl.explorer.index.IndexRequest;

/**
 * What every task of a job needs to know.
 *
 * @param output URI of the output folder
 * @param run number of the run, from 1
 * @param model name of the model, whose folder every executor gets
 * @param tileSize side of a tile
 * @param inPixels whether it is in pixels; otherwise in meters
 * @param overlap share of a tile that its neighbor covers as well
 * @param gsd ground sample distance to resample to in meters per pixel, or null
 * @param bands bands to show, from 1
 * @param low percentile that becomes black
 * @param high percentile that becomes white
 * @param epsg CRS of files that have coordinates but none, or null
 * @param datePattern pattern of dates in file names, or null
 * @param locations path of a location table that every machine can read, or null
 * @param threads number of tasks that an executor runs at once
 */
record TaskSettings(
    String output,
    int run,
    String model,
    double tileSize,
    boolean inPixels,
    double overlap,
    @Nullable Double gsd,
    List<Integer> bands,
    double low,
    double high,
    @Nullable Integer epsg,
    @Nullable String datePattern,
    @Nullable String locations,
    int threads)
    implements Serializable {
  /**
   * Creates the settings of a run.
   *
   * @param settings of the output folder
   */
  static TaskSettings of(
      String output,
      int run,
      EmbeddingSettings settings,
      @Nullable String datePattern,
      @Nullable String locations,
      int threads) {
    TilingSpec tiling = settings.tiling();
    BandRendering rendering = settings.rendering();
    return new TaskSettings(
        output,
        run,
        settings.model().name(),
        tiling.tileSize(),
        tiling.inPixels(),
        tiling.overlap(),
        tiling.gsd().isPresent() ? tiling.gsd().getAsDouble() : null,
        List.copyOf(rendering.bands()),
        rendering.lowPercentile(),
        rendering.highPercentile(),
        settings.assignedEpsg().orElse(null),
        datePattern,
        locations,
        threads);
  }

  /** The same without the location table, which does not change the number of images. */
  IndexRequest withoutTables() {
    IndexRequest all = request();
    return new IndexRequest(
        all.paths(),
        Optional.empty(),
        all.collection(),
        all.tiling(),
        all.rendering(),
        all.dateParser(),
        all.crs(),
        all.forgetMissing());
  }

  /** The request with which {@code kamcl index} would do the same. */
  IndexRequest request() {
    return new IndexRequest(
        List.of(),
        Optional.ofNullable(locations).map(Path::of),
        Optional.empty(),
        new TilingSpec(
            tileSize,
            inPixels,
            overlap,
            gsd == null ? OptionalDouble.empty() : OptionalDouble.of(gsd)),
        new BandRendering(bands, low, high),
        Optional.ofNullable(datePattern).map(FilenameDateParser::ofPattern),
        Optional.ofNullable(epsg).map(code -> new CrsAssignment(true, OptionalInt.of(code))),
        false);
  }
}
