package org.kamcl.explorer.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search over the settings. */
class SettingDescriptionTest {
  private static List<String> found(String words, Locale locale) {
    return SettingDescription.ALL.stream()
        .filter(one -> one.matches(words, locale))
        .map(SettingDescription::id)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void everySettingIsFoundByItsNameAndItsExplanation(String tag) {
    Locale locale = Locale.forLanguageTag(tag);
    for (SettingDescription one : SettingDescription.ALL) {
      assertTrue(found(one.title(locale), locale).contains(one.id()), one.id());
      assertTrue(found(one.explanation(locale), locale).contains(one.id()), one.id());
    }
  }

  @Test
  void chineseWordsNeedNoSpacesBetweenThem() {
    Locale chinese = Locale.SIMPLIFIED_CHINESE;
    assertTrue(found("语言", chinese).contains("appearance.language"));
    assertTrue(found("文字大小", chinese).contains("appearance.textPercent"));
    assertEquals(List.of(), found("飞机", chinese));
  }
}
