package org.kamcl.explorer.backup;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.catalog.CatalogCopy;
import org.kamcl.explorer.domain.WorkspaceReport;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.file.JsonValues;
import org.kamcl.file.OutputFiles;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.TemporaryName;

/**
 * A copy of a workspace beside its new place. {@link #copy} can be repeated: it copies what is new
 * or changed since, deletes what is gone, and reads everything that it copied again.
 */
final class StagedFiles {
  private static final String SOURCE = "source";
  private static final String FILES = "files";

  private final Path source;
  private final Path stage;

  /** What was copied, by name. */
  private final Map<String, State> states = new HashMap<>();

  /**
   * A file as it was when it was copied.
   *
   * @param size of the original, bytes
   * @param modified time of the original, milliseconds since 1970
   * @param sha256 of the copy
   */
  private record State(long size, long modified, String sha256) {}

  StagedFiles(Path source, Path stage) {
    this.source = source;
    this.stage = stage;
    readStates();
  }

  private Path stateFile() {
    return stage.resolve(WorkspaceMove.STATE);
  }

  /** Bytes that {@link #copy} will write. */
  long missingBytes() {
    return WorkspaceFiles.forMove(source).files().stream()
        .filter(this::isMissing)
        .mapToLong(WorkspaceFiles.Entry::size)
        .sum();
  }

  private boolean isMissing(WorkspaceFiles.Entry entry) {
    State state = states.get(entry.name());
    return state == null
        || state.size() != entry.size()
        || state.modified() != entry.modified()
        || Files.notExists(stage.resolve(entry.name()));
  }

  /**
   * Copies what is missing.
   *
   * @return number and size of all files
   */
  WorkspaceReport copy(JobContext context) {
    WorkspaceFiles.Listing listing = WorkspaceFiles.forMove(source);
    long images = 0;
    try {
      PrivateFiles.createFolders(stage);
      // A stage that a killed program left is recognized by its list.
      writeStates();
      CopyProgress progress = new CopyProgress(context, 2 * missingBytes());
      Set<String> names = new HashSet<>();
      for (WorkspaceFiles.Entry entry : listing.files()) {
        context.checkCancelled();
        names.add(entry.name());
        if (entry.isCatalog()) {
          images = copyCatalog(entry, progress).rowsOf("images");
        } else if (isMissing(entry)) {
          copyFile(entry, progress);
        }
      }
      deleteOthers(names);
      writeStates();
      return new WorkspaceReport(
          stage, listing.files().size(), listing.bytes(), images, listing.leftOut());
    } catch (IOException e) {
      throw new KamclException(e, BackupError.NOT_WRITTEN, stage);
    }
  }

  private CatalogCopy.Content copyCatalog(WorkspaceFiles.Entry entry, CopyProgress progress)
      throws IOException {
    Path target = stage.resolve(entry.name());
    Path part = TemporaryName.beside(target);
    CatalogCopy.Content content = CatalogCopy.write(entry.file(), part);
    if (!CatalogCopy.check(part).equals(content)) {
      throw new KamclException(BackupError.COPY_DIFFERS, part);
    }
    TemporaryName.publish(part, target);
    states.put(entry.name(), new State(entry.size(), entry.modified(), ""));
    progress.advance(2 * entry.size(), entry.name());
    return content;
  }

  private void copyFile(WorkspaceFiles.Entry entry, CopyProgress progress) throws IOException {
    Path target = stage.resolve(entry.name());
    PrivateFiles.createFolders(Objects.requireNonNull(target.getParent()));
    CopyProgress.Copied copied;
    try (InputStream in = RegularFiles.open(entry.file());
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
      copied = progress.copy(in, out, entry.name());
    }
    try (InputStream in = RegularFiles.open(target)) {
      if (!progress.hash(in, entry.name()).equals(copied)) {
        throw new KamclException(BackupError.COPY_DIFFERS, target);
      }
    }
    Files.setLastModifiedTime(
        target, java.nio.file.attribute.FileTime.fromMillis(entry.modified()));
    states.put(entry.name(), new State(entry.size(), entry.modified(), copied.sha256()));
  }

  private void deleteOthers(Set<String> names) throws IOException {
    for (WorkspaceFiles.Entry entry : WorkspaceFiles.forMove(stage).files()) {
      if (!names.contains(entry.name())) {
        Files.delete(entry.file());
        states.remove(entry.name());
      }
    }
  }

  private void writeStates() throws IOException {
    JsonObject files = new JsonObject();
    states.forEach(
        (name, state) -> {
          JsonObject one = new JsonObject();
          one.addProperty("size", state.size());
          one.addProperty("modified", state.modified());
          one.addProperty("sha256", state.sha256());
          files.add(name, one);
        });
    JsonObject json = new JsonObject();
    json.addProperty(SOURCE, source.toString());
    json.add(FILES, files);
    OutputFiles.replace(
        stateFile(), out -> out.write(json.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** A list that cannot be read means that everything is copied again. */
  private void readStates() {
    try {
      states.putAll(JsonValues.read(() -> states(read(stage))));
    } catch (IOException | JsonParseException e) {
      states.clear();
    }
  }

  private Map<String, State> states(JsonObject json) {
    Map<String, State> read = new HashMap<>();
    if (source.toString().equals(json.get(SOURCE).getAsString())) {
      for (Map.Entry<String, JsonElement> one : json.getAsJsonObject(FILES).entrySet()) {
        JsonObject state = one.getValue().getAsJsonObject();
        read.put(
            one.getKey(),
            new State(
                state.get("size").getAsLong(),
                state.get("modified").getAsLong(),
                state.get("sha256").getAsString()));
      }
    }
    return read;
  }

  private static JsonObject read(Path stage) throws IOException {
    byte[] text = RegularFiles.readAllBytes(stage.resolve(WorkspaceMove.STATE));
    return JsonParser.parseString(new String(text, StandardCharsets.UTF_8)).getAsJsonObject();
  }

  /** Whether a folder was begun by a move, whichever workspace it was of. */
  static boolean isStage(Path folder) {
    return Files.isRegularFile(folder.resolve(WorkspaceMove.STATE));
  }

  /**
   * Deletes the files that were copied from their original place, its links without what they name,
   * and its empty folders.
   *
   * @param original where the workspace was
   * @param copy where it is
   * @return whether nothing remains
   */
  static boolean deleteOriginals(Path original, Path copy) {
    try (Stream<Path> below = Files.walk(original)) {
      // First what makes the folder a workspace, so that a part of it is not taken for one.
      for (String name : WorkspaceLocation.MARKS) {
        if (Files.exists(copy.resolve(name))) {
          Files.deleteIfExists(original.resolve(name));
        }
      }
      for (Path path : below.sorted(java.util.Comparator.reverseOrder()).toList()) {
        String name = original.relativize(path).toString();
        boolean copied = Files.exists(copy.resolve(name));
        if (Files.isSymbolicLink(path) || (Files.isRegularFile(path) && copied)) {
          Files.delete(path);
        } else if (Files.isRegularFile(path) && isOfProgram(name)) {
          Files.delete(path);
        } else if (Files.isDirectory(path) && BackupRestorer.isFree(path)) {
          Files.delete(path);
        }
      }
    } catch (IOException e) {
      return false;
    }
    return Files.notExists(original);
  }

  private static boolean isOfProgram(String name) {
    String unix = name.replace('\\', '/');
    return WorkspaceFiles.isTransient(unix)
        || TemporaryName.parse(unix.substring(unix.lastIndexOf('/') + 1)).isPresent();
  }
}
