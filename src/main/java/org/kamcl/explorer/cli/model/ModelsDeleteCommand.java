package org.kamcl.explorer.cli.model;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl models delete}: deletes a model of the workspace. */
@Command(
    name = "delete",
    description = "Delete a model of the workspace.",
    mixinStandardHelpOptions = true)
public final class ModelsDeleteCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "NAME", description = "The model; see kamcl models list.")
  private String name;

  @Mixin private CommonOptions options;

  public ModelsDeleteCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    options.workspace().models().delete(name);
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
