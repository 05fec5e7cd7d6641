package org.kamcl.explorer.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.cli.CommandRunner;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.WindowLauncher;
import org.kamcl.explorer.context.Workspace;

/**
 * The program's entry. Not an {@code Application}, so that it starts from the class path. Without a
 * command it opens the window, or where there is no display tells what there is.
 */
public final class Launcher {
  private Launcher() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    // JavaFX warns that it is not a module; on the class path that is so by design.
    Logger javafx = Logger.getLogger("javafx");
    javafx.setLevel(Level.SEVERE);
    // The launcher script knows whether standard error is a terminal; Java does not.
    CommandOutput commandOutput = new CommandOutput(out, err, Boolean.getBoolean("kamcl.terminal"));
    WindowLauncher windowLauncher = new JavaFxWindowLauncher();
    int code;
    if (args.length == 0 && JavaFxWindowLauncher.hasDisplay()) {
      // Not through the commands, whose making would keep the window waiting.
      code = openWindow(windowLauncher, commandOutput);
    } else {
      String[] command = command(args);
      if (command.length > args.length && command[0].equals("tour")) {
        commandOutput.printLine(
            "There is no display for the window; here is the same work in the terminal.");
      }
      code = CommandRunner.run(commandOutput, windowLauncher, command);
    }
    out.flush();
    // Read here, so that the logger above lives, and with it its level, as long as the program.
    System.exit(javafx.getLevel() == null ? CommandRunner.FAILURE : code);
  }

  private static int openWindow(WindowLauncher windowLauncher, CommandOutput commandOutput) {
    try {
      windowLauncher.open(
          Workspace.choose(null, System.getenv()).folder(), Optional.empty(), Optional.empty());
      return 0;
    } catch (KamclException e) {
      commandOutput.printNote("kamcl: " + e.getMessage());
      return CommandRunner.FAILURE;
    }
  }

  /** Options alone are meant for the window, or for what is done without one. */
  private static String[] command(String... args) {
    boolean looks = false;
    for (int i = 0; i < args.length; i++) {
      String option = args[i].replaceFirst("=.*", "");
      boolean look = option.equals("--theme") || option.equals("--language");
      if (!look && !option.equals("--workspace") && !option.equals("--verbose")) {
        return args;
      }
      looks |= look;
      if (!option.equals("--verbose") && option.equals(args[i])) {
        // Its value comes next.
        i++;
      }
    }
    boolean window = looks || (args.length > 0 && JavaFxWindowLauncher.hasDisplay());
    return Stream.concat(Stream.of(window ? "window" : "tour"), Stream.of(args))
        .toArray(String[]::new);
  }
}
