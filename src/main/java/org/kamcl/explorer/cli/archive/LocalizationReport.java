package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.kamcl.engine.localization.LocalizationFigures;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.SceneScoreMaps.TileSizes;
import org.kamcl.explorer.cli.common.CommandError;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.JobProgressPrinter;
import org.kamcl.explorer.cli.common.ProgressSubject;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.localization.LocalizationEvaluator;
import org.kamcl.explorer.localization.LocalizationQuery;
import org.kamcl.explorer.localization.LocalizationResult;

/** {@code kamcl localize --evaluate}: evaluates score maps and prints the figures. */
final class LocalizationReport {
  private final CommandOutput commandOutput;
  private final boolean json;

  LocalizationReport(CommandOutput commandOutput, boolean json) {
    this.commandOutput = commandOutput;
    this.json = json;
  }

  void evaluate(
      Supplier<ExplorerContext> services,
      Path folder,
      String split,
      String methodName,
      TileSizes sizes) {
    LocalizationEvaluator.Method method = method(methodName);
    if (method == LocalizationEvaluator.Method.PUBLISHED
        && !sizes.sides().isEmpty()
        && !sizes.inPixels()) {
      throw new KamclException(ArchiveCommandError.PUBLISHED_IN_METERS);
    }
    LocalizationResult result;
    String model;
    try (ExplorerContext context = services.get();
        JobProgressPrinter progress =
            new JobProgressPrinter(commandOutput, ProgressSubject.QUERIES)) {
      LocalizationEvaluator evaluator = context.scoreMaps().evaluator();
      List<LocalizationQuery> queries = chosen(evaluator.read(folder), split);
      result = evaluator.evaluate(queries, method, sizes, progress);
      model = context.modelName();
    }
    if (json) {
      commandOutput.printJson(document(result, folder, split, methodName, model));
    } else {
      print(result, methodName, model);
    }
  }

  private static LocalizationEvaluator.Method method(String text) {
    return Arrays.stream(LocalizationEvaluator.Method.values())
        .filter(known -> known.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new KamclException(
                    ArchiveCommandError.UNKNOWN_METHOD, text, List.of("own", "published")));
  }

  private static List<LocalizationQuery> chosen(List<LocalizationQuery> queries, String split) {
    if (split == null) {
      return queries;
    }
    List<LocalizationQuery> some = queries.stream().filter(q -> q.split().equals(split)).toList();
    if (some.isEmpty()) {
      List<String> splits = queries.stream().map(LocalizationQuery::split).distinct().toList();
      throw new KamclException(CommandError.EMPTY_SPLIT, split, splits, "--split");
    }
    return some;
  }

  private void print(LocalizationResult result, String method, String model) {
    commandOutput.printLine("%7s %7s %7s %7s", "Rsu", "Ras", "Rda", "Rmi");
    for (LocalizationResult.Scored one : result.queries()) {
      print(one.figures(), one.query().scene().getFileName() + ": " + one.query().text());
    }
    print(
        result.mean(),
        String.format(
            Locale.ROOT,
            "mean of %d queries  (method %s, model %s, %.1f s)",
            result.queries().size(),
            method.toLowerCase(Locale.ROOT),
            model,
            result.seconds()));
    long single = result.queries().stream().filter(LocalizationResult.Scored::singleCenter).count();
    if (single > 0) {
      commandOutput.printNote(
          String.format(
              Locale.ROOT,
              "Maps of %d queries are smaller than 1,000 pixels, so they have one attention center"
                  + " at most.",
              single));
    }
  }

  private void print(LocalizationFigures f, String label) {
    commandOutput.printLine(
        "%7.4f %7.4f %7.4f %7.4f  %s", f.rsu(), f.ras(), f.rda(), f.rmi(), label);
  }

  private static JsonObject document(
      LocalizationResult result, Path folder, String split, String method, String model) {
    JsonObject json = new JsonObject();
    json.addProperty("folder", folder.toString());
    json.addProperty("split", split);
    json.addProperty("method", method.toLowerCase(Locale.ROOT));
    json.addProperty("model", model);
    json.addProperty("seconds", result.seconds());
    json.add("mean", figures(result.mean()));
    JsonArray queries = new JsonArray();
    for (LocalizationResult.Scored one : result.queries()) {
      JsonObject query = new JsonObject();
      query.addProperty("scene", one.query().scene().toString());
      query.addProperty("query", one.query().text());
      query.addProperty("regions", one.query().regions().size());
      query.addProperty("singleCenter", one.singleCenter());
      figures(one.figures()).entrySet().forEach(e -> query.add(e.getKey(), e.getValue()));
      queries.add(query);
    }
    json.add("queries", queries);
    return json;
  }

  private static JsonObject figures(LocalizationFigures f) {
    JsonObject json = new JsonObject();
    json.addProperty("rsu", f.rsu());
    json.addProperty("ras", f.ras());
    json.addProperty("rda", f.rda());
    json.addProperty("rmi", f.rmi());
    return json;
  }
}
