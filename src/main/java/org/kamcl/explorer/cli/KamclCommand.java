package org.kamcl.explorer.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The root: names the commands. */
@Command(
    name = "kamcl",
    description = "Find remote-sensing images by words, and words for images.",
    versionProvider = VersionProvider.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      IndexCommand.class,
      SearchCommand.class,
      InspectCommand.class,
      CollectionsCommand.class,
      TagsCommand.class,
      CaptionCommand.class,
      EmbedCommand.class,
      EvaluateCommand.class,
      TrainCommand.class,
      RunsCommand.class,
      ConceptsCommand.class,
      ModelsCommand.class,
      WindowCommand.class,
      ScreenshotsCommand.class,
      TourCommand.class,
      DoctorCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 could not, 2 wrong use. kamcl COMMAND --help explains a command."
    })
public final class KamclCommand {}
