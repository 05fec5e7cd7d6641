package org.kamcl.explorer.cli.run;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl runs delete}: deletes a run. */
@Command(
    name = "delete",
    description = "Delete a run that is not active. Its model is kept.",
    mixinStandardHelpOptions = true)
public final class RunsDeleteCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "RUN", description = "The run; see kamcl runs list.")
  private String name;

  @Mixin private CommonOptions options;

  public RunsDeleteCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    options.workspace().runs().delete(name);
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("deleted", name);
      commandOutput.printJson(json);
    } else {
      commandOutput.printLine("Deleted '%s'.", name);
    }
    return 0;
  }
}
