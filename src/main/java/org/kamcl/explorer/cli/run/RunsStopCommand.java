package org.kamcl.explorer.cli.run;

import org.kamcl.explorer.api.TrainingRuns.StopTime;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.NamedItemCommand;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.training.RunIndex;
import org.kamcl.explorer.training.TrainingRunService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl runs stop}: ends a run. */
@Command(
    name = "stop",
    description =
        "End a run, running or paused. The weights of its best epoch become its model; it cannot be"
            + " resumed.",
    mixinStandardHelpOptions = true)
public final class RunsStopCommand extends NamedItemCommand {
  @Option(
      names = "--after-epoch",
      description = "End the run after the validation of the present epoch, not after the step.")
  private boolean afterEpoch;

  @Parameters(paramLabel = "RUN", description = "The run; see kamcl runs list.")
  private String name;

  public RunsStopCommand(CommandOutput commandOutput) {
    super(commandOutput);
  }

  @Override
  protected Outcome change(CommonOptions commonOptions) {
    TrainingRunService runs = commonOptions.workspace().trainingRuns(RunIndex.NONE);
    boolean running = runs.find(name).state() == RunState.RUNNING;
    runs.stop(name, afterEpoch ? StopTime.AFTER_EPOCH : StopTime.NOW);
    RunSummary after = runs.find(name);
    if (after.state() == RunState.STOPPED) {
      return Outcome.of("stopped", name, "\"" + name + "\" is stopped.");
    }
    String said =
        running
            ? "stops after the current " + (afterEpoch ? "epoch." : "step.")
            : "is being stopped; its model is stored.";
    return Outcome.of("stopping", name, "\"" + name + "\" " + said);
  }
}
