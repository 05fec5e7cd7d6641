package org.kamcl.explorer.cli.run;

import org.kamcl.explorer.api.TrainingRuns.StartTime;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.NamedItemCommand;
import org.kamcl.explorer.training.RunIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kamcl runs resume}: continues a run in the background. */
@Command(
    name = "resume",
    description =
        "Continue a paused or failed run in the background, beside other runs."
            + " kamcl train --resume continues it in the terminal.",
    mixinStandardHelpOptions = true)
public final class RunsResumeCommand extends NamedItemCommand {
  @Parameters(paramLabel = "RUN", description = "The run; see kamcl runs list.")
  private String name;

  public RunsResumeCommand(CommandOutput commandOutput) {
    super(commandOutput);
  }

  @Override
  protected Outcome change(CommonOptions commonOptions) {
    commonOptions.workspace().trainingRuns(RunIndex.NONE).resume(name, StartTime.NOW);
    return Outcome.of(
        "resumed", name, "\"" + name + "\" continues in the background. See kamcl runs show.");
  }
}
