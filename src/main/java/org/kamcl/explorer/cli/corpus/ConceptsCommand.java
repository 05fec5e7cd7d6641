package org.kamcl.explorer.cli.corpus;

import picocli.CommandLine.Command;

/** {@code kamcl concepts}: groups the commands on concepts. */
@Command(
    name = "concepts",
    description = "Build the concepts of a corpus.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ConceptsBuildCommand.class)
public final class ConceptsCommand {}
