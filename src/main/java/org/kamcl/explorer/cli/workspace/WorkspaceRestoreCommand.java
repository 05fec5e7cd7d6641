package org.kamcl.explorer.cli.workspace;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.explorer.backup.BackupRestorer;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl workspace restore}: restores a backup. */
@Command(
    name = "restore",
    description = {
      "Restore a backup into the workspace folder if it is missing or empty, or into another"
          + " folder, and compare what was written with the backup.",
      "A backup that was cut short or damaged is refused before anything is changed."
    },
    mixinStandardHelpOptions = true)
public final class WorkspaceRestoreCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "FILE", description = "A file that kamcl workspace backup wrote.")
  private Path file;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description =
          "Restore into this folder, which is missing or empty. Use it with --workspace DIR."
              + " Default: the workspace folder.")
  private Path folder;

  @Option(
      names = "--replace",
      description =
          "Replace the workspace in the folder. It must not be in use, and is deleted when the"
              + " backup is restored completely.")
  private boolean replace;

  @Mixin private CommonOptions options;

  public WorkspaceRestoreCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    Path target = Optional.ofNullable(folder).orElseGet(() -> options.workspace().folder());
    WorkspaceReportPrinter.run(
        commandOutput,
        options,
        new BackupRestorer(file, target, replace),
        report -> "Restored to " + report.target() + ":");
    return 0;
  }
}
