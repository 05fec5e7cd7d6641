package org.kamcl.explorer.cli.run;

import picocli.CommandLine.Command;

/** {@code kamcl runs}: groups the commands on training runs. */
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
public final class RunsCommand {}
