package org.kamcl.explorer.cli.tag;

import picocli.CommandLine.Command;

/** {@code kamcl tags}: groups the commands on tags. */
@Command(
    name = "tags",
    description = "List, add and remove tags of images.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {TagsListCommand.class, TagsAddCommand.class, TagsRemoveCommand.class})
public final class TagsCommand {}
