package org.kamcl.explorer.cli;

import picocli.CommandLine.Command;

/** {@code kamcl concepts}. */
@Command(
    name = "concepts",
    description = "The concepts of a corpus.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ConceptsBuildCommand.class)
final class ConceptsCommand {}
