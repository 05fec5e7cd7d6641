package org.kamcl.explorer.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.index.FileList;
import org.kamcl.explorer.index.SourceFile;
import org.kamcl.explorer.stac.StacReader;
import org.kamcl.file.SystemFolders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists the files of the input folders, on the driver. */
final class InputLister {
  private static final Logger LOG = LoggerFactory.getLogger(InputLister.class);
  private static final List<String> STAC = List.of("catalog.json", "collection.json");
  private static final String FILE = "file";

  private final ImageLoader loader;
  private final Configuration configuration;

  InputLister(ImageLoader loader, Configuration configuration) {
    this.loader = loader;
    this.configuration = configuration;
  }

  /**
   * Lists files.
   *
   * @param inputs paths or URIs of folders, and paths of files
   * @param collection name of the collection; empty for the names of the folders
   * @throws KamclException if there are no images, or a folder cannot be read
   */
  List<InputFile> list(List<String> inputs, Optional<String> collection) {
    List<Path> local = new ArrayList<>();
    List<InputFile> files = new ArrayList<>();
    for (String input : inputs) {
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(input);
      String scheme = path.toUri().getScheme();
      if (scheme == null) {
        local.add(Path.of(input));
      } else if (scheme.equals(FILE)) {
        local.add(Path.of(path.toUri().getPath()));
      } else {
        files.addAll(remote(path, collection));
      }
    }
    if (!local.isEmpty()) {
      files.addAll(local(local, collection));
    }
    return files;
  }

  private List<InputFile> local(List<Path> paths, Optional<String> collection) {
    for (Path path : paths) {
      if (STAC.stream().map(path::resolve).anyMatch(StacReader::isStac)) {
        warn(Problem.of(SparkError.STAC_IGNORED, path));
      }
    }
    FileList found = FileList.of(loader, paths, collection);
    found.problems().forEach(InputLister::warn);
    found.warnings().forEach(InputLister::warn);
    List<InputFile> files = new ArrayList<>();
    for (SourceFile file : found.files()) {
      long size = 0;
      long modified = 0;
      try {
        size = Files.size(file.path());
        modified = Files.getLastModifiedTime(file.path()).toMillis();
      } catch (IOException e) {
        // The executor that reads the file reports it.
        LOG.debug("{} has no size", file.path(), e);
      }
      files.add(
          new InputFile(
              file.path().toUri().toString(),
              file.folder().toUri().toString(),
              file.collection(),
              size,
              modified));
    }
    return files;
  }

  private List<InputFile> remote(org.apache.hadoop.fs.Path folder, Optional<String> collection) {
    List<InputFile> files = new ArrayList<>();
    try {
      FileSystem system = folder.getFileSystem(configuration);
      String name =
          collection.orElseGet(() -> FileList.collectionOf(Path.of(folder.toUri().getPath())));
      RemoteIterator<LocatedFileStatus> all = system.listFiles(folder, true);
      while (all.hasNext()) {
        LocatedFileStatus file = all.next();
        String path = file.getPath().toUri().getPath();
        if (loader.hasRasterExtension(Path.of(path)) && !isHidden(folder, file.getPath())) {
          files.add(
              new InputFile(
                  file.getPath().toUri().toString(),
                  folder.toUri().toString(),
                  name,
                  file.getLen(),
                  file.getModificationTime()));
        }
      }
    } catch (IOException e) {
      throw new KamclException(e, SparkError.STORE_FAILED, folder, String.valueOf(e.getMessage()));
    }
    if (files.isEmpty()) {
      throw new KamclException(SparkError.NO_IMAGES, folder);
    }
    files.sort((a, b) -> a.uri().compareTo(b.uri()));
    return files;
  }

  /** Whether a file, or a folder of it below the input folder, is hidden or of the system. */
  private static boolean isHidden(
      org.apache.hadoop.fs.Path folder, org.apache.hadoop.fs.Path file) {
    if (SystemFolders.isHidden(file.getName())) {
      return true;
    }
    for (org.apache.hadoop.fs.Path parent = file.getParent();
        parent != null && parent.depth() > folder.depth();
        parent = parent.getParent()) {
      if (SystemFolders.isSystemFolder(parent.getName())) {
        return true;
      }
    }
    return false;
  }

  private static void warn(Problem problem) {
    LOG.warn("{}", ErrorText.of(problem, Locale.ENGLISH));
  }
}
