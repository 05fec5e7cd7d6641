package org.kamcl.explorer.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kamcl.explorer.domain.ExplorerException;

/**
 * The settings in a file of lines such as {@code text.percent = 150}. Reading never fails: a line
 * that cannot be used gives its default and a sentence, one that is not known is kept.
 */
public final class SettingsStore {
  /** Name of the file in a workspace. */
  public static final String FILE = "settings.txt";

  private final Path file;
  private final List<String> strange = new ArrayList<>();
  private boolean damaged;

  /**
   * @param file need not exist
   */
  public SettingsStore(Path file) {
    this.file = file;
  }

  /**
   * What was read.
   *
   * @param settings with defaults for what could not be used
   * @param problems a sentence for each line that could not be used
   */
  public record Loaded(Settings settings, List<String> problems) {}

  /** Reads the file; defaults where there is none. */
  public synchronized Loaded load() {
    strange.clear();
    List<String> problems = new ArrayList<>();
    List<String> lines = lines(problems);
    SettingsText text = SettingsText.parse(file, lines);
    Settings settings = text.settings();
    problems.addAll(text.problems());
    strange.addAll(text.unknown());
    damaged = !problems.isEmpty();
    return new Loaded(settings, List.copyOf(problems));
  }

  private List<String> lines(List<String> problems) {
    try {
      // Decoded leniently: one broken byte must not cost the other lines.
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      problems.add("The settings " + file + " cannot be read; the window starts with defaults.");
      return List.of();
    }
  }

  /**
   * Writes the file, whole or not at all. What could not be used is kept beside it once, as {@code
   * settings.txt.old}.
   *
   * @throws ExplorerException if it cannot be written
   */
  public synchronized void save(Settings settings) {
    StringBuilder text =
        new StringBuilder(
            "# What the window remembers. A line that is deleted gets its default.\n");
    for (Map.Entry<String, String> line : SettingsText.lines(settings).entrySet()) {
      text.append(line.getKey()).append(" = ").append(line.getValue()).append('\n');
    }
    strange.forEach(line -> text.append(line).append('\n'));
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(next, text);
      if (damaged && Files.isRegularFile(file)) {
        Files.copy(
            file,
            file.resolveSibling(file.getFileName() + ".old"),
            StandardCopyOption.REPLACE_EXISTING);
        damaged = false;
      }
      replace(next);
    } catch (IOException e) {
      throw new ExplorerException(
          "The settings could not be written to " + file + ". Is the folder writable?", e);
    }
  }

  private void replace(Path next) throws IOException {
    try {
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
