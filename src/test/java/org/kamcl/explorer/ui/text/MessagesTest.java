package org.kamcl.explorer.ui.text;

import static java.lang.Character.UnicodeScript.HAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.export.HitExporters;
import org.kamcl.explorer.export.ImageDetails;
import org.kamcl.support.FixedExplanations;

class MessagesTest {
  private static final Pattern USE = Pattern.compile("\\.text\\(\\s*(\"[^)]*?)[,)]");
  private static final Pattern KEY = Pattern.compile("\"([a-z]+(?:\\.[a-z]+)+)\"");

  /** An export format, whose identifier ends the key of its name. */
  private static final Pattern EXPORT_FORMAT =
      Pattern.compile("new ExportFormat\\(\\s*\"([a-z]+)\"");

  private static final Path SOURCES = Path.of("src/main/java/org/kamcl/explorer");

  /** An argument of a format, also inside the choices of another one. */
  private static final Pattern PLACE = Pattern.compile("\\{(\\d+)");

  private final ResourceBundle bundle = bundle(Locale.ENGLISH);
  private final ResourceBundle chinese = bundle(Locale.SIMPLIFIED_CHINESE);

  private static ResourceBundle bundle(Locale locale) {
    return ResourceBundle.getBundle(
        "org.kamcl.explorer.messages",
        locale,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** Keys of a file itself, without those of its parent bundle. */
  private static Set<String> ownKeys(String file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader =
        Files.newBufferedReader(Path.of("src/main/resources/org/kamcl/explorer", file))) {
      properties.load(reader);
    }
    return new TreeSet<>(properties.stringPropertyNames());
  }

  @Test
  void everyUsedKeyExistsAndEveryKeyIsUsed() throws IOException {
    Set<String> used = new TreeSet<>();
    Set<String> mentioned = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> read(file, used, mentioned));
    }
    assertFalse(used.isEmpty());
    for (ExportFormat format :
        new HitExporters(Path.of("."), null, null, new FixedExplanations(), ImageDetails.NONE)
            .formats()) {
      used.add("export." + format.id());
    }
    mentioned.addAll(used);
    Set<String> missing = new TreeSet<>(used);
    missing.removeAll(bundle.keySet());
    assertEquals(Set.of(), missing, "missing texts");
    Set<String> obsolete = new TreeSet<>(bundle.keySet());
    obsolete.removeAll(mentioned);
    assertEquals(Set.of(), obsolete, "unused texts");
  }

  private static void read(Path file, Set<String> used, Set<String> mentioned) {
    try {
      String source = Files.readString(file);
      Matcher use = USE.matcher(source);
      while (use.find()) {
        Matcher key = KEY.matcher(use.group(1));
        while (key.find()) {
          used.add(key.group(1));
        }
      }
      Matcher key = KEY.matcher(source);
      while (key.find()) {
        mentioned.add(key.group(1));
      }
      Matcher format = EXPORT_FORMAT.matcher(source);
      while (format.find()) {
        used.add("export." + format.group(1));
        mentioned.add("export." + format.group(1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyTextIsAFormat() {
    for (String key : bundle.keySet()) {
      new MessageFormat(bundle.getString(key), Locale.ENGLISH).format(new Object[] {1, 2, 3, 4});
      new MessageFormat(chinese.getString(key), Locale.SIMPLIFIED_CHINESE)
          .format(new Object[] {1, 2, 3, 4});
    }
  }

  @Test
  void bothLanguagesHaveTheSameKeysAndArguments() throws IOException {
    Set<String> missing = ownKeys("messages.properties");
    missing.removeAll(ownKeys("messages_zh.properties"));
    assertEquals(Set.of(), missing, "texts without a Chinese translation");
    Set<String> obsolete = ownKeys("messages_zh.properties");
    obsolete.removeAll(ownKeys("messages.properties"));
    assertEquals(Set.of(), obsolete, "Chinese texts without an English text");
    for (String key : bundle.keySet()) {
      assertEquals(
          placeholders(bundle.getString(key)),
          placeholders(chinese.getString(key)),
          key + " has other places");
      assertTrue(
          chinese.getString(key).equals(chinese.getString(key).strip())
              == bundle.getString(key).equals(bundle.getString(key).strip()),
          key);
    }
  }

  private static Set<String> placeholders(String text) {
    Set<String> arguments = new TreeSet<>();
    Matcher matcher = PLACE.matcher(text);
    while (matcher.find()) {
      arguments.add(matcher.group(1));
    }
    return arguments;
  }

  @Test
  void chineseTextsAreChinese() {
    Set<String> latin = new TreeSet<>();
    for (String key : chinese.keySet()) {
      String text = chinese.getString(key);
      if (text.codePoints().noneMatch(c -> Character.UnicodeScript.of(c) == HAN)) {
        latin.add(key);
      }
    }
    // Names, signs and units; example queries, as the model understands English.
    latin.removeIf(
        key ->
            key.matches(
                "window\\.title|example\\..*|.*\\.(percent|strength|english)|jobs\\.count|score\\.(rate|percent\\.below)"
                    + "|geo\\.(degrees|dms|coordinates|north|south|east|west)|map\\.credits"
                    + "|details\\.location\\.in|map\\.search\\.town|filter\\.(collection|span)"
                    + "|chart\\.(spoken\\.at|value)"
                    + "|wizard\\.setting\\.sentence|train\\.(number|origin|scientific|panel\\.(infonce|mr))"));
    assertEquals(Set.of(), latin, "texts that were not translated");
  }

  @Test
  void formatsCountsInFullWithTheRightPlural() {
    Messages messages = new Messages(Locale.ENGLISH);
    assertEquals("1 image", messages.text("status.images", 1));
    assertEquals("12,480 images", messages.text("status.images", 12_480));
    Messages other = new Messages(Locale.SIMPLIFIED_CHINESE);
    assertEquals("12,480 \u5f20\u5f71\u50cf", other.text("status.images", 12_480));
    assertEquals("\u65e0\u4efb\u52a1", other.text("status.jobs", 0));
  }

  @Test
  void unknownLanguagesFallBackToEnglish() {
    assertEquals("Search", new Messages(Locale.forLanguageTag("xh")).text("query.search"));
  }
}
