package org.kamcl.explorer.cli.shared;

import picocli.CommandLine.Command;

/** {@code kamcl archive}: groups the commands on shared archives. */
@Command(
    name = "archive",
    description = {
      "Create, upgrade and show a shared archive, and use it instead of the archive of the"
          + " workspace.",
      "An address is solr://HOST:PORT[,HOST:PORT]/NAME, with the hosts of ZooKeeper. User and"
          + " password come from $KAMCL_ARCHIVE_USER and $KAMCL_ARCHIVE_PASSWORD, or from a file of"
          + " mode 600 that $KAMCL_ARCHIVE_CREDENTIALS names."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ArchiveCreateCommand.class,
      ArchiveStatusCommand.class,
      ArchiveAttachCommand.class,
      ArchiveDetachCommand.class,
      ArchiveCopyCommand.class,
      ArchiveUpgradeCommand.class
    })
public final class ArchiveCommand {}
