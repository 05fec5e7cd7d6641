package org.kamcl.engine.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.kamcl.engine.EngineException;

/** The runs of a workspace, a folder each. */
public final class RunStore {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final Path folder;

  /**
   * @param folder made when the first run begins
   */
  public RunStore(Path folder) {
    this.folder = folder;
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
      throw new EngineException("The folder of runs " + folder + " could not be read.", e);
    }
  }

  /** Whether there is a run of this name. */
  boolean has(String name) {
    return Files.exists(folder.resolve(name));
  }

  /**
   * The run of a name.
   *
   * @throws EngineException if there is none; lists those that are there
   */
  public RunFolder find(String name) {
    List<RunFolder> runs = list();
    return runs.stream()
        .filter(run -> run.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new EngineException(
                    "There is no run '"
                        + name
                        + "'. "
                        + (runs.isEmpty()
                            ? "Begin one with: kamcl train CORPUS"
                            : "There are: "
                                + String.join(", ", runs.stream().map(RunFolder::name).toList()))
                        + "."));
  }

  /**
   * Makes a run: all of it or nothing.
   *
   * @param writer fills the folder it is given
   * @throws EngineException if the name is taken or impossible, or writing fails
   */
  RunFolder create(String name, Consumer<Path> writer) {
    if (!NAME.matcher(name).matches()) {
      throw new EngineException(
          "'"
              + name
              + "' cannot be a run's name. Use up to 64 letters, digits, dots, hyphens and"
              + " underscores.");
    }
    Path target = folder.resolve(name);
    if (Files.exists(target)) {
      throw new EngineException(
          "There is a run '"
              + name
              + "' already. Resume it (kamcl train --resume "
              + name
              + "), delete it (kamcl runs delete "
              + name
              + "), or choose another --name.");
    }
    Path temporary = folder.resolve("." + name + ".part");
    try {
      Files.createDirectories(folder);
      FileUtils.deleteDirectory(temporary.toFile());
      Files.createDirectory(temporary);
      writer.accept(temporary);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      return new RunFolder(target);
    } catch (IOException e) {
      throw new EngineException(
          "The run '" + name + "' could not be made in " + folder + ": " + e.getMessage() + ".", e);
    } finally {
      try {
        FileUtils.deleteDirectory(temporary.toFile());
      } catch (IOException ignored) {
        // No run can have this name, and the next attempt removes what is left.
      }
    }
  }

  /**
   * Deletes a run that nobody works on; the model it made stays.
   *
   * @throws EngineException if there is none, or it is running
   */
  public void delete(String name) {
    RunFolder run = find(name);
    if (run.status() == RunFolder.Status.RUNNING) {
      throw new EngineException(
          "The run '" + name + "' is running. Stop it first: kamcl runs stop " + name + ".");
    }
    try {
      FileUtils.deleteDirectory(run.path().toFile());
    } catch (IOException e) {
      throw new EngineException("The run '" + name + "' could not be deleted.", e);
    }
  }
}
