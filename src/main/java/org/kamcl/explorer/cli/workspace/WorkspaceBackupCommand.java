package org.kamcl.explorer.cli.workspace;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl workspace backup}: writes a backup. */
@Command(
    name = "backup",
    description = {
      "Write the workspace into one zip file, read it again and compare it.",
      "A backup holds the catalog with the embeddings, the models that you trained or imported, the"
          + " runs with their checkpoints, corpora, evaluations, drafts, settings and your other"
          + " files in the workspace. It does not hold your images, which stay where they are, nor"
          + " caches, which are made again when they are needed.",
      "The window and other commands may use the workspace meanwhile. The file gets its name when"
          + " it is complete."
    },
    mixinStandardHelpOptions = true)
public final class WorkspaceBackupCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "FILE", description = "The backup, such as archive.kamcl-backup.zip.")
  private Path file;

  @Option(names = "--replace", description = "Replace the file if it exists.")
  private boolean replace;

  @Mixin private CommonOptions options;

  public WorkspaceBackupCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    WorkspaceReportPrinter.run(
        commandOutput,
        options,
        options.workspace().care().backup(file, replace),
        report -> "Backed up to " + report.target() + ":");
    return 0;
  }
}
