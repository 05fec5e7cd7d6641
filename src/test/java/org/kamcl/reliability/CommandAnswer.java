package org.kamcl.reliability;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;
import org.kamcl.explorer.app.Launcher;
import org.kamcl.explorer.cli.CommandRunner;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.settings.IndexingJournal;
import org.kamcl.explorer.settings.SettingsStore;
import org.slf4j.LoggerFactory;

/**
 * What a command answered in this process.
 *
 * @param exit exit code
 * @param answer standard output without paths of the workspace, times and problems
 * @param said warnings and errors, as text
 * @param code code of the error; empty if there is none
 */
record CommandAnswer(int exit, String answer, String said, String code) {
  /** Reads the settings and the journal of a workspace, as the window does. */
  static final String SETTINGS = "(settings)";

  /** Reads what the window keeps in a workspace: evaluations, concept marks, the draft of a run. */
  static final String KEPT = "(kept)";

  /** Before a folder of the workspace, whose files are the answer. */
  static final String FILES = "(files)";

  /** Before a command that needs a process of its own, with a cache in the workspace. */
  static final String PROCESS = "(process)";

  /** The cache folder of such a process. */
  static final String CACHE = "cache";

  private static final Pattern CODE =
      Pattern.compile("\"error\":\\s*\\{\\s*\"code\":\\s*\"([\\w.]+)\"");
  private static final long PROCESS_MILLIS = 120_000;

  private static final Pattern VOLATILE =
      Pattern.compile(
          "\"(milliseconds|seconds|secondsLeft|pairsPerSecond|time|date|created|started|ended)\":\\s*"
              + "(\"[^\"]*\"|[-0-9.eE]+)");

  private static final Pattern DATE =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}(:\\d{2})?");

  /** Runs a command on a workspace. */
  static CommandAnswer of(Path workspace, List<String> command) {
    if (command.equals(List.of(SETTINGS))) {
      return settings(workspace);
    }
    if (command.get(0).equals(FILES)) {
      return new CommandAnswer(0, files(workspace, command.get(1)), "", "");
    }
    if (command.get(0).equals(PROCESS)) {
      return process(workspace, command.subList(1, command.size()));
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger("org.kamcl");
    log.start();
    logger.addAppender(log);
    int exit;
    try {
      exit =
          command.equals(List.of(KEPT))
              ? KeptFileDamages.print(workspace, new PrintWriter(out), new PrintWriter(err))
              : CommandRunner.run(
                  new CommandOutput(new PrintWriter(out), new PrintWriter(err), false),
                  command.stream()
                      .map(word -> word.replace("WORKSPACE", workspace.toString()))
                      .toArray(String[]::new));
    } finally {
      logger.detachAppender(log);
    }
    StringBuilder said = new StringBuilder();
    err.toString()
        .lines()
        .filter(line -> line.startsWith("warning") || line.contains("error") || isTrace(line))
        .forEach(line -> said.append(line).append('\n'));
    for (ILoggingEvent event : List.copyOf(log.list)) {
      if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
        said.append(event.getLevel()).append(' ').append(event.getFormattedMessage());
        said.append(event.getThrowableProxy() == null ? "\n" : " (Exception in log)\n");
      }
    }
    // A run reports warnings as events, among the others.
    out.toString()
        .lines()
        .filter(line -> line.contains("\"event\":\"warning\""))
        .forEach(line -> said.append(line).append('\n'));
    String text = out.toString();
    Matcher code = CODE.matcher(text);
    return new CommandAnswer(
        exit,
        VOLATILE.matcher(text).replaceAll("").replace(workspace.toString(), "WORKSPACE"),
        said.toString().strip(),
        code.find() ? code.group(1) : "");
  }

  /** Names and contents of all files in a folder, without dates and the workspace in texts. */
  private static String files(Path workspace, String name) {
    Path folder = workspace.resolve(name);
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        String undated =
            DATE.matcher(VOLATILE.matcher(text).replaceAll(""))
                .replaceAll("")
                .replace(workspace.toString(), "WORKSPACE");
        all.append(folder.relativize(file)).append(' ').append(DigestUtils.sha256Hex(undated));
        all.append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toString();
  }

  private static CommandAnswer process(Path workspace, List<String> command) {
    List<String> words =
        command.stream().map(word -> word.replace("WORKSPACE", workspace.toString())).toList();
    try (Place place = new Place(workspace.resolveSibling(workspace.getFileName() + "-process"));
        ProgramProcess process =
            ProgramProcess.start(
                place,
                List.of(
                    "-DKAMCL_CACHE=" + workspace.resolve(CACHE),
                    "-Dkamcl.program=" + System.getProperty("kamcl.program")),
                Launcher.class,
                words)) {
      if (!process.endsWithin(PROCESS_MILLIS)) {
        throw new IllegalStateException(command + " did not end");
      }
      String err =
          process
              .err()
              .lines()
              .filter(line -> line.startsWith("warning") || line.contains("error") || isTrace(line))
              .collect(Collectors.joining("\n"));
      Matcher code = CODE.matcher(process.out());
      return new CommandAnswer(
          process.exitCode(),
          VOLATILE.matcher(process.out()).replaceAll("").replace(workspace.toString(), "WORKSPACE"),
          err,
          code.find() ? code.group(1) : "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static CommandAnswer settings(Path workspace) {
    SettingsStore.Loaded loaded = new SettingsStore(workspace).load();
    IndexingJournal.Interrupted interrupted = IndexingJournal.in(workspace).interrupted();
    List<Problem> problems = new ArrayList<>(loaded.problems());
    problems.addAll(interrupted.problems());
    return new CommandAnswer(
        0,
        (loaded.settings() + " " + interrupted.requests()).replace(workspace.toString(), ""),
        problems.stream()
            .map(problem -> ErrorText.of(problem, Locale.ENGLISH))
            .collect(Collectors.joining("\n")),
        problems.isEmpty() ? "" : problems.get(0).code());
  }

  private static boolean isTrace(String line) {
    return !ProgramProcess.stackTrace(line).isEmpty();
  }

  /** Whether an internal error was shown instead of a sentence for the user. */
  boolean isInternal() {
    return code.endsWith(".UNEXPECTED")
        || code.endsWith(".DATABASE_ERROR")
        || said.contains("(Exception in log)")
        || !ProgramProcess.stackTrace(said + "\n" + answer).isEmpty();
  }
}
