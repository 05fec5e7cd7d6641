package org.kamcl.explorer.cli;

import static java.util.Map.entry;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Map;
import org.kamcl.engine.EngineException;
import org.kamcl.explorer.domain.ExplorerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * The border between a command and the shell: runs it, turns whatever goes wrong into one sentence
 * and an exit code.
 */
public final class CommandBorder {
  /** Could not do what was asked. */
  public static final int COULD_NOT = 1;

  private static final Logger LOG = LoggerFactory.getLogger(CommandBorder.class);

  private CommandBorder() {}

  /**
   * Runs the command line.
   *
   * @return the exit code: 0 done, 1 could not, 2 wrong use
   */
  public static int run(Console console, String... args) {
    return run(console, Windows.NONE, args);
  }

  /**
   * Runs the command line of a program with a window.
   *
   * @return the exit code: 0 done, 1 could not, 2 wrong use
   */
  public static int run(Console console, Windows windows, String... args) {
    CommandLine line = new CommandLine(new KamclCommand(), new WithConsole(console, windows));
    line.setOut(console.out());
    line.setErr(console.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.getSubcommands()
        .get("train")
        .getCommandSpec()
        .usageMessage()
        .footer(TrainCommand.settingsHelp().toArray(String[]::new));
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(console, e, verbose(args)));
    int code = line.execute(args);
    console.out().flush();
    console.err().flush();
    return code;
  }

  private static boolean verbose(String... args) {
    return Arrays.asList(args).contains("--verbose");
  }

  private static int failed(Console console, Exception failure, boolean verbose) {
    if (failure instanceof EngineException || failure instanceof ExplorerException) {
      console.note("kamcl: " + failure.getMessage());
    } else {
      LOG.debug("A command failed", failure);
      console.note(
          "kamcl: something unexpected went wrong ("
              + failure
              + ")."
              + (verbose ? "" : " Run the command again with --verbose to see where."));
    }
    if (verbose) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      console.note(trace.toString());
    }
    return COULD_NOT;
  }

  /** Makes commands, which take the console by constructor. */
  private record WithConsole(Console console, Windows windows) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      Object command = commands().get(type);
      return command != null ? type.cast(command) : CommandLine.defaultFactory().create(type);
    }

    private Map<Class<?>, Object> commands() {
      return Map.ofEntries(
          entry(IndexCommand.class, new IndexCommand(console)),
          entry(SearchCommand.class, new SearchCommand(console)),
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
          entry(ModelsCommand.class, new ModelsCommand()),
          entry(ModelsListCommand.class, new ModelsListCommand(console)),
          entry(ModelsShowCommand.class, new ModelsShowCommand(console)),
          entry(ModelsImportCommand.class, new ModelsImportCommand(console)),
          entry(ModelsCalibrateCommand.class, new ModelsCalibrateCommand(console)),
          entry(ModelsDeleteCommand.class, new ModelsDeleteCommand(console)),
          entry(WindowCommand.class, new WindowCommand(windows)),
          entry(ScreenshotsCommand.class, new ScreenshotsCommand(console, windows)),
          entry(TourCommand.class, new TourCommand(console, windows)),
          entry(DoctorCommand.class, new DoctorCommand(console)));
    }
  }
}
