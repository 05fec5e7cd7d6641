package org.kamcl.explorer.cli.run;

import picocli.CommandLine.Command;

/** {@code kamcl runs}: groups the commands on training runs. */
@Command(
    name = "runs",
    description = "List, show, change, pause, resume, queue, stop and delete training runs.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunsListCommand.class,
      RunsShowCommand.class,
      RunsPauseCommand.class,
      RunsResumeCommand.class,
      RunsQueueCommand.class,
      RunsStopCommand.class,
      RunsDuplicateCommand.class,
      RunsRenameCommand.class,
      RunsNoteCommand.class,
      RunsDeleteCommand.class
    })
public final class RunsCommand {}
