package org.kamcl.explorer.cli.corpus;

import picocli.CommandLine.Command;

/** {@code kamcl corpus}: groups the commands on corpora. */
@Command(
    name = "corpus",
    description = "Check a corpus before a training.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = CorpusCheckCommand.class)
public final class CorpusCommand {}
