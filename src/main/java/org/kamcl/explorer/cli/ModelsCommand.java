package org.kamcl.explorer.cli;

import picocli.CommandLine.Command;

/** {@code kamcl models}. */
@Command(
    name = "models",
    description = "The models that can be used.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ModelsListCommand.class,
      ModelsShowCommand.class,
      ModelsImportCommand.class,
      ModelsCalibrateCommand.class,
      ModelsDeleteCommand.class
    })
final class ModelsCommand {}
