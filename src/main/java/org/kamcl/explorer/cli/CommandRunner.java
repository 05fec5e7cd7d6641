package org.kamcl.explorer.cli;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.cli.common.CommandError;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.ProblemJson;
import org.kamcl.explorer.cli.common.WindowLauncher;
import org.kamcl.explorer.cli.run.TrainCommand;
import org.kamcl.file.FileNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * Runs the command line and turns every failure into a text and an exit code.
 *
 * <p>A failure is one line {@code kamcl: error: ...} on standard error. With {@code --json}, the
 * document on standard output is {@code {"error": {"code": ..., "message": ..., "arguments":
 * [...]}}}.
 */
public final class CommandRunner {
  /** The command failed. */
  public static final int FAILURE = CommandLine.ExitCode.SOFTWARE;

  /** The command line is wrong. */
  public static final int USAGE_ERROR = CommandLine.ExitCode.USAGE;

  private static final Logger LOG = LoggerFactory.getLogger(CommandRunner.class);

  private CommandRunner() {}

  /**
   * Runs the command line of a program without a window.
   *
   * @return the exit code: 0 success, 1 failure, 2 usage error, 128 and more if a signal ended it
   */
  public static int run(CommandOutput output, String... args) {
    return run(output, WindowLauncher.NONE, args);
  }

  /**
   * Runs the command line of a program with a window.
   *
   * @return the exit code: 0 success, 1 failure, 2 usage error, 128 and more if a signal ended it
   */
  public static int run(CommandOutput output, WindowLauncher windows, String... args) {
    CommandLine line = commandLine(output, windows);
    line.setExecutionExceptionHandler((e, command, parsed) -> ended(output, e, args));
    line.setParameterExceptionHandler((e, arguments) -> reportUsage(output, e, args));
    int code = execute(output, line, args);
    if (output.shutdown().requested()) {
      // Also if the command was complete before it noticed.
      code = output.shutdown().exitCode();
    }
    output.out().flush();
    output.err().flush();
    return code;
  }

  private static int execute(CommandOutput output, CommandLine line, String... args) {
    try {
      return line.execute(args);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      // picocli handles exceptions, not errors.
      return report(output, e, args);
    }
  }

  /** The commands with their options, for running them and for documenting them. */
  public static CommandLine commandLine(CommandOutput output, WindowLauncher windows) {
    CommandLine line = new CommandLine(new KamclCommand(), new CommandFactory(output, windows));
    line.setOut(output.out());
    line.setErr(output.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // An empty path would be the current folder.
    line.registerConverter(Path.class, CommandRunner::path);
    line.getSubcommands()
        .get("train")
        .getCommandSpec()
        .usageMessage()
        .footer(TrainCommand.settingsHelp().toArray(String[]::new));
    return line;
  }

  private static Path path(String text) {
    if (text.isBlank()) {
      throw new CommandLine.TypeConversionException("an empty path is no file or folder");
    }
    return Path.of(text);
  }

  /** A command that ended because the process was told to end has not failed. */
  private static int ended(CommandOutput output, Exception failure, String... args) {
    if (failure instanceof CancellationException && output.shutdown().requested()) {
      output.printNote("kamcl: interrupted");
      return output.shutdown().exitCode();
    }
    return report(output, failure, args);
  }

  private static int reportUsage(
      CommandOutput output, CommandLine.ParameterException failure, String... args) {
    int code =
        report(
            output,
            new KamclException(failure, CommandError.INVALID_ARGUMENTS, failure.getMessage()),
            args);
    CommandLine.UnmatchedArgumentException.printSuggestions(failure, output.err());
    String command = failure.getCommandLine().getCommandSpec().qualifiedName();
    output.printNote("Run " + command + " --help for usage.");
    return code;
  }

  private static KamclException known(Throwable failure) {
    Optional<KamclException> known = ErrorText.known(failure);
    if (known.isPresent()) {
      return known.get();
    }
    // A file of the archive whose name has letters that the locale does not have.
    return failure instanceof InvalidPathException path
        ? new KamclException(
            failure, CommandError.NAME_NOT_ENCODABLE, path.getInput(), FileNames.encoding())
        : new KamclException(failure, CommandError.UNEXPECTED, failure.toString());
  }

  private static int report(CommandOutput output, Throwable failure, String... args) {
    boolean verbose = Arrays.asList(args).contains("--verbose");
    KamclException known = known(failure);
    if (known != failure) {
      LOG.info("A command failed unexpectedly", failure);
    }
    output.printNote("kamcl: error: " + ErrorText.of(known, CommandOutput.locale()));
    if (Arrays.asList(args).contains("--json")) {
      JsonObject json = new JsonObject();
      json.add("error", ProblemJson.of(known.problem()));
      output.printJson(json);
    }
    if (verbose) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      output.printText(trace.toString());
    }
    return UsageErrors.contains(known.code()) ? USAGE_ERROR : FAILURE;
  }

  /** Creates commands; their constructors take the output, the window launcher, both or neither. */
  private record CommandFactory(CommandOutput output, WindowLauncher windows) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      if (type.getPackageName().startsWith(CommandRunner.class.getPackageName())) {
        for (Constructor<?> constructor : type.getConstructors()) {
          return type.cast(
              constructor.newInstance(
                  Arrays.stream(constructor.getParameterTypes()).map(this::argument).toArray()));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }

    private Object argument(Class<?> type) {
      if (type == CommandOutput.class) {
        return output;
      }
      if (type == WindowLauncher.class) {
        return windows;
      }
      throw new IllegalArgumentException("No command takes a " + type.getName());
    }
  }
}
