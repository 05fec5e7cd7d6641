package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.error.ErrorText;
import org.kamcl.explorer.api.RatedComparison;
import org.kamcl.explorer.api.RatedComparison.RatedQuery;
import org.kamcl.explorer.api.RatedComparison.Unmeasured;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.JobProgressPrinter;
import org.kamcl.explorer.cli.common.ProblemJson;
import org.kamcl.explorer.cli.common.ProgressSubject;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl compare}: compares two models by the hits that people rated. */
@Command(
    name = "compare",
    description = "Compare two models by the hits of the archive that you rated.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Both models must have indexed the archive. For each query with hits rated relevant and hits"
          + " rated not relevant, the command prints how each model orders the rated images"
          + " (average precision, 100 if all relevant ones come first), and the rank of its first"
          + " relevant image among all.",
      "Images without a rating are left out: they count neither as right nor as wrong. Ratings are"
          + " given to hits, and so to images that the model then in use ranked high. To be fair,"
          + " rate the hits of both models.",
      "kamcl evaluate --against compares two models on captions.",
      "Example: kamcl compare remoteclip default"
    })
public final class CompareCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model; see kamcl models list.")
  private String model;

  @Parameters(index = "1", paramLabel = "OTHER", description = "The model to compare it with.")
  private String other;

  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  public CompareCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    Workspace workspace = options.workspace();
    // Before any is loaded, which takes long.
    workspace.models().check(workspace.models().find(model));
    workspace.models().check(workspace.models().find(other));
    RatedComparison found;
    try (ExplorerContext context =
            ExplorerContext.open(workspace, Optional.of(model), device.device());
        JobProgressPrinter progress =
            new JobProgressPrinter(commandOutput, ProgressSubject.QUERIES)) {
      found = context.compareByRatings(model, other).run(progress);
    }
    if (options.json()) {
      commandOutput.printJson(document(found));
    } else {
      print(found);
    }
    return 0;
  }

  private static String points(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private void print(RatedComparison found) {
    for (RatedQuery query : found.queries()) {
      commandOutput.printLine(
          "%5s  %5s  %s (%d relevant, %d not; first relevant at %d and %d)",
          points(query.precision()),
          points(query.otherPrecision()),
          query.query(),
          query.relevant(),
          query.notRelevant(),
          query.rank(),
          query.otherRank());
    }
    if (found.queries().isEmpty()) {
      commandOutput.printLine("No query can be measured.");
    } else {
      commandOutput.printLine(
          "%5s  %5s  mean average precision of %s and %s over %d rated queries",
          points(found.precision()),
          points(found.otherPrecision()),
          found.model(),
          found.other(),
          found.queries().size());
      commandOutput.printLine(difference(found));
    }
    for (Unmeasured one : found.unmeasured()) {
      commandOutput.printNote(
          "not measured: "
              + one.query()
              + ": "
              + ErrorText.of(one.reason(), CommandOutput.locale()));
    }
    if (found.queries().isEmpty()) {
      return;
    }
    commandOutput.printNote(
        String.format(
            Locale.ROOT,
            "%,d rated images; %,d of %,d images are indexed with both models; images without a"
                + " rating are left out",
            found.ratings(),
            found.images(),
            found.all()));
  }

  private static String difference(RatedComparison found) {
    if (found.interval().isEmpty()) {
      return String.format(
          Locale.ROOT,
          "difference %+.1f; at least %d rated queries are needed to tell it from chance",
          100 * found.difference(),
          RatedComparison.LEAST_QUERIES);
    }
    BootstrapInterval range = found.interval().get();
    return String.format(
        Locale.ROOT,
        "difference %+.1f, 95 %% interval %+.1f to %+.1f (paired bootstrap over queries): %s",
        100 * found.difference(),
        100 * range.low(),
        100 * range.high(),
        found.isCertain() ? "not chance" : "may be chance");
  }

  private static JsonObject document(RatedComparison found) {
    JsonObject json = new JsonObject();
    json.addProperty("model", found.model());
    json.addProperty("other", found.other());
    json.addProperty("all", found.all());
    if (!found.queries().isEmpty()) {
      json.addProperty("images", found.images());
      json.addProperty("meanAveragePrecision", found.precision());
      json.addProperty("otherMeanAveragePrecision", found.otherPrecision());
      json.addProperty("difference", found.difference());
    }
    found
        .interval()
        .ifPresent(
            range -> {
              JsonArray ends = new JsonArray();
              ends.add(range.low());
              ends.add(range.high());
              json.add("interval", ends);
            });
    JsonArray queries = new JsonArray();
    for (RatedQuery query : found.queries()) {
      JsonObject one = new JsonObject();
      one.addProperty("query", query.query());
      one.addProperty("relevant", query.relevant());
      one.addProperty("notRelevant", query.notRelevant());
      one.addProperty("averagePrecision", query.precision());
      one.addProperty("otherAveragePrecision", query.otherPrecision());
      one.addProperty("rank", query.rank());
      one.addProperty("otherRank", query.otherRank());
      queries.add(one);
    }
    json.add("queries", queries);
    JsonArray unmeasured = new JsonArray();
    for (Unmeasured one : found.unmeasured()) {
      JsonObject entry = new JsonObject();
      entry.addProperty("query", one.query());
      entry.add("reason", ProblemJson.of(one.reason()));
      unmeasured.add(entry);
    }
    json.add("unmeasured", unmeasured);
    return json;
  }
}
