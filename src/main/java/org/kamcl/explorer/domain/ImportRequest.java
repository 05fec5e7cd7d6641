package org.kamcl.explorer.domain;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Images to add to the archive.
 *
 * @param paths folders, with their subfolders, and single files
 * @param locationTable a CSV table with the locations of the images
 */
public record ImportRequest(List<Path> paths, Optional<Path> locationTable) {
  /** Copies the list. */
  public ImportRequest {
    paths = List.copyOf(paths);
  }

  /** Folders and files without a table. */
  public static ImportRequest of(Path... paths) {
    return new ImportRequest(List.of(paths), Optional.empty());
  }
}
