package org.kamcl.explorer.cli.model;

import picocli.CommandLine.Command;

/** {@code kamcl models}: groups the commands on models. */
@Command(
    name = "models",
    description =
        "List, show, import, calibrate, average and delete models, and give them concepts.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ModelsListCommand.class,
      ModelsShowCommand.class,
      ModelsImportCommand.class,
      ModelsCalibrateCommand.class,
      ModelsAddConceptsCommand.class,
      ModelsAverageCommand.class,
      ModelsDeleteCommand.class
    })
public final class ModelsCommand {}
