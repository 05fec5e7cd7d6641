package org.kamcl.explorer.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be added to the archive.
 *
 * @param paths folders, with all below them, and single images
 * @param places a table of where they lie
 */
public record Addition(List<Path> paths, Optional<Path> places) {
  /** Copies the list. */
  public Addition {
    paths = List.copyOf(paths);
  }

  /** Without a table. */
  public static Addition of(Path... paths) {
    return new Addition(List.of(paths), Optional.empty());
  }
}
