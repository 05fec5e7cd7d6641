package org.kamcl.explorer.context;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.training.RunStore;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.index.IndexRequest;

/**
 * Where the user's things are kept, and what came with the program.
 *
 * @param folder the workspace; nothing of the user's is written elsewhere
 * @param programFolder the program's folder with its shipped models, if it is known
 */
public record Workspace(Path folder, Optional<Path> programFolder) {

  /**
   * The workspace that options and environment choose.
   *
   * @param named {@code --home}, or null
   * @param environment of the process
   */
  public static Workspace choose(Path named, Map<String, String> environment) {
    String program = System.getProperty("kamcl.program");
    Optional<Path> folder = Optional.ofNullable(program).map(Path::of);
    if (named != null) {
      return new Workspace(named, folder);
    }
    String variable = environment.get("KAMCL_HOME");
    if (variable != null && !variable.isBlank()) {
      return new Workspace(Path.of(variable), folder);
    }
    return new Workspace(dataFolder(environment), folder);
  }

  private static Path dataFolder(Map<String, String> environment) {
    String home = System.getProperty("user.home");
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (os.contains("win")) {
      String roaming = environment.get("APPDATA");
      return (roaming == null ? Path.of(home, "AppData", "Roaming") : Path.of(roaming))
          .resolve("KAMCL");
    }
    if (os.contains("mac")) {
      return Path.of(home, "Library", "Application Support", "KAMCL");
    }
    String data = environment.get("XDG_DATA_HOME");
    return (data == null || data.isBlank() ? Path.of(home, ".local", "share") : Path.of(data))
        .resolve("kamcl");
  }

  /** The models that can be used. */
  public ModelStore models() {
    return new ModelStore(
        folder.resolve("models"),
        programFolder.map(p -> p.resolve("models")).filter(Files::isDirectory));
  }

  /** Whether the sample images came with the program. */
  public boolean hasSample() {
    return sampleFolder().isPresent();
  }

  private Optional<Path> sampleFolder() {
    return programFolder
        .map(p -> p.resolve("sample-data").resolve("windows"))
        .filter(Files::isDirectory);
  }

  /**
   * What makes the sample images searchable.
   *
   * @throws ExplorerException if they did not come with the program
   */
  public IndexRequest sample() {
    Path windows =
        sampleFolder()
            .orElseThrow(
                () ->
                    new ExplorerException(
                        "The sample images did not come with this program. Add a folder of your"
                            + " own: kamcl index DIR."));
    return IndexRequest.of(windows)
        .withLocationTable(windows.resolve("places.csv"))
        .withCollection("Samples");
  }

  /** The training runs. */
  public RunStore runs() {
    return new RunStore(folder.resolve("runs"));
  }

  /**
   * The folder of the pretrained encoders.
   *
   * @param named by an option, or null
   */
  public Optional<Path> pretrained(Path named) {
    if (named != null) {
      return Optional.of(named);
    }
    String variable = System.getenv("KAMCL_PRETRAINED");
    if (variable != null && !variable.isBlank()) {
      return Optional.of(Path.of(variable));
    }
    return programFolder
        .map(p -> p.resolve("models").resolve("pretrained"))
        .filter(Files::isDirectory);
  }
}
