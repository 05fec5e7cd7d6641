package org.kamcl.explorer.cli.run;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl runs stop}: ends a run. */
@Command(
    name = "stop",
    description = "End a run. Its best weights so far become its model; it cannot be resumed.",
    mixinStandardHelpOptions = true)
public final class RunsStopCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "RUN", description = "The run; see kamcl runs list.")
  private String name;

  @Mixin private CommonOptions options;

  public RunsStopCommand(CommandOutput commandOutput) {
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
      commandOutput.printLine("'%s' stops after the current step.", name);
    }
    return 0;
  }
}
