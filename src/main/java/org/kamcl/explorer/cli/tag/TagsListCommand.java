package org.kamcl.explorer.cli.tag;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.domain.ImageRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl tags list}: lists tags, or the files with a tag. */
@Command(
    name = "list",
    description = "List all tags, or the files of the images with a tag.",
    mixinStandardHelpOptions = true)
public final class TagsListCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(
      paramLabel = "TAG",
      arity = "0..1",
      description = "List the files with this tag. Default: list all tags.")
  private String tag;

  @Mixin private CommonOptions options;

  public TagsListCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    if (tag != null) {
      return files();
    }
    Map<String, Integer> counts = new TreeMap<>();
    try (ExplorerContext explorerContext = options.archive()) {
      for (String name : explorerContext.tags().tags()) {
        counts.put(name, explorerContext.tags().tagged(name).size());
      }
      explorerContext.search().listingWarning().ifPresent(commandOutput::printWarning);
    }
    if (options.json()) {
      JsonArray array = new JsonArray();
      counts.forEach(
          (name, count) -> {
            JsonObject one = new JsonObject();
            one.addProperty("name", name);
            one.addProperty("images", count);
            array.add(one);
          });
      JsonObject json = new JsonObject();
      json.add("tags", array);
      commandOutput.printJson(json);
      return 0;
    }
    if (counts.isEmpty()) {
      commandOutput.printLine("No tags. Add one: kamcl tags add TAG FILE");
    }
    counts.forEach((name, count) -> commandOutput.printLine("%-24s %,10d", name, count));
    return 0;
  }

  private int files() {
    List<String> files;
    try (ExplorerContext explorerContext = options.archive()) {
      Set<Long> ids = explorerContext.tags().tagged(tag);
      files =
          explorerContext.archive().images().stream()
              .filter(image -> ids.contains(image.id()))
              .map(ImageRecord::file)
              .map(Object::toString)
              .distinct()
              .toList();
      explorerContext.search().listingWarning().ifPresent(commandOutput::printWarning);
    }
    if (options.json()) {
      JsonArray array = new JsonArray();
      files.forEach(array::add);
      JsonObject json = new JsonObject();
      json.addProperty("tag", tag);
      json.add("files", array);
      commandOutput.printJson(json);
    } else {
      files.forEach(file -> commandOutput.printLine("%s", file));
    }
    return 0;
  }
}
