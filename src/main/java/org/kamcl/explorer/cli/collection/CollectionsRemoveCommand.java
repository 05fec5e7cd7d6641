package org.kamcl.explorer.cli.collection;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.context.ExplorerContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl collections remove}: removes a collection from the archive. */
@Command(
    name = "remove",
    description =
        "Remove a collection and its tags from the archive. The files on disk are not changed.",
    mixinStandardHelpOptions = true)
public final class CollectionsRemoveCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "NAME", description = "The collection; see kamcl collections list.")
  private String name;

  @Mixin private CommonOptions options;

  public CollectionsRemoveCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    int images;
    try (ExplorerContext explorerContext = options.archive()) {
      images =
          explorerContext.collections().list().stream()
              .filter(c -> c.name().equals(name))
              .mapToInt(ImageCollections.Info::images)
              .sum();
      explorerContext.collections().remove(name);
    }
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("removed", name);
      json.addProperty("images", images);
      commandOutput.printJson(json);
    } else {
      commandOutput.printLine(
          "Removed '%s' with %,d images. The files on disk were not changed.", name, images);
    }
    return 0;
  }
}
