package org.kamcl.explorer.cli.run;

import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.NamedItemCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kamcl runs stop}: ends a run. */
@Command(
    name = "stop",
    description = "End a run. Its best weights so far become its model; it cannot be resumed.",
    mixinStandardHelpOptions = true)
public final class RunsStopCommand extends NamedItemCommand {
  @Parameters(paramLabel = "RUN", description = "The run; see kamcl runs list.")
  private String name;

  public RunsStopCommand(CommandOutput commandOutput) {
    super(commandOutput);
  }

  @Override
  protected Outcome change(CommonOptions commonOptions) {
    commonOptions.workspace().runs().find(name).requestStop(true);
    return Outcome.of("stopping", name, "\"" + name + "\" stops after the current step.");
  }
}
