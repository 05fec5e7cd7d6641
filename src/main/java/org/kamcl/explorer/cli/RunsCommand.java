package org.kamcl.explorer.cli;

import picocli.CommandLine.Command;

/** {@code kamcl runs}: names its subcommands. */
@Command(
    name = "runs",
    description = "List, show, pause, stop and delete training runs.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunsListCommand.class,
      RunsShowCommand.class,
      RunsPauseCommand.class,
      RunsStopCommand.class,
      RunsDeleteCommand.class
    })
final class RunsCommand {}
