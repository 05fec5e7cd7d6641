package org.kamcl.explorer.ui.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.kamcl.explorer.domain.ExplorerException;

/** Files in the programs of the system. */
public final class DesktopFiles {
  private DesktopFiles() {}

  /**
   * Opens the folder of a file in the system's file manager, with the file chosen where it can do
   * that.
   *
   * @throws ExplorerException where there is no such program
   */
  public static void reveal(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    start(
        file,
        switch (system()) {
          case "mac" -> List.of("open", "-R", file.toString());
          case "windows" -> List.of("explorer.exe", "/select," + file);
          default -> List.of("xdg-open", String.valueOf(folder == null ? file : folder));
        });
  }

  /**
   * Opens a file in the program that is meant for it.
   *
   * @throws ExplorerException where the system cannot be asked
   */
  public static void open(Path file) {
    start(
        file,
        switch (system()) {
          case "mac" -> List.of("open", file.toString());
          case "windows" -> List.of("explorer.exe", file.toString());
          default -> List.of("xdg-open", file.toString());
        });
  }

  private static String system() {
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
      throw new ExplorerException(
          "The system has no program to show "
              + file
              + " with ("
              + command.get(0)
              + " is missing): open it by hand.",
          e);
    }
  }
}
