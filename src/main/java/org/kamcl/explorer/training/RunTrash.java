package org.kamcl.explorer.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.engine.training.run.RunStore;
import org.kamcl.error.KamclException;
import org.kamcl.file.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deleted runs, which can be restored until the program ends. What a killed program leaves is
 * deleted after a day.
 */
final class RunTrash {
  private static final String FOLDER = ".deleted";
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Logger LOG = LoggerFactory.getLogger(RunTrash.class);

  private final RunStore runs;
  private final Path folder;
  private final Set<String> own = new HashSet<>();

  RunTrash(RunStore runs) {
    this.runs = runs;
    this.folder = runs.path().resolve(FOLDER);
  }

  /** Moves a run that is not running into the trash. */
  synchronized void delete(RunFolder run) {
    Path target = folder.resolve(run.name());
    try {
      PrivateFiles.createFolders(folder);
      FileUtils.deleteDirectory(target.toFile());
      Files.move(run.path(), target);
      Files.setLastModifiedTime(target, FileTime.from(Instant.now()));
      own.add(run.name());
    } catch (IOException e) {
      throw new KamclException(e, TrainingRunError.FILE_NOT_WRITTEN, run.name());
    }
  }

  /** Moves a run back. */
  synchronized void restore(String name) {
    Path deleted = folder.resolve(name);
    if (!own.contains(name) || !Files.isDirectory(deleted)) {
      throw new KamclException(TrainingRunError.NOT_DELETED, name);
    }
    if (runs.has(name)) {
      throw new KamclException(TrainingRunError.NAME_TAKEN, name);
    }
    try {
      Files.move(deleted, runs.path().resolve(name));
      own.remove(name);
    } catch (IOException e) {
      throw new KamclException(e, TrainingRunError.FILE_NOT_WRITTEN, name);
    }
  }

  /** Deletes for good what this program deleted, and what others left long ago. */
  synchronized void empty() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> deleted = Files.list(folder)) {
      for (Path run : deleted.toList()) {
        if (own.contains(String.valueOf(run.getFileName())) || isOld(run)) {
          FileUtils.deleteDirectory(run.toFile());
        }
      }
    } catch (IOException e) {
      LOG.warn("The deleted runs in {} could not be removed", folder, e);
    }
    own.clear();
  }

  private static boolean isOld(Path run) throws IOException {
    return Files.getLastModifiedTime(run).toInstant().isBefore(Instant.now().minus(LONGEST));
  }
}
