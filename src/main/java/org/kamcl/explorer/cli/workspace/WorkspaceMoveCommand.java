package org.kamcl.explorer.cli.workspace;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.context.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl workspace move}: moves the workspace. */
@Command(
    name = "move",
    description = {
      "Move the workspace to another folder, which is missing or empty. Nothing may use it"
          + " meanwhile.",
      "On the same disk the folder is renamed. To another disk it is copied, compared, used there,"
          + " and then deleted at its old place.",
      "The program remembers the new place, unless --workspace or $KAMCL_WORKSPACE names the old"
          + " one; then name the new one there."
    },
    mixinStandardHelpOptions = true)
public final class WorkspaceMoveCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "DIR", description = "The new folder of the workspace.")
  private Path folder;

  @Mixin private CommonOptions options;

  public WorkspaceMoveCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    Workspace workspace = options.workspace();
    boolean remembered = workspace.care().info().movable();
    WorkspaceReportPrinter.run(
        commandOutput,
        options,
        workspace.moveTo(folder),
        report -> "Moved to " + report.target() + ":");
    if (!remembered) {
      commandOutput.printNote(
          "Name the new place from now on: --workspace "
              + folder.toAbsolutePath().normalize()
              + " or $KAMCL_WORKSPACE.");
    }
    return 0;
  }
}
