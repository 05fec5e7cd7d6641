package org.kamcl.explorer.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.cli.CommandRunner;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.WindowLauncher;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.job.ShutdownSignal;
import org.kamcl.explorer.report.CrashNotes;
import org.kamcl.file.TemporaryFolder;

/**
 * The main class. It does not extend {@code Application}, so that JavaFX may be on the class path.
 * Without a command it opens the window or, if there is no display, runs the tour.
 */
public final class Launcher {
  private Launcher() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    LibraryOutput.silence();
    useOwnTemporaryFolder();
    CrashNotes.begin();
    ShutdownSignal shutdown = new ShutdownSignal();
    ProcessSignals.install(shutdown);
    // The launcher script knows whether standard error is a terminal; Java does not.
    CommandOutput output =
        new CommandOutput(out, err, Boolean.getBoolean("kamcl.terminal"), shutdown);
    WindowLauncher launcher = new JavaFxWindowLauncher(shutdown);
    Optional<WindowOptions> window =
        JavaFxWindowLauncher.hasDisplay() ? WindowOptions.parse(args) : Optional.empty();
    int code;
    if (window.isPresent()) {
      // The log begins while the window toolkit starts; see JavaFxStartup.
      code = openWindow(launcher, window.get(), output);
    } else {
      LibraryOutput.passOn();
      LogFile.install();
      String[] command = command(args);
      if (command.length > args.length && command[0].equals("tour")) {
        output.printLine(
            "There is no display to open a window on, so this tour runs in the terminal.");
      }
      code = CommandRunner.run(output, launcher, command);
    }
    out.flush();
    shutdown.end();
    System.exit(shutdown.requested() ? shutdown.exitCode() : code);
  }

  private static void useOwnTemporaryFolder() {
    TemporaryFolder.use();
    // A process that is killed deletes nothing; the next start does.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  TemporaryFolder.delete();
                  CrashNotes.end();
                },
                "kamcl-end"));
  }

  private static int openWindow(
      WindowLauncher launcher, WindowOptions options, CommandOutput output) {
    try {
      Workspace.finishMove(System.getenv()).ifPresent(output::printWarning);
      launcher.open(
          Workspace.choose(options.workspace().orElse(null), System.getenv()).folder(),
          options.theme(),
          options.language());
      return 0;
    } catch (KamclException e) {
      output.printNote("kamcl: error: " + e.getMessage());
      return CommandRunner.FAILURE;
    }
  }

  /** The command line with its command: options alone belong to the window, or to the tour. */
  private static String[] command(String... args) {
    boolean windowOptions = false;
    for (int i = 0; i < args.length; i++) {
      String option = args[i].replaceFirst("=.*", "");
      boolean windowOption = option.equals("--theme") || option.equals("--language");
      if (!windowOption && !option.equals("--workspace") && !option.equals("--verbose")) {
        return args;
      }
      windowOptions |= windowOption;
      if (!option.equals("--verbose") && option.equals(args[i])) {
        // The next argument is its value.
        i++;
      }
    }
    boolean window = windowOptions || (args.length > 0 && JavaFxWindowLauncher.hasDisplay());
    return Stream.concat(Stream.of(window ? "window" : "tour"), Stream.of(args))
        .toArray(String[]::new);
  }
}
