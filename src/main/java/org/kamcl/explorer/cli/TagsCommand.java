package org.kamcl.explorer.cli;

import picocli.CommandLine.Command;

/** {@code kamcl tags}: names its subcommands. */
@Command(
    name = "tags",
    description = "List tags of images, give and take them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {TagsListCommand.class, TagsAddCommand.class, TagsRemoveCommand.class})
final class TagsCommand {}
