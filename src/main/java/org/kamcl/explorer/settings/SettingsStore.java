package org.kamcl.explorer.settings;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

/**
 * Reads and writes the settings of a workspace, {@code settings.json}. Reading never fails: a value
 * that is not usable is replaced by its default and reported. Where there is no such file yet,
 * {@code settings.txt} of versions before 0.2 is read; it becomes {@code settings.txt.old} when the
 * settings are next written.
 */
public final class SettingsStore {
  /** Name of the file in a workspace. */
  public static final String FILE_NAME = "settings.json";

  private final Path file;
  private final Path legacyFile;

  /** The document that was read; its unknown keys are written back. */
  private JsonObject document = new JsonObject();

  /** A file whose content is not fully represented by {@link #document}; null if there is none. */
  private @Nullable Path damaged;

  /**
   * A store in a workspace.
   *
   * @param workspace folder; need not exist
   */
  public SettingsStore(Path workspace) {
    this.file = workspace.resolve(FILE_NAME);
    this.legacyFile = workspace.resolve(LegacySettings.FILE_NAME);
  }

  /**
   * The result of reading.
   *
   * @param settings with defaults for values that are not usable
   * @param problems one for each value that is not usable
   */
  public record Loaded(Settings settings, List<Problem> problems) {}

  /** Reads the settings; the defaults if there are none. Writes nothing. */
  public synchronized Loaded load() {
    List<Problem> problems = new ArrayList<>();
    boolean legacy = Files.notExists(file) && Files.exists(legacyFile);
    Path source = legacy ? legacyFile : file;
    document = new JsonObject();
    damaged = null;
    if (Files.exists(source)) {
      document = legacy ? readLegacy(problems) : readJson(problems);
    }
    Settings settings = SettingsJson.read(source, document, problems);
    if (legacy || !problems.isEmpty()) {
      damaged = source;
    }
    return new Loaded(settings, List.copyOf(problems));
  }

  private JsonObject readJson(List<Problem> problems) {
    try {
      return JsonFiles.read(file);
    } catch (IOException e) {
      problems.add(Problem.of(SettingsError.FILE_UNREADABLE, file).in(file));
    } catch (JsonFiles.DamagedException e) {
      problems.add(Problem.of(SettingsError.FILE_DAMAGED, file, JsonFiles.backup(file)).in(file));
    }
    return new JsonObject();
  }

  private JsonObject readLegacy(List<Problem> problems) {
    try {
      return LegacySettings.convert(legacyFile, JsonFiles.lines(legacyFile), problems);
    } catch (IOException e) {
      problems.add(Problem.of(SettingsError.FILE_UNREADABLE, legacyFile).in(legacyFile));
      return new JsonObject();
    }
  }

  /**
   * Writes the file, completely or not at all. A file that was damaged, or had the old format, is
   * kept beside it with the suffix {@code .old}.
   *
   * @throws KamclException if the file cannot be written
   */
  public synchronized void save(Settings settings) {
    document = SettingsJson.write(settings, document);
    try {
      if (damaged != null && Files.isRegularFile(damaged)) {
        JsonFiles.keepCopy(damaged);
      }
      JsonFiles.write(file, document);
      if (legacyFile.equals(damaged)) {
        Files.deleteIfExists(legacyFile);
      }
      damaged = null;
    } catch (IOException e) {
      throw new KamclException(e, SettingsError.FILE_NOT_WRITABLE, file);
    }
  }
}
