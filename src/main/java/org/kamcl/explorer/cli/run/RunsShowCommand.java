package org.kamcl.explorer.cli.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.engine.training.run.RunSpec;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.training.RunIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl runs show}: shows a run with its epochs. */
@Command(
    name = "show",
    description = "Show the settings, the epochs and the outcome of a run.",
    mixinStandardHelpOptions = true)
public final class RunsShowCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "RUN", description = "The run; see kamcl runs list.")
  private String name;

  @Mixin private CommonOptions options;

  public RunsShowCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    RunFolder run = options.workspace().runs().find(name);
    RunSpec spec = run.spec();
    RunSummary summary = options.workspace().trainingRuns(RunIndex.NONE).find(name);
    if (options.json()) {
      JsonObject json = RunsListCommand.summary(summary);
      json.add("run", JsonParser.parseString(spec.toJson()));
      JsonArray events = new JsonArray();
      run.events().forEach(events::add);
      json.add("events", events);
      commandOutput.printJson(json);
      return 0;
    }
    commandOutput.printLine("%s: %s", summary.title(), RunsListCommand.stateName(summary.state()));
    if (!summary.note().isEmpty()) {
      commandOutput.printLine("note     %s", summary.note());
    }
    commandOutput.printLine("corpus   %s", spec.corpus());
    commandOutput.printLine("from     %s, seed %d", spec.from(), spec.seed());
    commandOutput.printLine("started  %s with %s", spec.created(), spec.command());
    if (!spec.version().isEmpty()) {
      commandOutput.printLine("version  %s", spec.version());
    }
    commandOutput.printLine("data     %s", spec.corpusSha256());
    summary.problem().ifPresent(commandOutput::printWarning);
    JsonObject last = null;
    for (JsonObject event : run.events()) {
      switch (event.get("event").getAsString()) {
        case "epoch" ->
            commandOutput.printLine("%s", TrainingProgressPrinter.epoch(event, Locale.ENGLISH));
        case "step" -> last = event;
        case "end" -> end(run, event);
        default -> {
          // Not part of the summary.
        }
      }
    }
    if (last != null && summary.state() == RunState.RUNNING) {
      commandOutput.printLine("%s", TrainingProgressPrinter.step(last, Locale.ENGLISH));
    }
    return 0;
  }

  private void end(RunFolder run, JsonObject event) {
    String outcome = event.get("outcome").getAsString();
    if (outcome.equals("failed")) {
      commandOutput.printLine("failed   %s", event.get("message").getAsString());
    } else if (event.has("state")) {
      commandOutput.printLine("state    %s", event.get("state").getAsString());
    }
    if (event.has("model")) {
      commandOutput.printLine(
          "model    %s, weights %s",
          event.get("model").getAsString(), event.get("weights").getAsString());
    } else if (!outcome.equals("stopped")) {
      commandOutput.printLine("resume   kamcl train --resume %s", run.name());
    }
  }
}
