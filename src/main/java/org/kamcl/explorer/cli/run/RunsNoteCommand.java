package org.kamcl.explorer.cli.run;

import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.NamedItemCommand;
import org.kamcl.explorer.training.RunIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kamcl runs note}: changes the note of a run. */
@Command(name = "note", description = "Write a note about a run.", mixinStandardHelpOptions = true)
public final class RunsNoteCommand extends NamedItemCommand {
  @Parameters(index = "0", paramLabel = "RUN", description = "The run; see kamcl runs list.")
  private String name;

  @Parameters(
      index = "1",
      paramLabel = "TEXT",
      description = "The note, which replaces the present one; empty for none.")
  private String text;

  public RunsNoteCommand(CommandOutput commandOutput) {
    super(commandOutput);
  }

  @Override
  protected Outcome change(CommonOptions commonOptions) {
    commonOptions.workspace().trainingRuns(RunIndex.NONE).note(name, text);
    return Outcome.of("noted", name, "The note about \"" + name + "\" is saved.");
  }
}
