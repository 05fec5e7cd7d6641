package org.kamcl.explorer.cli;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Labels;
import org.kamcl.explorer.workbench.Workbench;
import picocli.CommandLine.Parameters;

/** A tag and the files it is about, for commands that give and take it. */
final class TaggedFiles {
  @Parameters(index = "0", paramLabel = "TAG", description = "The tag.")
  private String tag;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files of the archive; of a scene all windows are meant.")
  private List<Path> files;

  /** What is done with a tag. */
  interface Change {
    void apply(Labels labels, Collection<Long> images, String tag);
  }

  /** Does it, and tells how many pictures it was. */
  int change(CommonOptions options, Console console, Change change) {
    Set<Path> wanted =
        files.stream().map(f -> f.toAbsolutePath().normalize()).collect(Collectors.toSet());
    List<Long> ids;
    try (Workbench workbench = options.archive()) {
      List<ImageRecord> images =
          workbench.archive().images().stream().filter(i -> wanted.contains(i.file())).toList();
      Set<Path> found = images.stream().map(ImageRecord::file).collect(Collectors.toSet());
      for (Path file : wanted) {
        if (!found.contains(file)) {
          throw new ExplorerException(
              "The file " + file + " is not in the archive: index its folder first.");
        }
      }
      ids = images.stream().map(ImageRecord::id).toList();
      change.apply(workbench.labels(), ids, tag);
    }
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("tag", tag.strip());
      json.addProperty("pictures", ids.size());
      console.json(json);
    } else {
      console.line("'%s': %,d pictures.", tag.strip(), ids.size());
    }
    return 0;
  }
}
