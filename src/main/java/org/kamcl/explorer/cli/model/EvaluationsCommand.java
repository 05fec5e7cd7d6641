package org.kamcl.explorer.cli.model;

import picocli.CommandLine.Command;

/** {@code kamcl evaluations}: groups the commands on stored evaluations. */
@Command(
    name = "evaluations",
    description = "List, show and delete stored evaluations.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      EvaluationsListCommand.class,
      EvaluationsShowCommand.class,
      EvaluationsDeleteCommand.class
    })
public final class EvaluationsCommand {}
