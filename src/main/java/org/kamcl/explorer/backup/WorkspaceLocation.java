package org.kamcl.explorer.backup;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.file.JsonValues;
import org.kamcl.file.OutputFiles;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.RegularFiles;

/**
 * The file that says where the user's workspace is, if it was moved from its default place: {@code
 * workspace.json} in the user's configuration folder.
 *
 * @param file may be missing
 */
public record WorkspaceLocation(Path file) {
  private static final String NAME = "workspace.json";
  private static final String WORKSPACE = "workspace";
  private static final String PREVIOUS = "previous";
  private static final String NEXT = "next";

  /** Each workspace that a program used has one of these files. */
  static final List<String> MARKS = List.of(Catalog.FILE_NAME, "settings.json");

  /**
   * What the file says.
   *
   * @param workspace where the workspace is; empty for the default place
   * @param previous where it was before, and still is if a program was killed before it was renamed
   * @param next where it moves at the next start of the window
   */
  public record Content(Optional<Path> workspace, Optional<Path> previous, Optional<Path> next) {
    static final Content NONE = new Content(Optional.empty(), Optional.empty(), Optional.empty());

    Content moved(Path to, Path from) {
      return new Content(Optional.of(to), Optional.of(from), Optional.empty());
    }

    Content moving(Optional<Path> to) {
      return new Content(workspace, previous, to);
    }
  }

  /**
   * The file of the user.
   *
   * @param environment environment variables of the process
   */
  public static WorkspaceLocation of(Map<String, String> environment) {
    String home = System.getProperty("user.home");
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    Path folder;
    if (os.contains("win")) {
      String local = environment.get("LOCALAPPDATA");
      folder =
          (local == null ? Path.of(home, "AppData", "Local") : Path.of(local)).resolve("KAMCL");
    } else if (os.contains("mac")) {
      folder = Path.of(home, "Library", "Preferences", "KAMCL");
    } else {
      String config = environment.get("XDG_CONFIG_HOME");
      folder =
          (config == null || config.isBlank() ? Path.of(home, ".config") : Path.of(config))
              .resolve("kamcl");
    }
    return new WorkspaceLocation(folder.resolve(NAME));
  }

  /**
   * Where the workspace is.
   *
   * @param usual the default place
   * @throws KamclException if the file is damaged, or the folder that it names is missing: an empty
   *     workspace in its place would look as if everything were lost
   */
  public Path workspace(Path usual) {
    Content content = read();
    if (content.workspace().isEmpty()) {
      return usual;
    }
    Path moved = content.workspace().get();
    if (Files.isDirectory(moved)) {
      return moved;
    }
    return content
        .previous()
        .filter(before -> MARKS.stream().anyMatch(name -> Files.exists(before.resolve(name))))
        .orElseThrow(() -> new KamclException(BackupError.LOCATION_MISSING, moved, file));
  }

  /** Reads the file; nothing if there is none. */
  public Content read() {
    if (Files.notExists(file)) {
      return Content.NONE;
    }
    try {
      String text = new String(RegularFiles.readAllBytes(file), StandardCharsets.UTF_8);
      return JsonValues.read(() -> parse(JsonParser.parseString(text).getAsJsonObject()));
    } catch (IOException | JsonParseException | StackOverflowError e) {
      throw new KamclException(e, BackupError.LOCATION_DAMAGED, file);
    }
  }

  private static Content parse(JsonObject json) {
    return new Content(path(json, WORKSPACE), path(json, PREVIOUS), path(json, NEXT));
  }

  private static Optional<Path> path(JsonObject json, String key) {
    return json.has(key) ? Optional.of(Path.of(json.get(key).getAsString())) : Optional.empty();
  }

  /** Writes the file, completely or not at all. */
  void write(Content content) {
    JsonObject json = new JsonObject();
    content.workspace().ifPresent(path -> json.addProperty(WORKSPACE, path.toString()));
    content.previous().ifPresent(path -> json.addProperty(PREVIOUS, path.toString()));
    content.next().ifPresent(path -> json.addProperty(NEXT, path.toString()));
    try {
      PrivateFiles.createFolders(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      OutputFiles.replace(file, out -> out.write((json + "\n").getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new KamclException(e, BackupError.NOT_WRITTEN, file);
    }
  }

  /**
   * Uses a workspace from now on, where none is named by an option or the environment.
   *
   * @param workspace folder that exists
   */
  public void use(Path workspace) {
    write(
        new Content(
            Optional.of(workspace.toAbsolutePath().normalize()),
            Optional.empty(),
            Optional.empty()));
  }
}
