package org.kamcl.explorer.cli.run;

import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.NamedItemCommand;
import org.kamcl.explorer.training.RunIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kamcl runs pause}: pauses a run. */
@Command(
    name = "pause",
    description =
        "Write a checkpoint and end an active run, or take a run out of the queue. Continue it with"
            + " kamcl runs resume or kamcl train --resume.",
    mixinStandardHelpOptions = true)
public final class RunsPauseCommand extends NamedItemCommand {
  @Parameters(paramLabel = "RUN", description = "The run; see kamcl runs list.")
  private String name;

  public RunsPauseCommand(CommandOutput commandOutput) {
    super(commandOutput);
  }

  @Override
  protected Outcome change(CommonOptions commonOptions) {
    commonOptions.workspace().trainingRuns(RunIndex.NONE).pause(name);
    return Outcome.of("pausing", name, "\"" + name + "\" pauses after the current step.");
  }
}
