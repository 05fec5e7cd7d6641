package org.kamcl.explorer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.context.ExplorerContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kamcl collections list}. */
@Command(
    name = "list",
    description = "List the collections of the archive, and files that are gone.",
    mixinStandardHelpOptions = true)
final class CollectionsListCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;
  @Mixin private CommonOptions options;

  CollectionsListCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    List<ImageCollections.Info> all;
    List<Path> missing;
    try (ExplorerContext explorerContext = options.archive()) {
      all = explorerContext.collections().list();
      missing = explorerContext.collections().missingFiles();
    }
    if (options.json()) {
      commandOutput.printJson(json(all, missing));
      return 0;
    }
    if (all.isEmpty()) {
      commandOutput.printLine(
          "No collection yet. Make a folder of images searchable: kamcl index DIR");
    } else {
      commandOutput.printLine(
          "%-24s %10s %14s %13s %10s",
          "collection", "pictures", "without place", "without date", "captions");
    }
    for (ImageCollections.Info c : all) {
      commandOutput.printLine(
          "%-24s %,10d %,14d %,13d %,10d",
          c.name(), c.images(), c.withoutLocation(), c.withoutDate(), c.captions());
    }
    missing.forEach(file -> commandOutput.printNote("gone: " + file));
    return 0;
  }

  private static JsonObject json(List<ImageCollections.Info> all, List<Path> missing) {
    JsonArray collections = new JsonArray();
    for (ImageCollections.Info c : all) {
      JsonObject one = new JsonObject();
      one.addProperty("name", c.name());
      one.addProperty("pictures", c.images());
      one.addProperty("withoutPlace", c.withoutLocation());
      one.addProperty("withoutDate", c.withoutDate());
      one.addProperty("captions", c.captions());
      collections.add(one);
    }
    JsonArray gone = new JsonArray();
    missing.forEach(file -> gone.add(file.toString()));
    JsonObject json = new JsonObject();
    json.add("collections", collections);
    json.add("missing", gone);
    return json;
  }
}
