package org.kamcl.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder of the user's log files: {@code KAMCL_STATE}, else {@code kamcl} in {@code
 * XDG_STATE_HOME} or {@code ~/.local/state}, on Windows {@code logs} in {@code LOCALAPPDATA}, on
 * macOS {@code ~/Library/Logs/KAMCL}. Only the user can read it.
 */
public final class StateFolder {
  private static final String SETTING = "KAMCL_STATE";

  private StateFolder() {}

  /** The folder; need not exist. */
  public static Path location() {
    return location(
        System.getProperty(SETTING),
        System.getenv(),
        System.getProperty("user.home"),
        System.getProperty("os.name"));
  }

  /** The folder that the scripts which start the program use: Java need not know the same home. */
  public static Path ofScript() {
    String home = System.getenv("HOME");
    return location(
        null,
        System.getenv(),
        home == null || home.isBlank() ? System.getProperty("user.home") : home,
        System.getProperty("os.name"));
  }

  static Path location(
      @Nullable String property, Map<String, String> environment, String home, String system) {
    String own = property == null ? environment.get(SETTING) : property;
    if (own != null && !own.isBlank()) {
      return Path.of(own).toAbsolutePath();
    }
    String os = system.toLowerCase(Locale.ROOT);
    if (os.contains("win")) {
      String local = environment.get("LOCALAPPDATA");
      Path base = local == null ? Path.of(home, "AppData", "Local") : Path.of(local);
      return base.resolve("KAMCL").resolve("logs");
    }
    if (os.contains("mac")) {
      return Path.of(home, "Library", "Logs", "KAMCL");
    }
    String xdg = environment.get("XDG_STATE_HOME");
    Path base = xdg == null || xdg.isBlank() ? Path.of(home, ".local", "state") : Path.of(xdg);
    return base.resolve("kamcl");
  }

  /**
   * The folder, created if it is missing. Other users lose their permissions.
   *
   * @throws IOException if it cannot be created
   */
  public static Path create() throws IOException {
    Path folder = location();
    PrivateFiles.createFolders(folder);
    PrivateFiles.makePrivate(folder);
    return folder;
  }
}
