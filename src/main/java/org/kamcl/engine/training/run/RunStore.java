package org.kamcl.engine.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.kamcl.error.KamclException;
import org.kamcl.file.GivenNames;
import org.kamcl.file.Leftovers;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.TemporaryName;

/** The runs of a workspace, one folder each. */
public final class RunStore {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final Path folder;

  /**
   * @param folder of the runs; created with the first run
   */
  public RunStore(Path folder) {
    this.folder = folder;
  }

  /** The folder of the runs; may be missing. */
  public Path path() {
    return folder;
  }

  /** All runs by name. */
  public List<RunFolder> list() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(f -> NAME.matcher(f.getFileName().toString()).matches())
          .filter(f -> Files.isRegularFile(f.resolve(RunFolder.SPEC)))
          .sorted()
          .map(RunFolder::new)
          .toList();
    } catch (IOException e) {
      throw new KamclException(e, RunError.STORE_UNREADABLE, folder);
    }
  }

  /** Whether there is a run of this name. */
  public boolean has(String name) {
    return Files.exists(folder.resolve(name));
  }

  /**
   * The run with a name.
   *
   * @throws KamclException if there is none
   */
  public RunFolder find(String name) {
    List<RunFolder> runs = list();
    return runs.stream()
        .filter(run -> run.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                runs.isEmpty()
                    ? new KamclException(RunError.NO_RUNS, name)
                    : new KamclException(
                        RunError.RUN_NOT_FOUND, name, runs.stream().map(RunFolder::name).toList()));
  }

  /**
   * Checks the name of a new run.
   *
   * @throws KamclException if the name is not allowed
   */
  public static void checkName(String name) {
    if (!GivenNames.isFolderName(name)) {
      throw new KamclException(RunError.NAME_NOT_ALLOWED, name);
    }
  }

  /**
   * Creates a run atomically.
   *
   * @param writer fills the given folder
   * @throws KamclException if the name is taken or not allowed, or writing fails
   */
  RunFolder create(String name, Consumer<Path> writer) {
    checkName(name);
    Path target = folder.resolve(name);
    if (Files.exists(target)) {
      throw new KamclException(RunError.RUN_EXISTS, name);
    }
    Leftovers.remove(folder);
    Path temporary = TemporaryName.beside(target);
    try {
      PrivateFiles.createFolders(folder);
      Files.createDirectory(temporary);
      writer.accept(temporary);
      TemporaryName.publish(temporary, target);
      return new RunFolder(target);
    } catch (IOException e) {
      if (Files.exists(target)) {
        // Another process has created a run of this name in the meantime.
        throw new KamclException(e, RunError.RUN_EXISTS, name);
      }
      throw new KamclException(e, RunError.CREATE_FAILED, name, folder);
    } finally {
      try {
        FileUtils.deleteDirectory(temporary.toFile());
      } catch (IOException ignored) {
        // No run can have this name, and the next start deletes the rest.
      }
    }
  }

  /**
   * Deletes a run; its model is kept.
   *
   * @throws KamclException if there is none or it is running
   */
  public void delete(String name) {
    RunFolder run = find(name);
    if (run.status() == RunFolder.Status.RUNNING) {
      throw new KamclException(RunError.DELETE_RUNNING, name);
    }
    try {
      FileUtils.deleteDirectory(run.path().toFile());
    } catch (IOException e) {
      throw new KamclException(e, RunError.DELETE_FAILED, name);
    }
  }
}
