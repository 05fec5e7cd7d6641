package org.kamcl.explorer.cli;

import org.kamcl.explorer.cli.archive.CaptionCommand;
import org.kamcl.explorer.cli.archive.CompareCommand;
import org.kamcl.explorer.cli.archive.ExplainCommand;
import org.kamcl.explorer.cli.archive.ExportCommand;
import org.kamcl.explorer.cli.archive.ImportCommand;
import org.kamcl.explorer.cli.archive.IndexCommand;
import org.kamcl.explorer.cli.archive.InspectCommand;
import org.kamcl.explorer.cli.archive.LocalizeCommand;
import org.kamcl.explorer.cli.archive.SearchCommand;
import org.kamcl.explorer.cli.archive.SuggestCommand;
import org.kamcl.explorer.cli.collection.CollectionsCommand;
import org.kamcl.explorer.cli.corpus.ConceptsCommand;
import org.kamcl.explorer.cli.corpus.CorpusCommand;
import org.kamcl.explorer.cli.model.EmbedCommand;
import org.kamcl.explorer.cli.model.EvaluateCommand;
import org.kamcl.explorer.cli.model.EvaluationsCommand;
import org.kamcl.explorer.cli.model.ModelsCommand;
import org.kamcl.explorer.cli.program.DoctorCommand;
import org.kamcl.explorer.cli.program.ScreenshotsCommand;
import org.kamcl.explorer.cli.program.TourCommand;
import org.kamcl.explorer.cli.program.VersionProvider;
import org.kamcl.explorer.cli.program.WindowCommand;
import org.kamcl.explorer.cli.run.RunsCommand;
import org.kamcl.explorer.cli.run.TrainCommand;
import org.kamcl.explorer.cli.shared.ArchiveCommand;
import org.kamcl.explorer.cli.tag.TagsCommand;
import org.kamcl.explorer.cli.workspace.WorkspaceCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code kamcl}: groups all commands. */
@Command(
    name = "kamcl",
    description = "Find remote-sensing images by describing them, and describe images.",
    versionProvider = VersionProvider.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      IndexCommand.class,
      ImportCommand.class,
      SearchCommand.class,
      ExportCommand.class,
      InspectCommand.class,
      CollectionsCommand.class,
      TagsCommand.class,
      CaptionCommand.class,
      SuggestCommand.class,
      ExplainCommand.class,
      LocalizeCommand.class,
      EmbedCommand.class,
      EvaluateCommand.class,
      CompareCommand.class,
      EvaluationsCommand.class,
      TrainCommand.class,
      RunsCommand.class,
      CorpusCommand.class,
      ConceptsCommand.class,
      ModelsCommand.class,
      WorkspaceCommand.class,
      ArchiveCommand.class,
      WindowCommand.class,
      ScreenshotsCommand.class,
      TourCommand.class,
      DoctorCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 success, 1 failure, 2 usage error, 130 ended by Ctrl-C, 143 by SIGTERM. See"
          + " kamcl COMMAND --help for a command."
    })
public final class KamclCommand {}
