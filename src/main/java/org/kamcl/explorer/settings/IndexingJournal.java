package org.kamcl.explorer.settings;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.file.JsonValues;
import org.kamcl.file.MovedFolder;

/**
 * The imports that are running, in the file {@code imports.json} of a workspace. An entry holds the
 * process and its start time; an entry whose process no longer runs is an import that was
 * interrupted, which the window offers to resume. {@code unfinished.txt} of versions before 0.2 is
 * read and becomes part of the new file when that is next written.
 *
 * <p>Thread-safe within a process. Processes do not lock the file: two that write within the same
 * millisecond can lose an entry, which costs only the offer to resume.
 */
public final class IndexingJournal {
  /** Stands for the sample images, which the window indexes on its own. */
  public static final ImportRequest SAMPLES = ImportRequest.of();

  /** Name of the file in a workspace. */
  public static final String FILE_NAME = "imports.json";

  private static final String FORMAT = "formatVersion";
  private static final int FORMAT_VERSION = 1;
  private static final String IMPORTS = "imports";

  private final Optional<Path> file;

  private IndexingJournal(Optional<Path> file) {
    this.file = file;
  }

  /**
   * A journal in a workspace.
   *
   * @param workspace folder; need not exist
   */
  public static IndexingJournal in(Path workspace) {
    return new IndexingJournal(Optional.of(workspace.resolve(FILE_NAME)));
  }

  /** A journal that keeps nothing. */
  public static IndexingJournal none() {
    return new IndexingJournal(Optional.empty());
  }

  /**
   * Imports that were interrupted.
   *
   * @param requests in the order they began, each once
   * @param problems files or entries that cannot be read
   */
  public record Interrupted(List<ImportRequest> requests, List<Problem> problems) {}

  /**
   * An import and the process that runs it.
   *
   * @param process id
   * @param started start of the process, milliseconds since 1970; process ids are reused
   */
  record Entry(long process, long started, ImportRequest request) {
    private boolean interrupted() {
      return ProcessHandle.of(process).filter(handle -> startOf(handle) == started).isEmpty();
    }

    private boolean isOf(ImportRequest other) {
      return request.equals(other);
    }
  }

  private record Content(List<Entry> entries, List<Problem> problems) {}

  /**
   * Records that this process begins an import.
   *
   * @throws KamclException if the file cannot be written
   */
  public synchronized void begin(ImportRequest request) {
    ImportRequest wanted = absolute(request);
    change(
        entries -> {
          entries.removeIf(entry -> entry.isOf(wanted));
          ProcessHandle own = ProcessHandle.current();
          entries.add(new Entry(own.pid(), startOf(own), wanted));
          return true;
        });
  }

  /**
   * Records that an import ended or was given up.
   *
   * @throws KamclException if the file cannot be written
   */
  public synchronized void finish(ImportRequest request) {
    ImportRequest wanted = absolute(request);
    change(entries -> entries.removeIf(entry -> entry.isOf(wanted)));
  }

  /** Imports whose process no longer runs. */
  public synchronized Interrupted interrupted() {
    Content content = read();
    return new Interrupted(
        content.entries.stream().filter(Entry::interrupted).map(Entry::request).distinct().toList(),
        content.problems);
  }

  private static ImportRequest absolute(ImportRequest request) {
    return new ImportRequest(
        request.paths().stream().map(IndexingJournal::absolute).toList(),
        request.locationTable().map(IndexingJournal::absolute));
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private Optional<Path> legacyFile() {
    return file.map(path -> path.resolveSibling(LegacyJournal.FILE_NAME));
  }

  private Content read() {
    List<Entry> entries = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    legacyFile().ifPresent(path -> LegacyJournal.read(path, entries, problems));
    file.filter(Files::exists).ifPresent(path -> readJson(path, entries, problems));
    return new Content(entries, problems);
  }

  private static void readJson(Path path, List<Entry> entries, List<Problem> problems) {
    boolean damaged = false;
    try {
      JsonElement imports = JsonFiles.read(path).get(IMPORTS);
      damaged = !(imports instanceof JsonArray);
      if (imports instanceof JsonArray array) {
        for (JsonElement element : array) {
          Optional<Entry> entry = entry(element, workspace(path));
          entry.ifPresent(entries::add);
          damaged |= entry.isEmpty();
        }
      }
    } catch (IOException e) {
      problems.add(Problem.of(SettingsError.JOURNAL_UNREADABLE, path).in(path));
    } catch (JsonFiles.DamagedException e) {
      damaged = true;
    }
    if (damaged) {
      problems.add(
          Problem.of(SettingsError.JOURNAL_DAMAGED, path, JsonFiles.backup(path)).in(path));
    }
  }

  private static Optional<Entry> entry(JsonElement element, Path workspace) {
    try {
      return Optional.of(JsonValues.read(() -> parse(element.getAsJsonObject(), workspace)));
    } catch (JsonParseException e) {
      // Not an entry: reported by the caller.
      return Optional.empty();
    }
  }

  private static Entry parse(JsonObject json, Path workspace) {
    List<Path> paths = new ArrayList<>();
    json.getAsJsonArray("paths")
        .forEach(written -> paths.add(located(written.getAsString(), workspace)));
    JsonElement table = json.get("locationTable");
    Optional<Path> locations =
        table == null || table.isJsonNull()
            ? Optional.empty()
            : Optional.of(located(table.getAsString(), workspace));
    return new Entry(
        json.get("process").getAsLong(),
        json.get("started").getAsLong(),
        new ImportRequest(paths, locations));
  }

  /**
   * The path of a file URI.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static Path path(String uri) {
    return Path.of(URI.create(uri));
  }

  private static Path workspace(Path file) {
    return Objects.requireNonNull(absolute(file).getParent());
  }

  /** The text of a path: a URI, or the path below the workspace of what moves with it. */
  private static String written(Path path, Path workspace) {
    String below = MovedFolder.write(workspace, path);
    return Path.of(below).isAbsolute() ? path.toUri().toString() : below;
  }

  private static Path located(String written, Path workspace) {
    return written.contains(":/") ? path(written) : MovedFolder.read(workspace, written);
  }

  /** A change of the entries. */
  @FunctionalInterface
  private interface Change {
    /** Returns whether something changed. */
    boolean apply(List<Entry> entries);
  }

  private void change(Change change) {
    if (file.isEmpty()) {
      return;
    }
    Content content = read();
    List<Entry> entries = new ArrayList<>(content.entries);
    if (!change.apply(entries)) {
      return;
    }
    Path legacy = legacyFile().orElseThrow();
    try {
      if (!content.problems.isEmpty()) {
        for (Path path : List.of(file.get(), legacy)) {
          if (Files.isRegularFile(path)) {
            JsonFiles.keepCopy(path);
          }
        }
      }
      if (entries.isEmpty()) {
        Files.deleteIfExists(file.get());
      } else {
        JsonFiles.write(file.get(), json(entries, workspace(file.get())));
      }
      Files.deleteIfExists(legacy);
    } catch (IOException e) {
      throw new KamclException(e, SettingsError.JOURNAL_NOT_WRITABLE, file.get());
    }
  }

  private static JsonObject json(List<Entry> entries, Path workspace) {
    JsonArray imports = new JsonArray();
    for (Entry entry : entries) {
      JsonObject json = new JsonObject();
      json.addProperty("process", entry.process);
      json.addProperty("started", entry.started);
      JsonArray paths = new JsonArray();
      entry.request.paths().forEach(path -> paths.add(written(path, workspace)));
      json.add("paths", paths);
      entry
          .request
          .locationTable()
          .ifPresentOrElse(
              path -> json.addProperty("locationTable", written(path, workspace)),
              () -> json.add("locationTable", JsonNull.INSTANCE));
      imports.add(json);
    }
    JsonObject document = new JsonObject();
    document.addProperty(FORMAT, FORMAT_VERSION);
    document.add(IMPORTS, imports);
    return document;
  }
}
