package org.kamcl.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** A folder with a workspace, a temporary folder, and what processes print and export. */
final class Place implements AutoCloseable {
  private final Path folder;
  private int files;

  Place(Path folder) {
    this.folder = folder;
    try {
      for (String name : List.of("workspace", "temporary", "output", "export")) {
        Files.createDirectories(folder.resolve(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path workspace() {
    return folder.resolve("workspace");
  }

  /** The temporary folder of the processes; they leave nothing there. */
  Path temporary() {
    return folder.resolve("temporary");
  }

  /** Where exports go. */
  Path export() {
    return folder.resolve("export");
  }

  /** A new file for the output of a process. */
  Path next(String kind) {
    return folder.resolve("output").resolve(files++ + "." + kind);
  }

  /** Files that only an interrupted process can have left. */
  List<String> leftovers() {
    List<String> found = new ArrayList<>();
    try {
      for (Path start : List.of(workspace(), export())) {
        try (Stream<Path> files = Files.walk(start)) {
          files
              .filter(Place::isPartial)
              .forEach(file -> found.add(folder.relativize(file).toString()));
        }
      }
      try (Stream<Path> files = Files.list(temporary())) {
        files
            .filter(file -> !isOfJava(file))
            .forEach(file -> found.add(folder.relativize(file).toString()));
      }
      // Only in a cache of its own: other processes may be using the user's cache.
      String cache = System.getProperty("kamcl.soak.cache", "");
      if (!cache.isEmpty() && Files.exists(Path.of(cache))) {
        try (Stream<Path> files = Files.walk(Path.of(cache), 3)) {
          files.filter(Place::isPartial).forEach(file -> found.add(file.toString()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(null);
    return found;
  }

  /** Monitoring data of Java itself, which takes no other folder for them. */
  private static boolean isOfJava(Path file) {
    return file.getFileName().toString().startsWith("hsperfdata_");
  }

  private static boolean isPartial(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".part") || name.endsWith(".new") || name.endsWith(".tmp");
  }

  @Override
  public void close() {
    FileUtils.deleteQuietly(folder.toFile());
  }
}
