package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.engine.localization.Region;
import org.kamcl.engine.localization.ScoreGrid;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.SceneScoreMap;
import org.kamcl.explorer.api.SceneScoreMaps.TileSizes;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.JobProgressPrinter;
import org.kamcl.explorer.cli.common.ModelOption;
import org.kamcl.explorer.cli.common.ProblemJson;
import org.kamcl.explorer.cli.common.ProgressSubject;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.query.QueryParser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl localize}: shows where in a scene a query is seen. */
@Command(
    name = "localize",
    description = "Show where in a scene a query is seen, as a score map.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A score map has, at each pixel of the scene, the mean cosine similarity of the query and the"
          + " tiles around the pixel, less that of an average query, with noise suppressed.",
      "--evaluate compares score maps with polygons by the published metrics Rsu, Ras, Rda and Rmi."
          + " DIR contains GeoJSON files with queries beside the scenes, or anno.json and images.",
      "Examples: kamcl localize harbor.tif \"boats beside a pier\" --out map.tif",
      "          kamcl localize harbor.tif boats --contours boats.geojson --levels 0.6,0.8",
      "          kamcl localize --evaluate sample-data/scenes"
    })
public final class LocalizeCommand implements Callable<Integer> {
  private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)(m|px)");
  private static final double MIN_PIXELS = 16;
  private static final double MAX_SIZE = 1e6;

  private final CommandOutput commandOutput;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SCENE",
      description = "An image file; it need not be in the archive.")
  private Path scene;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "QUERY",
      description = "A query as for kamcl search.")
  private String query;

  @Option(
      names = "--out",
      paramLabel = "FILE.tif",
      description =
          "Write the score map to this file: a float GeoTIFF with the pixels and the coordinate"
              + " reference system of the scene.")
  private Path out;

  @Option(
      names = "--contours",
      paramLabel = "FILE.geojson",
      description = "Write the outlines of the places with the highest scores to this file.")
  private Path contours;

  @Option(
      names = "--levels",
      paramLabel = "SHARES",
      split = ",",
      description =
          "Levels of the contours, as shares of the range from the lowest to the highest score."
              + " Default: 0.5,0.7,0.9.")
  private List<Double> levels = List.of(0.5, 0.7, 0.9);

  @Option(
      names = "--tile-sizes",
      paramLabel = "SIZES",
      description =
          "Sides of the tiles, for example 150m,300m,600m or 128px,256px. Default: three sizes from"
              + " 150 m, or 128 pixels where the ground scale is not known.")
  private String tileSizes;

  @Option(
      names = "--evaluate",
      paramLabel = "DIR",
      description = "Compare score maps with the polygons of the queries in this folder.")
  private Path folder;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description = "With --evaluate, use only the queries of this split. Default: all.")
  private String split;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description =
          "With --evaluate, how maps are made: own, or published for the published way. Default:"
              + " own.")
  private String method = "own";

  @Mixin private ModelOption model;
  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  public LocalizeCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    if (folder != null ? scene != null || out != null || contours != null : query == null) {
      throw new KamclException(ArchiveCommandError.LOCALIZE_WHAT);
    }
    for (double level : levels) {
      if (!(level > 0 && level < 1)) {
        throw new KamclException(ArchiveCommandError.INVALID_LEVEL, level);
      }
    }
    TileSizes sizes = sizes();
    if (folder != null) {
      new LocalizationReport(commandOutput, options.json())
          .evaluate(() -> model.open(options, device), folder, split, method, sizes);
    } else {
      localize(sizes);
    }
    return 0;
  }

  private TileSizes sizes() {
    if (tileSizes == null) {
      return TileSizes.AUTOMATIC;
    }
    List<Double> sides = new ArrayList<>();
    String unit = "";
    for (String part : tileSizes.split(",", -1)) {
      Matcher m = SIZE.matcher(part.strip().toLowerCase(Locale.ROOT));
      if (!m.matches() || (!unit.isEmpty() && !unit.equals(m.group(2)))) {
        throw new KamclException(ArchiveCommandError.INVALID_TILE_SIZES, tileSizes);
      }
      unit = m.group(2);
      double side = Double.parseDouble(m.group(1));
      if (!(side >= (unit.equals("px") ? MIN_PIXELS : 1) && side <= MAX_SIZE)) {
        throw new KamclException(ArchiveCommandError.INVALID_TILE_SIZES, tileSizes);
      }
      sides.add(side);
    }
    return new TileSizes(sides, unit.equals("px"));
  }

  private void localize(TileSizes sizes) {
    SceneScoreMap map;
    try (ExplorerContext context = model.open(options, device)) {
      try (JobProgressPrinter progress =
          new JobProgressPrinter(commandOutput, ProgressSubject.TILES)) {
        map = context.scoreMaps().map(scene, QueryParser.parse(query), sizes, progress);
      }
      if (out != null) {
        context.scoreMaps().writeGeoTiff(map, out);
      }
      if (contours != null) {
        context.scoreMaps().writeContours(map, levels, contours);
      }
    }
    if (options.json()) {
      commandOutput.printJson(json(map));
      return;
    }
    map.warnings().forEach(commandOutput::printWarning);
    ScoreGrid.Range range = map.grid().range();
    Region.Vertex peak = map.grid().peak();
    commandOutput.printLine(
        "scores %.4f to %.4f, highest at column %.0f, row %.0f  (model %s)",
        range.low(), range.high(), peak.x(), peak.y(), map.model());
    commandOutput.printLine("%,d tiles of %s pixels", map.tiles(), sides(map));
    if (out != null) {
      commandOutput.printLine("score map: %s", out);
    }
    if (contours != null) {
      commandOutput.printLine("contours: %s", contours);
    }
  }

  private static String sides(SceneScoreMap map) {
    return String.join(", ", map.tileSides().stream().map(String::valueOf).toList());
  }

  private JsonObject json(SceneScoreMap map) {
    JsonObject json = new JsonObject();
    json.addProperty("scene", scene.toString());
    json.addProperty("query", query);
    json.addProperty("model", map.model());
    json.addProperty("width", map.grid().sceneWidth());
    json.addProperty("height", map.grid().sceneHeight());
    json.addProperty("crs", map.crs().isEmpty() ? null : map.crs());
    json.addProperty("tiles", map.tiles());
    JsonArray sides = new JsonArray();
    map.tileSides().forEach(sides::add);
    json.add("tileSides", sides);
    ScoreGrid.Range range = map.grid().range();
    json.addProperty("lowest", range.low());
    json.addProperty("highest", range.high());
    Region.Vertex peak = map.grid().peak();
    JsonObject place = new JsonObject();
    place.addProperty("column", peak.x());
    place.addProperty("row", peak.y());
    json.add("highestAt", place);
    json.addProperty("out", out == null ? null : out.toString());
    json.addProperty("contours", contours == null ? null : contours.toString());
    JsonArray warnings = new JsonArray();
    map.warnings().forEach(warning -> warnings.add(ProblemJson.of(warning)));
    json.add("warnings", warnings);
    return json;
  }
}
