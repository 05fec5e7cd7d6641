package org.kamcl.explorer.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl runs pause}. */
@Command(
    name = "pause",
    description = "Ask a running run to write a checkpoint and end; kamcl train --resume goes on.",
    mixinStandardHelpOptions = true)
final class RunsPauseCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "RUN", description = "The run; see kamcl runs list.")
  private String name;

  @Mixin private CommonOptions options;

  RunsPauseCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    options.workspace().runs().find(name).requestStop(false);
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("pausing", name);
      commandOutput.printJson(json);
    } else {
      commandOutput.printLine("Asked '%s' to pause after its present step.", name);
    }
    return 0;
  }
}
