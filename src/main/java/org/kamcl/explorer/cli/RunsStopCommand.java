package org.kamcl.explorer.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl runs stop}. */
@Command(
    name = "stop",
    description = "End a run for good: its best weights so far become its model.",
    mixinStandardHelpOptions = true)
final class RunsStopCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "RUN", description = "The run; see kamcl runs list.")
  private String name;

  @Mixin private CommonOptions options;

  RunsStopCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    options.workspace().runs().find(name).requestStop(true);
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("stopping", name);
      commandOutput.printJson(json);
    } else {
      commandOutput.printLine("Asked '%s' to stop after its present step.", name);
    }
    return 0;
  }
}
