package org.kamcl.explorer.cli.collection;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.context.ExplorerContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl collections rename}: renames a collection. */
@Command(name = "rename", description = "Rename a collection.", mixinStandardHelpOptions = true)
public final class CollectionsRenameCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(index = "0", paramLabel = "NAME", description = "The collection.")
  private String name;

  @Parameters(index = "1", paramLabel = "NEW_NAME", description = "The new name.")
  private String newName;

  @Mixin private CommonOptions options;

  public CollectionsRenameCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    try (ExplorerContext explorerContext = options.archive()) {
      explorerContext.collections().rename(name, newName);
    }
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("renamed", name);
      json.addProperty("name", newName.strip());
      commandOutput.printJson(json);
    } else {
      commandOutput.printLine("Renamed \"%s\" to \"%s\".", name, newName.strip());
    }
    return 0;
  }
}
