package org.kamcl.explorer.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Map;
import org.kamcl.engine.EngineException;
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
    CommandLine line = new CommandLine(new KamclCommand(), new WithConsole(console));
    line.setOut(console.out());
    line.setErr(console.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
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
    if (failure instanceof EngineException) {
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
  private record WithConsole(Console console) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      Object command = commands().get(type);
      return command != null ? type.cast(command) : CommandLine.defaultFactory().create(type);
    }

    private Map<Class<?>, Object> commands() {
      return Map.of(
          EmbedCommand.class, new EmbedCommand(console),
          EvaluateCommand.class, new EvaluateCommand(console),
          ConceptsCommand.class, new ConceptsCommand(),
          ConceptsBuildCommand.class, new ConceptsBuildCommand(console),
          ModelsCommand.class, new ModelsCommand(),
          ModelsListCommand.class, new ModelsListCommand(console),
          ModelsShowCommand.class, new ModelsShowCommand(console),
          ModelsImportCommand.class, new ModelsImportCommand(console),
          ModelsDeleteCommand.class, new ModelsDeleteCommand(console),
          DoctorCommand.class, new DoctorCommand(console));
    }
  }
}
