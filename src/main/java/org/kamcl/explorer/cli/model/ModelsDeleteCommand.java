package org.kamcl.explorer.cli.model;

import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.NamedItemCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kamcl models delete}: deletes a model of the workspace. */
@Command(
    name = "delete",
    description = "Delete a model of the workspace.",
    mixinStandardHelpOptions = true)
public final class ModelsDeleteCommand extends NamedItemCommand {
  @Parameters(paramLabel = "NAME", description = "The model; see kamcl models list.")
  private String name;

  public ModelsDeleteCommand(CommandOutput commandOutput) {
    super(commandOutput);
  }

  @Override
  protected Outcome change(CommonOptions commonOptions) {
    commonOptions.workspace().models().delete(name);
    return Outcome.of("deleted", name, "Deleted \"" + name + "\".");
  }
}
