package org.kamcl.explorer.ui.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DesktopPreferencesTest {
  /** Programs by the last word of their command, as each question has another. */
  private static DesktopPreferences look(String system, Map<String, String> answers) {
    return DesktopPreferences.of(
        system, command -> Optional.ofNullable(answers.get(command.get(command.size() - 1))));
  }

  @Test
  void whoDoesNotAnswerIsLightAndMoves() {
    for (String system : new String[] {"Linux", "Windows 11", "Mac OS X", "FreeBSD", ""}) {
      assertEquals(new DesktopPreferences(false, false), look(system, Map.of()), system);
    }
  }

  @Test
  void linuxIsAskedThroughThePortalAndThenItsSettings() {
    DesktopPreferences dark = new DesktopPreferences(true, false);
    DesktopPreferences light = new DesktopPreferences(false, false);
    assertEquals(dark, look("Linux", Map.of("color-scheme", "(<<uint32 1>>,)\n")));
    assertEquals(
        light,
        look("Linux", Map.of("color-scheme", "(<<uint32 2>>,)\n", "gtk-theme", "'Yaru-dark'\n")));
    assertEquals(dark, look("Linux", Map.of("color-scheme", "'prefer-dark'\n")));
    assertEquals(dark, look("Linux", Map.of("gtk-theme", "'Adwaita-dark'\n")));
    assertEquals(light, look("Linux", Map.of("color-scheme", "'default'\n")));
    assertEquals(
        new DesktopPreferences(false, true), look("Linux", Map.of("enable-animations", "false\n")));
  }

  @Test
  void windowsAndMacAreAskedTheirOwnWay() {
    String key =
        "\nHKEY_CURRENT_USER\\Software\\...\\Personalize\n"
            + "    AppsUseLightTheme    REG_DWORD    0x%d\n\n";
    assertEquals(
        new DesktopPreferences(true, false),
        look("Windows 11", Map.of("AppsUseLightTheme", String.format(key, 0))));
    assertEquals(
        new DesktopPreferences(false, false),
        look("Windows 11", Map.of("AppsUseLightTheme", String.format(key, 1))));
    assertEquals(
        new DesktopPreferences(false, true),
        look("Windows 11", Map.of("MinAnimate", "\n    MinAnimate    REG_SZ    0\n")));
    assertEquals(
        new DesktopPreferences(true, true),
        look("Mac OS X", Map.of("AppleInterfaceStyle", "Dark\n", "reduceMotion", "1\n")));
  }

  @Test
  void thisSystemAnswersOrIsGivenUpInTime() {
    assertTimeout(Duration.ofSeconds(15), DesktopPreferences::detect);
  }
}
