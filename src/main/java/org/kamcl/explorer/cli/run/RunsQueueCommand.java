package org.kamcl.explorer.cli.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.kamcl.explorer.api.TrainingRuns.StartTime;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.training.RunIndex;
import org.kamcl.explorer.training.TrainingRunService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl runs queue}: lets runs wait for their turn, and lists those that wait. */
@Command(
    name = "queue",
    description =
        "Let paused or failed runs continue in the background, one after the other; list the runs"
            + " that wait. kamcl runs pause takes a run out of the queue.",
    mixinStandardHelpOptions = true)
public final class RunsQueueCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..*",
      description = "Runs that join the queue; see kamcl runs list.")
  private List<String> names = List.of();

  @Mixin private CommonOptions options;

  public RunsQueueCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    TrainingRunService runs = options.workspace().trainingRuns(RunIndex.NONE);
    names.forEach(name -> runs.resume(name, StartTime.IN_TURN));
    runs.startNext();
    List<RunSummary> waiting = runs.queued();
    List<String> running =
        runs.list().stream()
            .filter(run -> run.state() == RunState.RUNNING)
            .map(RunSummary::name)
            .toList();
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.add("running", array(running));
      json.add("queued", array(waiting.stream().map(RunSummary::name).toList()));
      commandOutput.printJson(json);
      return 0;
    }
    running.forEach(name -> commandOutput.printLine("%-24s running", name));
    waiting.forEach(run -> commandOutput.printLine("%-24s queued", run.name()));
    if (running.isEmpty() && waiting.isEmpty()) {
      commandOutput.printLine("No run is running or waiting.");
    }
    return 0;
  }

  private static JsonArray array(List<String> names) {
    JsonArray array = new JsonArray();
    names.forEach(array::add);
    return array;
  }
}
