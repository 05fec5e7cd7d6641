package org.kamcl.explorer.cli.run;

import org.kamcl.explorer.api.TrainingRuns.StopTime;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.NamedItemCommand;
import org.kamcl.explorer.training.RunIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl runs stop}: ends a run. */
@Command(
    name = "stop",
    description = "End a run. Its best weights so far become its model; it cannot be resumed.",
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
    commonOptions
        .workspace()
        .trainingRuns(RunIndex.NONE)
        .stop(name, afterEpoch ? StopTime.AFTER_EPOCH : StopTime.NOW);
    return Outcome.of(
        "stopping",
        name,
        "\"" + name + "\" stops after the current " + (afterEpoch ? "epoch." : "step."));
  }
}
