package org.kamcl.explorer.cli.collection;

import picocli.CommandLine.Command;

/** {@code kamcl collections}: groups the commands on collections. */
@Command(
    name = "collections",
    description = "List, rename and remove collections; list files with problems.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CollectionsListCommand.class,
      CollectionsRenameCommand.class,
      CollectionsRemoveCommand.class,
      CollectionsProblemsCommand.class
    })
public final class CollectionsCommand {}
