package org.kamcl.explorer.ui.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.kamcl.error.KamclException;

/** Opens files with programs of the operating system. */
public final class DesktopFiles {
  private DesktopFiles() {}

  /**
   * Shows a file in the file manager, selected if the file manager supports it.
   *
   * @throws KamclException with {@link ControlError#PROGRAM_MISSING}
   */
  public static void reveal(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    start(
        file,
        switch (operatingSystem()) {
          case "mac" -> List.of("open", "-R", file.toString());
          case "windows" -> List.of("explorer.exe", "/select," + file);
          default -> List.of("xdg-open", String.valueOf(folder == null ? file : folder));
        });
  }

  /**
   * Opens a file with its default program.
   *
   * @throws KamclException with {@link ControlError#PROGRAM_MISSING}
   */
  public static void open(Path file) {
    start(
        file,
        switch (operatingSystem()) {
          case "mac" -> List.of("open", file.toString());
          case "windows" -> List.of("explorer.exe", file.toString());
          default -> List.of("xdg-open", file.toString());
        });
  }

  private static String operatingSystem() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return name.contains("mac") ? "mac" : name.contains("win") ? "windows" : "other";
  }

  private static void start(Path file, List<String> command) {
    try {
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new KamclException(e, ControlError.PROGRAM_MISSING, file, command.get(0));
    }
  }
}
