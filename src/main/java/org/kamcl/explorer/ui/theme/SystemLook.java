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
 * @param still whether nothing is to move
 */
public record SystemLook(boolean dark, boolean still) {
  private static final long SECONDS = 2;
  private static final int LONGEST = 10_000;

  /** Runs a program and gives what it prints, or nothing if it fails. */
  @FunctionalInterface
  interface Asking {
    /** The answer of a program. */
    Optional<String> ask(List<String> command);
  }

  /** Asks the system; light and moving where it does not say. */
  public static SystemLook ask() {
    return of(System.getProperty("os.name", ""), SystemLook::run);
  }

  static SystemLook of(String system, Asking asking) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.contains("mac")) {
      return new SystemLook(
          says(asking, "dark", "defaults", "read", "-g", "AppleInterfaceStyle"),
          says(asking, "1", "defaults", "read", "com.apple.universalaccess", "reduceMotion"));
    }
    if (name.contains("win")) {
      String themes = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize";
      String desktop = "HKCU\\Control Panel\\Desktop\\WindowMetrics";
      return new SystemLook(
          says(asking, "0x0", "reg", "query", themes, "/v", "AppsUseLightTheme"),
          says(asking, " 0", "reg", "query", desktop, "/v", "MinAnimate"));
    }
    String desktop = "org.gnome.desktop.interface";
    boolean dark =
        asking
            .ask(
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
                    says(asking, "prefer-dark", "gsettings", "get", desktop, "color-scheme")
                        || says(asking, "-dark", "gsettings", "get", desktop, "gtk-theme"));
    return new SystemLook(
        dark, says(asking, "false", "gsettings", "get", desktop, "enable-animations"));
  }

  private static boolean says(Asking asking, String word, String... command) {
    return asking
        .ask(List.of(command))
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
