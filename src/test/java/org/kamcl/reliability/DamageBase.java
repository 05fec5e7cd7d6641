package org.kamcl.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An undamaged workspace. Copies share large files by links: the program replaces such files and
 * never changes them in place.
 *
 * @param workspace its folder
 */
record DamageBase(Path workspace) {
  /** Files that the program changes in place. */
  private static final List<String> CHANGED_IN_PLACE = List.of(".db", ".jsonl", "lock", ".json");

  /** Copies the workspace. */
  void copyTo(Path target) throws IOException {
    try (Stream<Path> files = Files.walk(workspace)) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(workspace.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else if (CHANGED_IN_PLACE.stream().anyMatch(file.toString()::endsWith)) {
          Files.copy(file, copy);
          Files.setLastModifiedTime(copy, Files.getLastModifiedTime(file));
        } else {
          Files.createLink(copy, file);
        }
      }
    }
  }
}
