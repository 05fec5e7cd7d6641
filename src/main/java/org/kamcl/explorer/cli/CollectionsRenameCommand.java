package org.kamcl.explorer.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.kamcl.explorer.context.ExplorerContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl collections rename}. */
@Command(
    name = "rename",
    description = "Give a collection another name.",
    mixinStandardHelpOptions = true)
final class CollectionsRenameCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(index = "0", paramLabel = "NAME", description = "The collection.")
  private String name;

  @Parameters(index = "1", paramLabel = "OTHER", description = "Its name from now on.")
  private String other;

  @Mixin private CommonOptions options;

  CollectionsRenameCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    try (ExplorerContext explorerContext = options.archive()) {
      explorerContext.collections().rename(name, other);
    }
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("renamed", name);
      json.addProperty("name", other.strip());
      commandOutput.printJson(json);
    } else {
      commandOutput.printLine("'%s' is called '%s' now.", name, other.strip());
    }
    return 0;
  }
}
