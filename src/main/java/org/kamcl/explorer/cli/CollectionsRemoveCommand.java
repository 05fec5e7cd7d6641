package org.kamcl.explorer.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.context.ExplorerContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl collections remove}. */
@Command(
    name = "remove",
    description =
        "Take a collection out of the archive, with its tags; the files stay where they are.",
    mixinStandardHelpOptions = true)
final class CollectionsRemoveCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "NAME", description = "The collection; see kamcl collections list.")
  private String name;

  @Mixin private CommonOptions options;

  CollectionsRemoveCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    int pictures;
    try (ExplorerContext explorerContext = options.archive()) {
      pictures =
          explorerContext.collections().list().stream()
              .filter(c -> c.name().equals(name))
              .mapToInt(ImageCollections.Info::images)
              .sum();
      explorerContext.collections().remove(name);
    }
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("removed", name);
      json.addProperty("pictures", pictures);
      commandOutput.printJson(json);
    } else {
      commandOutput.printLine(
          "Removed '%s' with %,d pictures; its files are untouched.", name, pictures);
    }
    return 0;
  }
}
