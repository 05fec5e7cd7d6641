package org.kamcl.explorer.cli.run;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl runs pause}: pauses a run. */
@Command(
    name = "pause",
    description =
        "Write a checkpoint and end an active run. Continue it with kamcl train --resume.",
    mixinStandardHelpOptions = true)
public final class RunsPauseCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "RUN", description = "The run; see kamcl runs list.")
  private String name;

  @Mixin private CommonOptions options;

  public RunsPauseCommand(CommandOutput commandOutput) {
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
      commandOutput.printLine("'%s' pauses after the current step.", name);
    }
    return 0;
  }
}
