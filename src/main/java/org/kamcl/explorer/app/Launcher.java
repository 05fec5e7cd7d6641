package org.kamcl.explorer.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.kamcl.explorer.cli.CommandBorder;
import org.kamcl.explorer.cli.Console;

/**
 * The program's entry. Not an {@code Application}, so that it starts from the class path. Without a
 * command it tells what there is.
 */
public final class Launcher {
  private Launcher() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    // The launcher script knows whether standard error is a terminal; Java does not.
    Console console = new Console(out, err, Boolean.getBoolean("kamcl.terminal"));
    String[] command = args.length == 0 ? new String[] {"doctor"} : args;
    int code = CommandBorder.run(console, command);
    if (args.length == 0) {
      out.println();
      out.println("Next: kamcl --help names the commands; the window is not there yet.");
    }
    out.flush();
    System.exit(code);
  }
}
