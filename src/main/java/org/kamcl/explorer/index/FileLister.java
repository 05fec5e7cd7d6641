package org.kamcl.explorer.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kamcl.engine.image.ImageFiles;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.ImageFormat;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.RasterError;
import org.kamcl.file.FileNames;
import org.kamcl.file.GivenNames;
import org.kamcl.file.RegularFiles;

/** Finds the files of a request. Folders that cannot be used are reported. */
final class FileLister {
  private final ImageLoader loader;
  private final IndexReportBuilder report;

  /**
   * @param loader lists the image files of a folder
   * @param report receives folders that cannot be used
   */
  FileLister(ImageLoader loader, IndexReportBuilder report) {
    this.loader = loader;
    this.report = report;
  }

  /**
   * Lists the image files of folders, each once, in the order they are found. A path of a single
   * file lists that file as if its folder contained nothing else, so that adding the folder later
   * does not move it to another collection.
   *
   * @param paths folders, with their sub-folders, and files
   * @param collection name of the collection; the name of a folder stands for its own
   * @throws KamclException if no path contains an image; the error of the first one
   */
  List<SourceFile> list(List<Path> paths, Optional<String> collection) {
    List<SourceFile> files = new ArrayList<>();
    Set<Path> found = new HashSet<>();
    List<KamclException> failures = new ArrayList<>();
    for (Path named : paths) {
      Path path = named.toAbsolutePath().normalize();
      boolean single = Files.isRegularFile(path);
      Path folder = single ? path.getParent() : path;
      try {
        RegularFiles.check(path);
        String name = collection.orElse(folderName(folder));
        for (Path file : single ? List.of(path) : imagesIn(folder)) {
          if (paths.size() == 1 || found.add(realPath(file))) {
            files.add(new SourceFile(file, folder, name));
          }
        }
      } catch (KamclException e) {
        failures.add(e);
        report.addProblem(e.problem(path));
      }
    }
    if (files.isEmpty()) {
      throw failures.isEmpty() ? new KamclException(IndexError.NO_FOLDER) : failures.get(0);
    }
    return List.copyOf(files);
  }

  private List<Path> imagesIn(Path folder) {
    ImageFiles.Listing listing = loader.find(folder);
    listing.problems().forEach(report::addProblem);
    int skipped = listing.skippedFolders() + listing.skippedFiles();
    if (skipped > 0) {
      report.addWarning(
          Problem.of(
              IndexError.SYSTEM_FILES_SKIPPED,
              listing.skippedFolders(),
              listing.skippedFiles(),
              listing.firstSkipped().orElseThrow()));
    }
    List<Path> found = listing.names().stream().map(folder::resolve).toList();
    if (found.isEmpty()) {
      throw new KamclException(
          RasterError.NO_IMAGES_IN_FOLDER,
          folder,
          loader.formats().stream().map(ImageFormat::name).toList());
    }
    return found;
  }

  /** A path with links resolved, so that folders that overlap by links are indexed once. */
  private static Path realPath(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      // The file cannot be read, which is reported when it is.
      return file;
    }
  }

  /** The default name of the collection of a folder. */
  static String folderName(Path folder) {
    Path last = folder.normalize().getFileName();
    return GivenNames.from(last == null ? folder.toString() : FileNames.display(last));
  }
}
