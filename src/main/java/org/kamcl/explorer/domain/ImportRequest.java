package org.kamcl.explorer.domain;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be added to the archive.
 *
 * @param paths folders, with all below them, and single images
 * @param places a table of where they lie
 */
public record ImportRequest(List<Path> paths, Optional<Path> places) {
  /** Copies the list. */
  public ImportRequest {
    paths = List.copyOf(paths);
  }

  /** Without a table. */
  public static ImportRequest of(Path... paths) {
    return new ImportRequest(List.of(paths), Optional.empty());
  }
}
