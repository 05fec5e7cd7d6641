package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.imagery.ImageLoader;

/**
 * The image files of folders, as indexing finds them.
 *
 * @param files each once, in the order they are found
 * @param problems folders and files that cannot be used
 * @param warnings what was skipped
 */
public record FileList(List<SourceFile> files, List<Problem> problems, List<Problem> warnings) {
  /**
   * Lists the files of folders.
   *
   * @param paths folders, with their sub-folders, and files
   * @param collection name of the collection; empty for the names of the folders
   * @throws org.kamcl.error.KamclException if no path contains an image
   */
  public static FileList of(ImageLoader loader, List<Path> paths, Optional<String> collection) {
    IndexReportBuilder report = new IndexReportBuilder();
    List<SourceFile> files = new FileLister(loader, report).list(paths, collection);
    IndexReport found = report.build();
    return new FileList(files, found.problems(), found.warnings());
  }

  /** The default name of the collection of a folder. */
  public static String collectionOf(Path folder) {
    return FileLister.folderName(folder);
  }
}
