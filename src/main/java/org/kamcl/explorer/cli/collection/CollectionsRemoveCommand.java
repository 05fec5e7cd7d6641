package org.kamcl.explorer.cli.collection;

import com.google.gson.JsonObject;
import java.util.Locale;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.NamedItemCommand;
import org.kamcl.explorer.context.ExplorerContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kamcl collections remove}: removes a collection from the archive. */
@Command(
    name = "remove",
    description =
        "Remove a collection and its tags from the archive. The files on disk are not changed.",
    mixinStandardHelpOptions = true)
public final class CollectionsRemoveCommand extends NamedItemCommand {
  @Parameters(paramLabel = "NAME", description = "The collection; see kamcl collections list.")
  private String name;

  public CollectionsRemoveCommand(CommandOutput commandOutput) {
    super(commandOutput);
  }

  @Override
  protected Outcome change(CommonOptions commonOptions) {
    int images;
    try (ExplorerContext explorerContext = commonOptions.archive()) {
      images =
          explorerContext.collections().list().stream()
              .filter(c -> c.name().equals(name))
              .mapToInt(ImageCollections.Info::images)
              .sum();
      explorerContext.collections().remove(name);
    }
    JsonObject json = new JsonObject();
    json.addProperty("removed", name);
    json.addProperty("images", images);
    return new Outcome(
        json,
        String.format(
            Locale.ROOT,
            "Removed \"%s\" with %,d images. The files on disk were not changed.",
            name,
            images));
  }
}
