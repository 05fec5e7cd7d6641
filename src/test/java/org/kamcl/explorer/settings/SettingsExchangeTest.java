package org.kamcl.explorer.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;

/** Descriptions of the settings, and their export and import. */
class SettingsExchangeTest {
  @TempDir private Path folder;

  private static Object other(SettingDescription one) {
    return switch (one.kind()) {
      case CHOICE -> one.choices().get(one.choices().size() - 1);
      case FLAG -> !(Boolean) one.standard();
      case NUMBER -> one.standard().equals(one.most()) ? one.least() : one.most();
    };
  }

  private static Settings changed() {
    Settings settings = Settings.DEFAULTS.withQuery("secret pier");
    for (SettingDescription one : SettingDescription.ALL) {
      settings = one.with(settings, other(one));
    }
    return settings;
  }

  @Test
  void everySettingHasTextsInBothLanguagesADefaultAndIsChangedAndReset() {
    for (SettingDescription one : SettingDescription.ALL) {
      for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
        assertFalse(one.title(locale).isBlank(), one.id());
        assertTrue(one.explanation(locale).matches(".*[.\u3002]"), one.id());
        assertFalse(one.groupTitle(locale).isBlank(), one.id());
        for (String choice : one.choices()) {
          assertFalse(one.name(choice, locale).isBlank(), one.id() + " " + choice);
        }
        assertFalse(one.name(one.standard(), locale).isBlank(), one.id());
      }
      Settings changed = one.with(Settings.DEFAULTS, other(one));
      assertEquals(other(one), one.value(changed), one.id());
      assertTrue(one.isChanged(changed), one.id());
      assertEquals(Settings.DEFAULTS, one.reset(changed), one.id());
    }
    for (OutsideSetting one : OutsideSetting.ALL) {
      assertTrue(one.explanation(Locale.ENGLISH).contains("Default:"), one.name());
      assertFalse(one.explanation(Locale.SIMPLIFIED_CHINESE).isBlank(), one.name());
    }
  }

  @Test
  void resetAllKeepsWhatPeopleDidNotChoose() {
    assertEquals(
        Settings.DEFAULTS.withQuery("secret pier"), SettingDescription.resetAll(changed()));
  }

  @Test
  void settingsAreFoundByWordsOfNameExplanationAndChoices() {
    for (String words : List.of("TEXT size", "captions", "\"", "dark")) {
      long found =
          SettingDescription.ALL.stream().filter(s -> s.matches(words, Locale.ENGLISH)).count();
      assertEquals(!words.equals("\""), found > 0, words);
    }
    assertEquals(
        SettingDescription.ALL.size(),
        SettingDescription.ALL.stream().filter(s -> s.matches(" ", Locale.ENGLISH)).count());
  }

  @Test
  void exportedSettingsAreImportedWithoutTheLastQuery() throws IOException {
    Path file = folder.resolve("s.json");
    SettingsExchange.write(changed(), file);
    assertFalse(Files.readString(file).contains("secret"));
    assertEquals(
        changed().withQuery("mine"),
        SettingsExchange.read(Settings.DEFAULTS.withQuery("mine"), file));
  }

  @Test
  void whatAFileDoesNotHaveOrIsUnknownIsKept() throws IOException {
    Path file = folder.resolve("s.json");
    Files.writeString(
        file, "{\"appearance\": {\"theme\": \"light\", \"future\": 1}, \"later\": 2}");
    Settings expected =
        changed().with(changed().appearance().withTheme(Settings.ThemeChoice.LIGHT));
    assertEquals(expected, SettingsExchange.read(changed(), file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"other\": 1}",
        "{\"appearance\": 7}",
        "{\"appearance\": {\"theme\": \"purple\"}}",
        "{\"appearance\": {\"textPercent\": 900}}",
        "{\"appearance\": {\"textPercent\": 150}, \"layout\": {\"mapVisible\": 1}}"
      })
  void aBadFileIsNamedAndNothingIsTaken(String text) throws IOException {
    Path file = folder.resolve("s.json");
    Files.writeString(file, text);
    KamclException e =
        assertThrows(KamclException.class, () -> SettingsExchange.read(changed(), file));
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    assertTrue(e.getMessage().contains("No setting was changed"), e.getMessage());
    assertEquals(text, Files.readString(file));
  }

  @Test
  void idsAreUnique() {
    List<String> ids = SettingDescription.ALL.stream().map(SettingDescription::id).toList();
    assertEquals(ids.size(), new TreeSet<>(ids).size());
  }
}
