package org.kamcl.explorer.ui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final Pattern USE = Pattern.compile("\\.text\\(\\s*(\"[^)]*?)[,)]");
  private static final Pattern KEY = Pattern.compile("\"([a-z]+(?:\\.[a-z]+)+)\"");
  private static final Path SOURCES = Path.of("src/main/java/org/kamcl/explorer");

  private final ResourceBundle bundle = ResourceBundle.getBundle("org.kamcl.explorer.messages");

  @Test
  void everyTextThatIsAskedForIsThereAndNoneIsThereThatNobodyAsksFor() throws IOException {
    Set<String> used = new TreeSet<>();
    Set<String> mentioned = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> read(file, used, mentioned));
    }
    assertFalse(used.isEmpty());
    Set<String> missing = new TreeSet<>(used);
    missing.removeAll(bundle.keySet());
    assertEquals(Set.of(), missing, "texts that are asked for and missing");
    Set<String> obsolete = new TreeSet<>(bundle.keySet());
    obsolete.removeAll(mentioned);
    assertEquals(Set.of(), obsolete, "texts that nobody asks for");
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
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyTextIsAFormat() {
    for (String key : bundle.keySet()) {
      new MessageFormat(bundle.getString(key), Locale.ENGLISH).format(new Object[] {1, 2, 3, 4});
    }
  }

  @Test
  void countsAreSaidInFullAndInTheRightNumber() {
    Messages messages = new Messages(Locale.ENGLISH);
    assertEquals("1 image", messages.text("status.images", 1));
    assertEquals("12,480 images", messages.text("status.images", 12_480));
  }

  @Test
  void anUnknownLanguageSpeaksEnglish() {
    assertEquals("Search", new Messages(Locale.forLanguageTag("xh")).text("query.search"));
  }
}
