package org.kamcl.engine.training.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingDescriptionsTest {
  private static final Pattern NAME = Pattern.compile("[a-z]+[A-Z]\\w*|[a-z]+\\d");
  private static final Pattern NUMBER = Pattern.compile("\\d+(,\\d{3})*");

  private static Properties own(String file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = SettingDescriptions.class.getResourceAsStream(file);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }

  @Test
  void eachLanguageDescribesExactlyTheSettings() throws IOException {
    for (String file : List.of("settings.properties", "settings_zh.properties")) {
      assertEquals(
          new TreeSet<>(TrainingConfig.groupNames().keySet()),
          new TreeSet<>(own(file).stringPropertyNames()),
          file);
    }
  }

  @Test
  void chineseDescriptionsAreTranslatedAndNameTheSameSettingsAndNumbers() {
    Map<String, String> english = SettingDescriptions.of(Locale.ENGLISH);
    SettingDescriptions.of(Locale.SIMPLIFIED_CHINESE)
        .forEach(
            (name, text) -> {
              assertTrue(text.codePoints().anyMatch(Character::isIdeographic), name);
              assertFalse(text.endsWith("。"), name);
              String original = english.get(name);
              assertFalse(original.endsWith("."), name);
              assertEquals(found(NAME, original), found(NAME, text), name);
              if (!original.matches(".*\\b(one|two|half|third|fifth|eight)\\b.*")) {
                assertEquals(found(NUMBER, original), found(NUMBER, text), name);
              }
            });
  }

  private static List<String> found(Pattern pattern, String text) {
    List<String> all = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      all.add(matcher.group());
    }
    all.sort(null);
    return all;
  }

  @Test
  void otherLanguagesSeeEnglish() {
    assertEquals(
        SettingDescriptions.of(Locale.ENGLISH),
        SettingDescriptions.of(Locale.forLanguageTag("fi")));
  }
}
