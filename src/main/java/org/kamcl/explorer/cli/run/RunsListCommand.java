package org.kamcl.explorer.cli.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.error.Problem;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.ProblemJson;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.domain.RunProgress;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
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
    try (ExplorerContext context = options.archive()) {
      print(context.trainingRuns().list());
    }
    return 0;
  }

  private void print(List<RunSummary> runs) {
    if (options.json()) {
      JsonArray all = new JsonArray();
      runs.forEach(run -> all.add(summary(run)));
      commandOutput.printJson(all);
      return;
    }
    if (runs.isEmpty()) {
      commandOutput.printLine("No runs. Start one: kamcl train CORPUS");
      return;
    }
    commandOutput.printLine("%-24s %-10s %7s %7s  %s", "run", "state", "epochs", "mR", "corpus");
    for (RunSummary run : runs) {
      RunProgress progress = run.progress();
      commandOutput.printLine(
          "%-24s %-10s %3d/%-3d %7s  %s",
          run.name(),
          stateName(run.state()),
          progress.epochsDone(),
          progress.epochs(),
          progress.bestMeanRecall().isPresent()
              ? String.format(Locale.ROOT, "%.2f", progress.bestMeanRecall().getAsDouble())
              : "-",
          run.title().equals(run.name())
              ? run.origin().corpus().toString()
              : run.origin().corpus() + "  (" + run.title() + ")");
      run.problem().ifPresent(commandOutput::printWarning);
    }
  }

  /** Name, corpus, state and progress of a run. */
  static JsonObject summary(RunSummary run) {
    JsonObject json = new JsonObject();
    json.addProperty("name", run.name());
    json.addProperty("title", run.title());
    json.addProperty("note", run.note());
    json.addProperty("corpus", run.origin().corpus().toString());
    json.addProperty("from", run.origin().from());
    json.addProperty("version", run.origin().version());
    json.addProperty("dataHash", run.origin().dataHash());
    json.addProperty("command", run.origin().command());
    json.addProperty("epochs", run.progress().epochs());
    json.addProperty("state", stateName(run.state()));
    json.addProperty("status", statusName(run.state()));
    json.addProperty("epochsDone", run.progress().epochsDone());
    json.addProperty("step", run.progress().step());
    run.progress().bestMeanRecall().ifPresent(score -> json.addProperty("meanRecall", score));
    run.model().ifPresent(model -> json.addProperty("model", model));
    Optional<Problem> problem = run.problem();
    problem.ifPresent(
        p -> json.add(run.state() == RunState.FAILED ? "problem" : "warning", ProblemJson.of(p)));
    return json;
  }

  static String stateName(RunState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** The state as versions before the queue named it. */
  private static String statusName(RunState state) {
    return switch (state) {
      case RUNNING -> "running";
      case QUEUED, PAUSED, FAILED -> "resumable";
      case STOPPED -> "stopped";
      case DONE -> "finished";
    };
  }
}
