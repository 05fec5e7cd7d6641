package org.kamcl.explorer.cli.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluations.Stored;
import org.kamcl.explorer.api.Evaluations.Summary;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.ProblemJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kamcl evaluations list}: lists the stored evaluations. */
@Command(
    name = "list",
    description = "List the evaluations of the workspace, the newest first.",
    mixinStandardHelpOptions = true)
public final class EvaluationsListCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final CommandOutput commandOutput;
  @Mixin private CommonOptions options;

  public EvaluationsListCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    Stored stored = StoredEvaluations.open(options, DeviceChoice.CPU).stored();
    if (options.json()) {
      printJson(stored);
      return 0;
    }
    if (stored.evaluations().isEmpty() && stored.unreadable().isEmpty()) {
      commandOutput.printLine("No evaluations. Evaluate a model: kamcl evaluate CORPUS");
      return 0;
    }
    commandOutput.printLine(
        "%-24s %-16s %6s %16s  %-16s %s", "id", "time", "mR", "95 % interval", "model", "corpus");
    stored.evaluations().forEach(this::print);
    stored
        .unreadable()
        .forEach(
            one -> {
              commandOutput.printLine("%-24s %s", one.id(), "damaged");
              commandOutput.printWarning(one.problem());
            });
    return 0;
  }

  private void print(Summary one) {
    Evaluation.Setting setting = one.setting();
    commandOutput.printLine(
        "%-24s %-16s %6.2f %16s  %-16s %s, split %s (%,d images)",
        one.id(),
        TIME.format(setting.time().atZone(ZoneId.systemDefault())),
        one.meanRecall(),
        String.format(Locale.ROOT, "%.2f to %.2f", one.interval().low(), one.interval().high()),
        setting.model(),
        setting.corpus(),
        setting.split(),
        one.images());
  }

  private void printJson(Stored stored) {
    JsonArray all = new JsonArray();
    for (Summary one : stored.evaluations()) {
      Evaluation.Setting setting = one.setting();
      JsonObject json = new JsonObject();
      json.addProperty("id", one.id());
      json.addProperty("time", setting.time().toString());
      json.addProperty("model", setting.model());
      json.addProperty("imageSize", setting.imageSize());
      json.addProperty("corpus", setting.corpus());
      json.addProperty("location", setting.location().toString());
      json.addProperty("split", setting.split());
      json.addProperty("images", one.images());
      json.addProperty("captions", one.captions());
      json.addProperty("meanRecall", one.meanRecall());
      json.add("meanRecallInterval", EvaluationDocument.interval(one.interval()));
      all.add(json);
    }
    JsonArray unreadable = new JsonArray();
    stored
        .unreadable()
        .forEach(
            one -> {
              JsonObject json = ProblemJson.of(one.problem());
              json.addProperty("id", one.id());
              unreadable.add(json);
            });
    JsonObject document = new JsonObject();
    document.add("evaluations", all);
    document.add("unreadable", unreadable);
    commandOutput.printJson(document);
  }
}
