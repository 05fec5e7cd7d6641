package org.kamcl.explorer.ui.theme;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the system prefers. It is asked by its own small programs, as JavaFX does not know; takes up
 * to some seconds where one of them hangs, so never on the thread that draws.
 *
 * @param dark whether programs are to be dark
 * @param reducedMotion whether nothing is to move
 */
public record DesktopPreferences(boolean dark, boolean reducedMotion) {
  private static final long SECONDS = 2;
  private static final int LONGEST = 10_000;

  /** Runs a program and gives what it prints, or nothing if it fails. */
  @FunctionalInterface
  interface CommandOutput {
    /** The answer of a program. */
    Optional<String> run(List<String> command);
  }

  /** Asks the system; light and moving where it does not say. */
  public static DesktopPreferences detect() {
    return of(System.getProperty("os.name", ""), DesktopPreferences::run);
  }

  static DesktopPreferences of(String system, CommandOutput commandOutput) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.contains("mac")) {
      return new DesktopPreferences(
          says(commandOutput, "dark", "defaults", "read", "-g", "AppleInterfaceStyle"),
          says(
              commandOutput, "1", "defaults", "read", "com.apple.universalaccess", "reduceMotion"));
    }
    if (name.contains("win")) {
      String themes = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize";
      String desktop = "HKCU\\Control Panel\\Desktop\\WindowMetrics";
      return new DesktopPreferences(
          says(commandOutput, "0x0", "reg", "query", themes, "/v", "AppsUseLightTheme"),
          says(commandOutput, " 0", "reg", "query", desktop, "/v", "MinAnimate"));
    }
    String desktop = "org.gnome.desktop.interface";
    boolean dark =
        commandOutput
            .run(
                List.of(
                    "gdbus",
                    "call",
                    "--session",
                    "--timeout=1",
                    "--dest=org.freedesktop.portal.Desktop",
                    "--object-path=/org/freedesktop/portal/desktop",
                    "--method=org.freedesktop.portal.Settings.Read",
                    "org.freedesktop.appearance",
                    "color-scheme"))
            // 1 prefers dark, 2 light; 0 says nothing.
            .filter(answer -> answer.matches("(?s).*uint32 [12].*"))
            .map(answer -> answer.contains("uint32 1"))
            .orElseGet(
                () ->
                    says(commandOutput, "prefer-dark", "gsettings", "get", desktop, "color-scheme")
                        || says(commandOutput, "-dark", "gsettings", "get", desktop, "gtk-theme"));
    return new DesktopPreferences(
        dark, says(commandOutput, "false", "gsettings", "get", desktop, "enable-animations"));
  }

  private static boolean says(CommandOutput commandOutput, String word, String... command) {
    return commandOutput
        .run(List.of(command))
        .map(answer -> answer.strip().toLowerCase(Locale.ROOT))
        .filter(answer -> answer.replace("'", "").endsWith(word))
        .isPresent();
  }

  private static Optional<String> run(List<String> command) {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      // Not a system that has this program.
      return Optional.empty();
    }
    try (InputStream out = process.getInputStream()) {
      process.getOutputStream().close();
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0
          ? Optional.of(new String(out.readNBytes(LONGEST), StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }
}
