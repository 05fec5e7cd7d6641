package org.kamcl.explorer.cli.collection;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.context.ExplorerContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kamcl collections list}: lists the collections. */
@Command(
    name = "list",
    description = "List the collections of the archive and missing files.",
    mixinStandardHelpOptions = true)
public final class CollectionsListCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;
  @Mixin private CommonOptions options;

  public CollectionsListCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    List<ImageCollections.Info> all;
    List<Path> missing;
    try (ExplorerContext explorerContext = options.archive()) {
      all = explorerContext.collections().list();
      missing = explorerContext.collections().missingFiles();
      explorerContext.search().listingWarning().ifPresent(commandOutput::printWarning);
    }
    if (options.json()) {
      commandOutput.printJson(json(all, missing));
      return 0;
    }
    if (all.isEmpty()) {
      commandOutput.printLine("No collections. Index a folder of images: kamcl index DIR");
    } else {
      commandOutput.printLine(
          "%-24s %10s %16s %13s %10s",
          "collection", "images", "without location", "without date", "captions");
    }
    for (ImageCollections.Info c : all) {
      commandOutput.printLine(
          "%-24s %,10d %,16d %,13d %,10d",
          c.name(), c.images(), c.withoutLocation(), c.withoutDate(), c.captions());
    }
    for (ImageCollections.Info c : all) {
      if (c.unfamiliar()) {
        commandOutput.printNote(
            c.name()
                + ": these images differ from those the model learned from. Matches are fewer and"
                + " less certain.");
      }
    }
    missing.forEach(file -> commandOutput.printNote("missing: " + file));
    return 0;
  }

  private static JsonObject json(List<ImageCollections.Info> all, List<Path> missing) {
    JsonArray collections = new JsonArray();
    for (ImageCollections.Info c : all) {
      JsonObject one = new JsonObject();
      one.addProperty("name", c.name());
      one.addProperty("images", c.images());
      one.addProperty("withoutLocation", c.withoutLocation());
      one.addProperty("withoutDate", c.withoutDate());
      one.addProperty("captions", c.captions());
      one.addProperty("unfamiliar", c.unfamiliar());
      collections.add(one);
    }
    JsonArray missingFiles = new JsonArray();
    missing.forEach(file -> missingFiles.add(file.toString()));
    JsonObject json = new JsonObject();
    json.add("collections", collections);
    json.add("missing", missingFiles);
    return json;
  }
}
