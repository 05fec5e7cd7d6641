package org.kamcl.explorer.cli;

import picocli.CommandLine.Command;

/** {@code kamcl collections}: names its subcommands. */
@Command(
    name = "collections",
    description = "List, rename and remove collections of the archive; list files with problems.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CollectionsListCommand.class,
      CollectionsRenameCommand.class,
      CollectionsRemoveCommand.class,
      CollectionsProblemsCommand.class
    })
final class CollectionsCommand {}
