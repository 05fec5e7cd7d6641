package org.kamcl.explorer.cli;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kamcl.explorer.api.TagStore;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.ImageRecord;
import picocli.CommandLine.Parameters;

/** A tag and the files it is about, for commands that give and take it. */
final class TagArguments {
  @Parameters(index = "0", paramLabel = "TAG", description = "The tag.")
  private String tag;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files of the archive; of a scene all windows are meant.")
  private List<Path> files;

  /** What is done with a tag. */
  interface TagOperation {
    void apply(TagStore tags, Collection<Long> images, String tag);
  }

  /** Does it, and tells how many pictures it was. */
  int change(CommonOptions options, CommandOutput commandOutput, TagOperation tagOperation) {
    Set<Path> wanted =
        files.stream().map(f -> f.toAbsolutePath().normalize()).collect(Collectors.toSet());
    List<Long> ids;
    try (ExplorerContext explorerContext = options.archive()) {
      List<ImageRecord> images =
          explorerContext.archive().images().stream()
              .filter(i -> wanted.contains(i.file()))
              .toList();
      Set<Path> found = images.stream().map(ImageRecord::file).collect(Collectors.toSet());
      for (Path file : wanted) {
        if (!found.contains(file)) {
          throw new ExplorerException(
              "The file " + file + " is not in the archive: index its folder first.");
        }
      }
      ids = images.stream().map(ImageRecord::id).toList();
      tagOperation.apply(explorerContext.tags(), ids, tag);
    }
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("tag", tag.strip());
      json.addProperty("pictures", ids.size());
      commandOutput.printJson(json);
    } else {
      commandOutput.printLine("'%s': %,d pictures.", tag.strip(), ids.size());
    }
    return 0;
  }
}
