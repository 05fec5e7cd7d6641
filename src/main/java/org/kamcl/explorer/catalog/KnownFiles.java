package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The files from which the images of the archive come, and those that could not be used. Every
 * method throws {@link org.kamcl.error.KamclException} if the catalog cannot be read or written.
 */
public final class KnownFiles {
  private final Database database;

  KnownFiles(Database database) {
    this.database = database;
  }

  /**
   * What is known of a file.
   *
   * @param path absolute
   */
  public Optional<StoredFile> find(Path path) {
    return database.read(open -> new FileTable(open).find(path));
  }

  /** Their paths. */
  public List<Path> paths() {
    return database.read(open -> new FileTable(open).paths().stream().map(Path::of).toList());
  }

  /** Paths of the files that had a content when they were last read. */
  public List<Path> withHash(String sha256) {
    return database.read(open -> new FileTable(open).pathsWithHash(sha256));
  }

  /** Stores which files are missing and which exist again. */
  public void updateMissing(List<Path> missing, List<Path> found) {
    if (!missing.isEmpty() || !found.isEmpty()) {
      database.change(
          open -> {
            new FileTable(open).updateMissing(missing, true);
            new FileTable(open).updateMissing(found, false);
          });
    }
  }

  /** Files that could not be used when they were last read, by path. */
  public List<FileProblem> problems() {
    return database.read(open -> new ProblemTable(open).all());
  }

  /**
   * Notes which files could not be used, and forgets those that can now.
   *
   * @param solved paths, absolute
   */
  public void updateProblems(List<FileProblem> problems, Collection<Path> solved) {
    if (!problems.isEmpty() || !solved.isEmpty()) {
      database.change(
          open -> {
            ProblemTable table = new ProblemTable(open);
            for (Path file : solved) {
              table.delete(file);
            }
            for (FileProblem problem : problems) {
              table.save(problem);
            }
          });
    }
  }
}
