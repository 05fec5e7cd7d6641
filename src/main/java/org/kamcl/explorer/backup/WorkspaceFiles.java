package org.kamcl.explorer.backup;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.file.TemporaryName;

/**
 * The files of a workspace. A backup holds what cannot be made again: the catalog, the models, the
 * runs, the corpora, the evaluations, the drafts, the settings, and whatever the user put there. It
 * leaves out caches, locks, and what is being written.
 */
final class WorkspaceFiles {
  /** Files that only mean something to the programs that use the workspace at the moment. */
  private static final Pattern TRANSIENT =
      Pattern.compile(
          "catalog\\.db-(wal|shm|journal)|index\\.lock|runs/[^/]+/lock|" + WorkspaceMove.STATE);

  /** What is made again when it is needed, or was deleted. */
  private static final Pattern DERIVED =
      Pattern.compile(
          "(cache|evaluations/embeddings|runs/\\.deleted)(/.*)?|vectors-[^/]*\\.cache|window\\.png");

  private WorkspaceFiles() {}

  /**
   * A file.
   *
   * @param name path below the workspace, with slashes
   * @param file its path
   * @param size bytes
   * @param modified milliseconds since 1970
   */
  record Entry(String name, Path file, long size, long modified) {
    boolean isCatalog() {
      return name.equals(Catalog.FILE_NAME);
    }
  }

  /**
   * The files of a workspace, in the order in which they are copied.
   *
   * @param files the files
   * @param leftOut pipes, devices and sockets
   */
  record Listing(List<Entry> files, List<Problem> leftOut) {
    long bytes() {
      return files.stream().mapToLong(Entry::size).sum();
    }
  }

  /** What a backup holds. */
  static Listing forBackup(Path workspace) {
    return list(workspace, false);
  }

  /** What moves: caches too, which are expensive to make. */
  static Listing forMove(Path workspace) {
    return list(workspace, true);
  }

  /** Whether a file or folder of a workspace is made again when it is needed. */
  static boolean isDerived(String name) {
    return DERIVED.matcher(name).matches();
  }

  /** Whether a file only means something to programs that use the workspace. */
  static boolean isTransient(String name) {
    return TRANSIENT.matcher(name).matches();
  }

  private static Listing list(Path workspace, boolean derived) {
    if (!Files.isDirectory(workspace)) {
      throw new KamclException(BackupError.NO_WORKSPACE, workspace);
    }
    List<Entry> files = new ArrayList<>();
    List<Problem> leftOut = new ArrayList<>();
    Set<FileVisitOption> links = EnumSet.of(FileVisitOption.FOLLOW_LINKS);
    try {
      Files.walkFileTree(
          workspace,
          links,
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return folder.equals(workspace) || wanted(name(workspace, folder), folder, derived)
                  ? FileVisitResult.CONTINUE
                  : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = name(workspace, file);
              if (wanted(name, file, derived)) {
                if (attributes.isRegularFile()) {
                  files.add(
                      new Entry(
                          name, file, attributes.size(), attributes.lastModifiedTime().toMillis()));
                } else {
                  leftOut.add(Problem.of(BackupError.NOT_A_FILE, file).in(file));
                }
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              if (Files.notExists(file) && !Files.isSymbolicLink(file)) {
                // Deleted by a program since its folder was read.
                return FileVisitResult.CONTINUE;
              }
              throw new KamclException(
                  failure, BackupError.FILE_NOT_READ, workspace, name(workspace, file));
            }
          });
    } catch (IOException e) {
      throw new KamclException(e, BackupError.FILE_NOT_READ, workspace, "");
    }
    files.sort(Comparator.comparingInt(WorkspaceFiles::order).thenComparing(Entry::name));
    return new Listing(List.copyOf(files), List.copyOf(leftOut));
  }

  private static boolean wanted(String name, Path file, boolean derived) {
    return !TRANSIENT.matcher(name).matches()
        && TemporaryName.parse(String.valueOf(file.getFileName())).isEmpty()
        && (derived || !isDerived(name));
  }

  private static String name(Path workspace, Path file) {
    StringBuilder name = new StringBuilder();
    for (Path part : workspace.relativize(file)) {
      name.append(name.length() == 0 ? "" : "/").append(part);
    }
    return name.toString();
  }

  /**
   * The checkpoint of a run that is being trained comes before its log: a log may be longer than
   * its checkpoint says, and is shortened when the run resumes, but not shorter.
   */
  private static int order(Entry entry) {
    if (entry.isCatalog()) {
      return 0;
    }
    String last = entry.name().substring(entry.name().lastIndexOf('/') + 1);
    if (!entry.name().startsWith("runs/")) {
      return 1;
    }
    return last.startsWith("checkpoint") ? 2 : last.endsWith(".jsonl") ? 4 : 3;
  }
}
