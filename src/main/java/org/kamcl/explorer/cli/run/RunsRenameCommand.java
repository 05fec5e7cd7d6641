package org.kamcl.explorer.cli.run;

import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.NamedItemCommand;
import org.kamcl.explorer.training.RunIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kamcl runs rename}: changes the title of a run. */
@Command(
    name = "rename",
    description =
        "Change the title of a run, which people see. Folder and model keep the name of the run.",
    mixinStandardHelpOptions = true)
public final class RunsRenameCommand extends NamedItemCommand {
  @Parameters(index = "0", paramLabel = "RUN", description = "The run; see kamcl runs list.")
  private String name;

  @Parameters(index = "1", paramLabel = "TITLE", description = "The title; empty for the name.")
  private String title;

  public RunsRenameCommand(CommandOutput commandOutput) {
    super(commandOutput);
  }

  @Override
  protected Outcome change(CommonOptions commonOptions) {
    commonOptions.workspace().trainingRuns(RunIndex.NONE).rename(name, title);
    return Outcome.of(
        "renamed", name, "The title of \"" + name + "\" is \"" + title.strip() + "\".");
  }
}
