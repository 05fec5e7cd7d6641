package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kamcl.engine.explain.MeanInterval;
import org.kamcl.engine.explain.PointingGame;
import org.kamcl.engine.explain.PointingGame.DrawnRegion;
import org.kamcl.engine.explain.PointingGame.Question;
import org.kamcl.engine.localization.RegionMask;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.SceneFrame;
import org.kamcl.explorer.localization.LocalizationQuery;

/** The pointing game on scenes whose queries have regions. */
final class PointingGameReport {
  private PointingGameReport() {}

  /** Whether a folder holds scenes with regions rather than a corpus of captions. */
  static boolean hasRegions(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var files = Files.list(folder)) {
      return files.anyMatch(
          file -> {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            return name.endsWith(".geojson") || name.equals("anno.json");
          });
    } catch (IOException | UncheckedIOException e) {
      // Reading it as a corpus says what is wrong with the folder.
      return false;
    }
  }

  /** The queries of a folder in the layouts of {@code kamcl localize --evaluate}. */
  static List<Question> questions(ExplorerContext context, Path folder) {
    Map<Path, SceneFrame> frames = new HashMap<>();
    ImageLoader loader = new ImageLoader();
    List<Question> questions = new ArrayList<>();
    for (LocalizationQuery query : context.scoreMaps().evaluator().read(folder)) {
      SceneFrame frame =
          frames.computeIfAbsent(query.scene(), scene -> loader.inspector().frame(scene));
      RegionMask mask = RegionMask.of(query.regions(), frame.width(), frame.height());
      questions.add(
          context
              .explanations()
              .question(
                  query.scene(),
                  query.text(),
                  new Region(mask, frame.width(), frame.height()),
                  context.scoreMaps().pointers().of(query)));
    }
    return questions;
  }

  private record Region(RegionMask mask, int width, int height) implements DrawnRegion {
    @Override
    public boolean contains(int x, int y) {
      return mask.contains(x, y);
    }
  }

  static void print(CommandOutput output, PointingGame.Result result) {
    output.printLine("pointing game, %,d queries with regions:", result.questions());
    output.printLine("%-14s %23s   %s", "method", "wins", "first method minus this one");
    for (PointingGame.Method method : result.methods()) {
      MeanInterval wins = method.wins();
      MeanInterval difference = method.difference();
      output.printLine(
          "%-14s %6.3f [%.3f, %.3f]   %+.3f [%+.3f, %+.3f]",
          method.name(),
          wins.mean(),
          wins.low(),
          wins.high(),
          difference.mean(),
          difference.low(),
          difference.high());
    }
  }

  static JsonObject json(PointingGame.Result result) {
    JsonObject json = new JsonObject();
    json.addProperty("queries", result.questions());
    JsonArray methods = new JsonArray();
    for (PointingGame.Method method : result.methods()) {
      JsonObject one = new JsonObject();
      one.addProperty("method", method.name());
      one.add("wins", FaithfulnessPrinter.interval(method.wins()));
      one.add("difference", FaithfulnessPrinter.interval(method.difference()));
      methods.add(one);
    }
    json.add("pointingGame", methods);
    return json;
  }
}
