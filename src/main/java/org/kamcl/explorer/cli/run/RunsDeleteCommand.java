package org.kamcl.explorer.cli.run;

import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.NamedItemCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kamcl runs delete}: deletes a run. */
@Command(
    name = "delete",
    description = "Delete a run that is not active. Its model is kept.",
    mixinStandardHelpOptions = true)
public final class RunsDeleteCommand extends NamedItemCommand {
  @Parameters(paramLabel = "RUN", description = "The run; see kamcl runs list.")
  private String name;

  public RunsDeleteCommand(CommandOutput commandOutput) {
    super(commandOutput);
  }

  @Override
  protected Outcome change(CommonOptions commonOptions) {
    commonOptions.workspace().runs().delete(name);
    return Outcome.of("deleted", name, "Deleted \"" + name + "\".");
  }
}
