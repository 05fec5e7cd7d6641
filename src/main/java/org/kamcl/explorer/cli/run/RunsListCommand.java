package org.kamcl.explorer.cli.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.ProblemJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kamcl runs list}: lists the runs. */
@Command(name = "list", description = "List the training runs.", mixinStandardHelpOptions = true)
public final class RunsListCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Mixin private CommonOptions options;

  public RunsListCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    List<RunFolder> runs = options.workspace().runs().list();
    if (options.json()) {
      JsonArray all = new JsonArray();
      runs.forEach(run -> all.add(summary(run)));
      commandOutput.printJson(all);
      return 0;
    }
    if (runs.isEmpty()) {
      commandOutput.printLine("No runs. Start one: kamcl train CORPUS");
      return 0;
    }
    commandOutput.printLine("%-24s %-10s %7s %7s  %s", "run", "status", "epochs", "mR", "corpus");
    for (RunFolder run : runs) {
      JsonObject one = summary(run);
      if (one.has("problem")) {
        commandOutput.printLine("%-24s %s", run.name(), one.get("problem").getAsString());
      } else {
        commandOutput.printLine(
            "%-24s %-10s %3d/%-3d %7s  %s",
            run.name(),
            one.get("status").getAsString(),
            one.get("epochsDone").getAsInt(),
            one.get("epochs").getAsInt(),
            one.has("meanRecall")
                ? String.format(Locale.ROOT, "%.2f", one.get("meanRecall").getAsDouble())
                : "-",
            one.get("corpus").getAsString());
        run.eventsProblem().ifPresent(commandOutput::printWarning);
      }
    }
    return 0;
  }

  /** Name, corpus, status and progress of a run. */
  static JsonObject summary(RunFolder run) {
    JsonObject json = new JsonObject();
    json.addProperty("name", run.name());
    try {
      json.addProperty("corpus", run.spec().corpus());
      json.addProperty("from", run.spec().from());
      json.addProperty("epochs", run.spec().training().schedule().epochs());
      json.addProperty("status", RunsShowCommand.statusName(run.status()));
      json.addProperty(
          "epochsDone", run.lastEpochEvent().map(e -> e.get("epoch").getAsInt()).orElse(0));
      run.eventsProblem().ifPresent(problem -> json.add("warning", ProblemJson.of(problem)));
      run.bestScore().ifPresent(score -> json.addProperty("meanRecall", score));
    } catch (KamclException e) {
      json.addProperty("problem", e.getMessage());
    }
    return json;
  }
}
