package org.kamcl.explorer.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.kamcl.error.KamclException;

/**
 * The output folder on any file system that Hadoop knows. A file appears under its name at once and
 * completely, or not at all: it is written under another name and then renamed. Object stores copy
 * instead of renaming, but they, too, show only complete objects.
 */
final class OutputStore implements AutoCloseable {
  private static final String PARTIAL = ".partial-";

  private final FileSystem files;
  private final org.apache.hadoop.fs.Path root;

  /**
   * @param uri of the folder, which need not exist
   * @throws KamclException if there is no such file system
   */
  OutputStore(String uri, Configuration configuration) {
    this.root = new org.apache.hadoop.fs.Path(uri);
    this.files =
        tried(
            uri, () -> FileSystem.newInstance(URI.create(root.toUri().toString()), configuration));
    // Without files of checksums beside each file: parts have their own.
    files.setWriteChecksum(false);
  }

  /** Work that may fail to read or write. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException;
  }

  private static <T> T tried(Object place, Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new KamclException(e, SparkError.STORE_FAILED, place, String.valueOf(e.getMessage()));
    }
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(root, name);
  }

  boolean exists(String name) {
    return tried(path(name), () -> files.exists(path(name)));
  }

  /** The content of a file; empty if it does not exist. */
  Optional<String> read(String name) {
    return tried(
        path(name),
        () -> {
          if (!files.exists(path(name))) {
            return Optional.empty();
          }
          try (InputStream in = files.open(path(name))) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
          }
        });
  }

  /** The complete files of a folder with their times in milliseconds since 1970. */
  Map<String, Long> list(String folder) {
    return tried(
        path(folder),
        () -> {
          Map<String, Long> found = new HashMap<>();
          if (files.exists(path(folder))) {
            for (FileStatus file : files.listStatus(path(folder))) {
              found.put(file.getPath().getName(), file.getModificationTime());
            }
          }
          return found;
        });
  }

  /** Copies a file to this machine. */
  void fetch(String name, Path target) {
    tried(
        path(name),
        () -> {
          files.copyToLocalFile(
              false, path(name), new org.apache.hadoop.fs.Path(target.toUri()), true);
          return target;
        });
  }

  /** Copies a file of this machine; no other task writes one of this name. */
  void put(Path source, String name) {
    tried(
        path(name),
        () -> {
          files.copyFromLocalFile(
              false, true, new org.apache.hadoop.fs.Path(source.toUri()), path(name));
          return name;
        });
  }

  /**
   * Writes a small file at once. Where another task is faster, either of the two files stays.
   *
   * @param attempt differs between all that write this file
   */
  void publish(String name, String text, String attempt) {
    org.apache.hadoop.fs.Path partial = path(name + PARTIAL + attempt);
    tried(
        path(name),
        () -> {
          try (OutputStream out = files.create(partial, true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
          }
          if (!files.rename(partial, path(name))) {
            files.delete(partial, false);
            if (!files.exists(path(name))) {
              throw new IOException("rename");
            }
          }
          return name;
        });
  }

  /** Replaces a small file; it is missing for a moment. */
  void replace(String name, String text, String attempt) {
    delete(List.of(name));
    publish(name, text, attempt);
  }

  void delete(List<String> names) {
    for (String name : names) {
      tried(path(name), () -> files.delete(path(name), false));
    }
  }

  /** Whether a name is that of a file that was not completed. */
  static boolean isPartial(String name) {
    return name.contains(PARTIAL);
  }

  /** The names of the complete files of a folder, sorted. */
  List<String> names(String folder) {
    List<String> names = new ArrayList<>(list(folder).keySet());
    names.removeIf(OutputStore::isPartial);
    names.sort(null);
    return names;
  }

  @Override
  public void close() {
    tried(
        root,
        () -> {
          files.close();
          return root;
        });
  }
}
