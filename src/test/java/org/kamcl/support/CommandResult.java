package org.kamcl.support;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kamcl.explorer.cli.CommandRunner;
import org.kamcl.explorer.cli.common.CommandOutput;

/**
 * What a command of {@code kamcl} printed, run in this process.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
public record CommandResult(int code, String out, String err) {

  /** Runs a command, which does not print to a terminal. */
  public static CommandResult of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        CommandRunner.run(
            new CommandOutput(new PrintWriter(out), new PrintWriter(err), false), args);
    return new CommandResult(code, out.toString(), err.toString());
  }

  /** Runs a command in a workspace, with a model of the workspace. */
  public static CommandResult withModel(
      Path workspace, String model, String command, String... args) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(args));
    all.addAll(List.of("--workspace", workspace.toString(), "--model", model));
    return of(all.toArray(String[]::new));
  }

  /** Standard output as a JSON document. */
  public JsonObject json() {
    return JsonParser.parseString(out).getAsJsonObject();
  }
}
