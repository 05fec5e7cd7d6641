package org.kamcl.explorer.ui.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DesktopPreferencesTest {
  /** Outputs of programs by the last word of their command. */
  private static DesktopPreferences preferences(String system, Map<String, String> answers) {
    return DesktopPreferences.of(
        system, command -> Optional.ofNullable(answers.get(command.get(command.size() - 1))));
  }

  @Test
  void unknownPreferencesAreLightWithAnimations() {
    for (String system : new String[] {"Linux", "Windows 11", "Mac OS X", "FreeBSD", ""}) {
      assertEquals(new DesktopPreferences(false, false), preferences(system, Map.of()), system);
    }
  }

  @Test
  void linuxUsesThePortalAndThenGsettings() {
    DesktopPreferences dark = new DesktopPreferences(true, false);
    DesktopPreferences light = new DesktopPreferences(false, false);
    assertEquals(dark, preferences("Linux", Map.of("color-scheme", "(<<uint32 1>>,)\n")));
    assertEquals(
        light,
        preferences(
            "Linux", Map.of("color-scheme", "(<<uint32 2>>,)\n", "gtk-theme", "'Yaru-dark'\n")));
    assertEquals(dark, preferences("Linux", Map.of("color-scheme", "'prefer-dark'\n")));
    assertEquals(dark, preferences("Linux", Map.of("gtk-theme", "'Adwaita-dark'\n")));
    assertEquals(light, preferences("Linux", Map.of("color-scheme", "'default'\n")));
    assertEquals(
        new DesktopPreferences(false, true),
        preferences("Linux", Map.of("enable-animations", "false\n")));
  }

  @Test
  void windowsAndMacUseTheirOwnPrograms() {
    String key =
        "\nHKEY_CURRENT_USER\\Software\\...\\Personalize\n"
            + "    AppsUseLightTheme    REG_DWORD    0x%d\n\n";
    assertEquals(
        new DesktopPreferences(true, false),
        preferences("Windows 11", Map.of("AppsUseLightTheme", String.format(key, 0))));
    assertEquals(
        new DesktopPreferences(false, false),
        preferences("Windows 11", Map.of("AppsUseLightTheme", String.format(key, 1))));
    assertEquals(
        new DesktopPreferences(false, true),
        preferences("Windows 11", Map.of("MinAnimate", "\n    MinAnimate    REG_SZ    0\n")));
    assertEquals(
        new DesktopPreferences(true, true),
        preferences("Mac OS X", Map.of("AppleInterfaceStyle", "Dark\n", "reduceMotion", "1\n")));
  }

  @Test
  void detectionEndsInTime() {
    assertTimeout(Duration.ofSeconds(15), DesktopPreferences::detect);
  }
}
