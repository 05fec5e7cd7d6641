package org.kamcl.explorer.ui.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SystemLookTest {
  /** Programs by the last word of their command, as each question has another. */
  private static SystemLook look(String system, Map<String, String> answers) {
    return SystemLook.of(
        system, command -> Optional.ofNullable(answers.get(command.get(command.size() - 1))));
  }

  @Test
  void whoDoesNotAnswerIsLightAndMoves() {
    for (String system : new String[] {"Linux", "Windows 11", "Mac OS X", "FreeBSD", ""}) {
      assertEquals(new SystemLook(false, false), look(system, Map.of()), system);
    }
  }

  @Test
  void linuxIsAskedThroughThePortalAndThenItsSettings() {
    SystemLook dark = new SystemLook(true, false);
    SystemLook light = new SystemLook(false, false);
    assertEquals(dark, look("Linux", Map.of("color-scheme", "(<<uint32 1>>,)\n")));
    assertEquals(
        light,
        look("Linux", Map.of("color-scheme", "(<<uint32 2>>,)\n", "gtk-theme", "'Yaru-dark'\n")));
    assertEquals(dark, look("Linux", Map.of("color-scheme", "'prefer-dark'\n")));
    assertEquals(dark, look("Linux", Map.of("gtk-theme", "'Adwaita-dark'\n")));
    assertEquals(light, look("Linux", Map.of("color-scheme", "'default'\n")));
    assertEquals(
        new SystemLook(false, true), look("Linux", Map.of("enable-animations", "false\n")));
  }

  @Test
  void windowsAndMacAreAskedTheirOwnWay() {
    String key =
        "\nHKEY_CURRENT_USER\\Software\\...\\Personalize\n"
            + "    AppsUseLightTheme    REG_DWORD    0x%d\n\n";
    assertEquals(
        new SystemLook(true, false),
        look("Windows 11", Map.of("AppsUseLightTheme", String.format(key, 0))));
    assertEquals(
        new SystemLook(false, false),
        look("Windows 11", Map.of("AppsUseLightTheme", String.format(key, 1))));
    assertEquals(
        new SystemLook(false, true),
        look("Windows 11", Map.of("MinAnimate", "\n    MinAnimate    REG_SZ    0\n")));
    assertEquals(
        new SystemLook(true, true),
        look("Mac OS X", Map.of("AppleInterfaceStyle", "Dark\n", "reduceMotion", "1\n")));
  }

  @Test
  void thisSystemAnswersOrIsGivenUpInTime() {
    assertTimeout(Duration.ofSeconds(15), SystemLook::ask);
  }
}
