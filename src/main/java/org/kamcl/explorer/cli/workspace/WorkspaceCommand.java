package org.kamcl.explorer.cli.workspace;

import picocli.CommandLine.Command;

/** {@code kamcl workspace}: groups the commands on the workspace. */
@Command(
    name = "workspace",
    description = "Show, back up, restore and move the workspace.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      WorkspaceInfoCommand.class,
      WorkspaceBackupCommand.class,
      WorkspaceRestoreCommand.class,
      WorkspaceMoveCommand.class
    })
public final class WorkspaceCommand {}
