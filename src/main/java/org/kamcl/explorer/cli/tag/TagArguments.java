package org.kamcl.explorer.cli.tag;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.TagStore;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.file.FileNames;
import picocli.CommandLine.Parameters;

/** A tag and files, for the commands that add and remove tags. */
final class TagArguments {
  @Parameters(index = "0", paramLabel = "TAG", description = "The tag.")
  private String tag;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files of the archive; for a scene, all of its tiles.")
  private List<Path> files;

  /** Adds or removes a tag. */
  interface TagOperation {
    void apply(TagStore tags, Collection<Long> images, String tag);
  }

  /** A path by which files match in either Unicode form of their names. */
  private static String key(Path file) {
    return FileNames.key(file.toString());
  }

  /** Applies the operation and prints the number of images. */
  int change(CommonOptions options, CommandOutput commandOutput, TagOperation tagOperation) {
    Map<String, Path> paths =
        files.stream()
            .map(f -> f.toAbsolutePath().normalize())
            .collect(Collectors.toMap(TagArguments::key, f -> f, (one, other) -> one));
    List<Long> ids;
    try (ExplorerContext explorerContext = options.archive()) {
      List<ImageRecord> images =
          explorerContext.archive().images().stream()
              .filter(i -> paths.containsKey(key(i.file())))
              .toList();
      Set<String> found =
          images.stream().map(image -> key(image.file())).collect(Collectors.toSet());
      for (Map.Entry<String, Path> file : paths.entrySet()) {
        if (!found.contains(file.getKey())) {
          throw new KamclException(TagCommandError.NOT_INDEXED, file.getValue());
        }
      }
      ids = images.stream().map(ImageRecord::id).toList();
      tagOperation.apply(explorerContext.tags(), ids, tag);
    }
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("tag", tag.strip());
      json.addProperty("images", ids.size());
      commandOutput.printJson(json);
    } else {
      commandOutput.printLine("\"%s\": %,d images.", tag.strip(), ids.size());
    }
    return 0;
  }
}
