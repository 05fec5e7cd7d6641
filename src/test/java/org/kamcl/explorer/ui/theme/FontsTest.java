package org.kamcl.explorer.ui.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxToolkit;

class FontsTest {
  private static final Path RESOURCES = Path.of("src/main/resources/org/kamcl");
  private static final Path FOLDER = RESOURCES.resolve("explorer/ui/theme/font");

  @BeforeAll
  static void toolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"KamclHans-Regular.otf", "KamclHans-Bold.otf"})
  void theIncludedFontHasEveryCharacterOfTheChineseTexts(String name)
      throws IOException, FontFormatException {
    Font font;
    try (InputStream in = Files.newInputStream(FOLDER.resolve(name))) {
      font = Font.createFont(Font.TRUETYPE_FONT, in);
    }
    Set<String> missing = new TreeSet<>();
    for (String text : chineseTexts()) {
      text.codePoints()
          .filter(c -> c > ' ' && !font.canDisplay(c))
          .forEach(c -> missing.add(Character.toString(c)));
    }
    assertEquals(Set.of(), missing, "run packaging/fonts/make-subset.sh");
    for (int c = '!'; c <= '~'; c++) {
      assertTrue(font.canDisplay(c), Character.toString(c));
    }
    assertTrue(Files.size(FOLDER.resolve(name)) < 500_000, "small");
    assertTrue(Files.readString(FOLDER.resolve("OFL.txt")).contains("Version 1.1"));
  }

  private static List<String> chineseTexts() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith("_zh.properties")).toList()) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
          properties.load(reader);
        }
        properties.values().forEach(text -> texts.add(String.valueOf(text)));
      }
    }
    try (Stream<Path> chapters = Files.list(Path.of("docs", "guide", "zh"))) {
      for (Path chapter : chapters.toList()) {
        texts.add(Files.readString(chapter));
      }
    }
    assertFalse(texts.isEmpty());
    return texts;
  }

  @Test
  void anInstalledFontIsPreferredOverTheIncludedOne() {
    Set<String> some = Set.of("PingFang SC", "Noto Sans CJK SC", "Ubuntu");
    assertEquals("PingFang SC", Fonts.family(Locale.SIMPLIFIED_CHINESE, some::contains));
    assertEquals("Ubuntu", Fonts.family(Locale.ENGLISH, some::contains));
    assertEquals("System", Fonts.family(Locale.ENGLISH, name -> false));
    String included = Fonts.family(Locale.SIMPLIFIED_CHINESE, name -> false);
    assertEquals("Kamcl Hans", included);
    assertEquals(included, javafx.scene.text.Font.font(included, 13).getFamily(), "it is loaded");
  }
}
