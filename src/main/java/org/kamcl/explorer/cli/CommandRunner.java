package org.kamcl.explorer.cli;

import static java.util.Map.entry;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Map;
import org.kamcl.error.KamclException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * The border between a command and the shell: runs it, turns whatever goes wrong into one sentence
 * and an exit code.
 */
public final class CommandRunner {
  /** Could not do what was asked. */
  public static final int FAILURE = 1;

  private static final Logger LOG = LoggerFactory.getLogger(CommandRunner.class);

  private CommandRunner() {}

  /**
   * Runs the command line.
   *
   * @return the exit code: 0 done, 1 could not, 2 wrong use
   */
  public static int run(CommandOutput commandOutput, String... args) {
    return run(commandOutput, WindowLauncher.NONE, args);
  }

  /**
   * Runs the command line of a program with a window.
   *
   * @return the exit code: 0 done, 1 could not, 2 wrong use
   */
  public static int run(
      CommandOutput commandOutput, WindowLauncher windowLauncher, String... args) {
    CommandLine line =
        new CommandLine(new KamclCommand(), new CommandFactory(commandOutput, windowLauncher));
    line.setOut(commandOutput.out());
    line.setErr(commandOutput.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.getSubcommands()
        .get("train")
        .getCommandSpec()
        .usageMessage()
        .footer(TrainCommand.settingsHelp().toArray(String[]::new));
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> failed(commandOutput, e, verbose(args)));
    int code = line.execute(args);
    commandOutput.out().flush();
    commandOutput.err().flush();
    return code;
  }

  private static boolean verbose(String... args) {
    return Arrays.asList(args).contains("--verbose");
  }

  private static int failed(CommandOutput commandOutput, Exception failure, boolean verbose) {
    if (failure instanceof KamclException) {
      commandOutput.printNote("kamcl: " + failure.getMessage());
    } else {
      LOG.debug("A command failed", failure);
      commandOutput.printNote(
          "kamcl: something unexpected went wrong ("
              + failure
              + ")."
              + (verbose ? "" : " Run the command again with --verbose to see where."));
    }
    if (verbose) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      commandOutput.printNote(trace.toString());
    }
    return FAILURE;
  }

  /** Makes commands, which take the console by constructor. */
  private record CommandFactory(CommandOutput console, WindowLauncher windows) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      Object command = commands().get(type);
      return command != null ? type.cast(command) : CommandLine.defaultFactory().create(type);
    }

    private Map<Class<?>, Object> commands() {
      return Map.ofEntries(
          entry(IndexCommand.class, new IndexCommand(console)),
          entry(SearchCommand.class, new SearchCommand(console)),
          entry(InspectCommand.class, new InspectCommand(console)),
          entry(CaptionCommand.class, new CaptionCommand(console)),
          entry(EmbedCommand.class, new EmbedCommand(console)),
          entry(EvaluateCommand.class, new EvaluateCommand(console)),
          entry(TrainCommand.class, new TrainCommand(console)),
          entry(RunsCommand.class, new RunsCommand()),
          entry(RunsListCommand.class, new RunsListCommand(console)),
          entry(RunsShowCommand.class, new RunsShowCommand(console)),
          entry(RunsPauseCommand.class, new RunsPauseCommand(console)),
          entry(RunsStopCommand.class, new RunsStopCommand(console)),
          entry(RunsDeleteCommand.class, new RunsDeleteCommand(console)),
          entry(ConceptsCommand.class, new ConceptsCommand()),
          entry(ConceptsBuildCommand.class, new ConceptsBuildCommand(console)),
          entry(CollectionsCommand.class, new CollectionsCommand()),
          entry(CollectionsListCommand.class, new CollectionsListCommand(console)),
          entry(CollectionsRenameCommand.class, new CollectionsRenameCommand(console)),
          entry(CollectionsRemoveCommand.class, new CollectionsRemoveCommand(console)),
          entry(CollectionsProblemsCommand.class, new CollectionsProblemsCommand(console)),
          entry(TagsCommand.class, new TagsCommand()),
          entry(TagsListCommand.class, new TagsListCommand(console)),
          entry(TagsAddCommand.class, new TagsAddCommand(console)),
          entry(TagsRemoveCommand.class, new TagsRemoveCommand(console)),
          entry(ModelsCommand.class, new ModelsCommand()),
          entry(ModelsListCommand.class, new ModelsListCommand(console)),
          entry(ModelsShowCommand.class, new ModelsShowCommand(console)),
          entry(ModelsImportCommand.class, new ModelsImportCommand(console)),
          entry(ModelsCalibrateCommand.class, new ModelsCalibrateCommand(console)),
          entry(ModelsAverageCommand.class, new ModelsAverageCommand(console)),
          entry(ModelsDeleteCommand.class, new ModelsDeleteCommand(console)),
          entry(WindowCommand.class, new WindowCommand(windows)),
          entry(ScreenshotsCommand.class, new ScreenshotsCommand(console, windows)),
          entry(TourCommand.class, new TourCommand(console, windows)),
          entry(DoctorCommand.class, new DoctorCommand(console)));
    }
  }
}
