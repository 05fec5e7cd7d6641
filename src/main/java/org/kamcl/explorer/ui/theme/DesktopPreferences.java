package org.kamcl.explorer.ui.theme;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Appearance preferences of the desktop. JavaFX 17 does not provide them, so they are read with
 * programs of the operating system.
 *
 * @param dark whether a dark theme is preferred
 * @param reducedMotion whether animations are disabled
 */
public record DesktopPreferences(boolean dark, boolean reducedMotion) {
  private static final long TIMEOUT_SECONDS = 2;
  private static final int MAX_OUTPUT_BYTES = 10_000;

  /** Runs a program. */
  @FunctionalInterface
  interface CommandOutput {
    /** The output of a program; empty if it fails. */
    Optional<String> run(List<String> command);
  }

  /**
   * Reads the preferences; unknown ones are a light theme and animations. Takes up to a few seconds
   * if a program hangs, so not on the JavaFX thread.
   */
  public static DesktopPreferences detect() {
    return of(System.getProperty("os.name", ""), DesktopPreferences::run);
  }

  static DesktopPreferences of(String system, CommandOutput commandOutput) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.contains("mac")) {
      return new DesktopPreferences(
          endsWith(commandOutput, "dark", "defaults", "read", "-g", "AppleInterfaceStyle"),
          endsWith(
              commandOutput, "1", "defaults", "read", "com.apple.universalaccess", "reduceMotion"));
    }
    if (name.contains("win")) {
      String themes = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize";
      String desktop = "HKCU\\Control Panel\\Desktop\\WindowMetrics";
      return new DesktopPreferences(
          endsWith(commandOutput, "0x0", "reg", "query", themes, "/v", "AppsUseLightTheme"),
          endsWith(commandOutput, " 0", "reg", "query", desktop, "/v", "MinAnimate"));
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
            // 1 is dark, 2 is light, 0 is no preference.
            .filter(output -> output.matches("(?s).*uint32 [12].*"))
            .map(output -> output.contains("uint32 1"))
            .orElseGet(
                () ->
                    endsWith(
                            commandOutput,
                            "prefer-dark",
                            "gsettings",
                            "get",
                            desktop,
                            "color-scheme")
                        || endsWith(
                            commandOutput, "-dark", "gsettings", "get", desktop, "gtk-theme"));
    return new DesktopPreferences(
        dark, endsWith(commandOutput, "false", "gsettings", "get", desktop, "enable-animations"));
  }

  private static boolean endsWith(CommandOutput commandOutput, String suffix, String... command) {
    return commandOutput
        .run(List.of(command))
        .map(output -> output.strip().toLowerCase(Locale.ROOT))
        .filter(output -> output.replace("'", "").endsWith(suffix))
        .isPresent();
  }

  private static Optional<String> run(List<String> command) {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      // The program is not installed.
      return Optional.empty();
    }
    try (InputStream out = process.getInputStream()) {
      process.getOutputStream().close();
      boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0
          ? Optional.of(new String(out.readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.UTF_8))
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
