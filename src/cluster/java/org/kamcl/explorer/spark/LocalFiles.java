package org.kamcl.explorer.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.index.SourceFile;
import org.kamcl.file.TemporaryFolder;

/**
 * The files of a task on the disks of this machine. Files that it can open by their path are read
 * in place; others are copied with the files beside them that begin with the same name, which may
 * georeference them, and with the table of captions of their folder. Copies are deleted at the end
 * of the task.
 */
final class LocalFiles implements AutoCloseable {
  private static final String FILE = "file";
  private static final String CAPTIONS = "captions.csv";

  private final Configuration configuration;
  private final Path folder;

  /** Files of remote folders by name. */
  private final Map<org.apache.hadoop.fs.Path, List<FileStatus>> listings = new HashMap<>();

  private final Map<String, Path> roots = new HashMap<>();

  LocalFiles(Configuration configuration) {
    this.configuration = configuration;
    try {
      this.folder = Files.createTempDirectory(TemporaryFolder.location(), "kamcl-task-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder for files of the task. */
  Path folder() {
    return folder;
  }

  /** Deletes a file of the task. */
  void delete(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The file, copied if it has to be.
   *
   * @throws KamclException if it cannot be copied
   */
  SourceFile open(InputFile input) {
    URI uri = URI.create(input.uri());
    if (FILE.equals(uri.getScheme())) {
      return new SourceFile(Path.of(uri), Path.of(URI.create(input.folder())), input.collection());
    }
    try {
      return copy(input, new org.apache.hadoop.fs.Path(uri));
    } catch (IOException e) {
      throw new KamclException(
          e, SparkError.STORE_FAILED, input.uri(), String.valueOf(e.getMessage()));
    }
  }

  private SourceFile copy(InputFile input, org.apache.hadoop.fs.Path file) throws IOException {
    FileSystem system = file.getFileSystem(configuration);
    org.apache.hadoop.fs.Path remoteRoot =
        new org.apache.hadoop.fs.Path(URI.create(input.folder()));
    Path root = roots.get(input.folder());
    if (root == null) {
      root = folder.resolve("input" + roots.size());
      Files.createDirectories(root);
      org.apache.hadoop.fs.Path captions = new org.apache.hadoop.fs.Path(remoteRoot, CAPTIONS);
      if (system.exists(captions)) {
        fetch(system, system.getFileStatus(captions), root.resolve(CAPTIONS));
      }
      roots.put(input.folder(), root);
    }
    String below =
        file.toUri()
            .getPath()
            .substring(remoteRoot.toUri().getPath().length())
            .replaceFirst("^/+", "");
    Path target = root.resolve(below);
    Files.createDirectories(parent(target));
    String name = file.getName();
    int dot = name.lastIndexOf('.');
    String start = (dot < 0 ? name : name.substring(0, dot)) + ".";
    for (FileStatus beside : listing(system, file.getParent())) {
      if (beside.isFile() && beside.getPath().getName().startsWith(start)) {
        fetch(system, beside, target.resolveSibling(beside.getPath().getName()));
      }
    }
    return new SourceFile(target, root, input.collection());
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(path.toString());
    }
    return parent;
  }

  private List<FileStatus> listing(FileSystem system, org.apache.hadoop.fs.Path parent)
      throws IOException {
    List<FileStatus> known = listings.get(parent);
    if (known == null) {
      known = new ArrayList<>(List.of(system.listStatus(parent)));
      listings.put(parent, known);
    }
    return known;
  }

  private static void fetch(FileSystem system, FileStatus file, Path target) throws IOException {
    if (Files.exists(target)) {
      return;
    }
    system.copyToLocalFile(
        false, file.getPath(), new org.apache.hadoop.fs.Path(target.toUri()), true);
    Files.setLastModifiedTime(target, FileTime.fromMillis(file.getModificationTime()));
  }

  @Override
  public void close() {
    try {
      Files.walkFileTree(folder, new Deleter());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Deleter extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
