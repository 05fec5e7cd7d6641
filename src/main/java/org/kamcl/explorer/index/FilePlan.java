package org.kamcl.explorer.index;

import java.util.List;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.ImageEntry;

/**
 * The images of a file as they are to be stored.
 *
 * @param source the file
 * @param file the file's entry in the catalog
 * @param images one for each tile, or one for the whole file
 */
public record FilePlan(SourceFile source, FileEntry file, List<ImageEntry> images) {
  /**
   * A range of the images.
   *
   * @param first number of the first one, from 0
   * @param count how many; fewer if the file has no more
   */
  public FilePlan range(int first, int count) {
    int from = Math.min(first, images.size());
    return new FilePlan(source, file, images.subList(from, Math.min(from + count, images.size())));
  }
}
