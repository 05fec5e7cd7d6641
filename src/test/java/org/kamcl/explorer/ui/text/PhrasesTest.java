package org.kamcl.explorer.ui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.query.QueryParser;

class PhrasesTest {
  private static final Path SOURCES = Path.of("src/main/java/org/kamcl");
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");
  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
  private final Phrases phrases = Phrases.of(Locale.SIMPLIFIED_CHINESE);

  private static Set<String> places(String text) {
    Set<String> places = new TreeSet<>();
    Matcher matcher = PLACE.matcher(text);
    while (matcher.find()) {
      places.add(matcher.group());
    }
    return places;
  }

  @Test
  void everyPhraseIsSaidByTheProgramAndHasATranslation() throws IOException {
    StringBuilder code = new StringBuilder();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        code.append(Files.readString(file));
      }
    }
    // Sentences are broken where lines would be too long.
    String said = code.toString().replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\"");
    List<String> strange = new ArrayList<>();
    for (Phrases.Phrase phrase : phrases.all()) {
      for (String part : PLACE.split(phrase.english())) {
        // What an image has is put into a sentence elsewhere, which ends it.
        String own = part.strip().replaceAll("[.)]+$", "");
        if (own.length() > 3 && !said.contains(own)) {
          strange.add(phrase.english() + " (" + own + ")");
        }
      }
      assertTrue(CHINESE.matcher(phrase.other()).find(), phrase.other());
      assertTrue(places(phrase.english()).containsAll(places(phrase.other())), phrase.other());
    }
    assertEquals(List.of(), strange, "no longer said");
    assertTrue(phrases.all().size() > 50);
    long lines;
    try (Stream<String> all =
        Files.lines(Path.of("src/main/resources/org/kamcl/explorer/phrases_zh.txt"))) {
      lines = all.filter(line -> !line.isBlank() && !line.startsWith("#")).count();
    }
    assertEquals(2L * phrases.all().size(), lines, "each has its translation below it");
  }

  @Test
  void whatReallyGoesWrongIsSaidInChinese() {
    KamclException open =
        assertThrows(KamclException.class, () -> QueryParser.parse("boats \"long pier"));
    ErrorFormatter errorFormatter = new ErrorFormatter(new Messages(Locale.SIMPLIFIED_CHINESE));
    assertEquals("检索 boats \"long pier 中的引号没有闭合。请在短语末尾加上 \"。", errorFormatter.format(open));
    assertEquals(open.getMessage(), new ErrorFormatter(new Messages(Locale.ENGLISH)).format(open));
  }

  @Test
  void phrasesStandWithinPhrases() {
    assertEquals(
        "图片 /a b/c.tif 的坐标系未知（EPSG:99）。",
        phrases.say("The image /a b/c.tif has a coordinate system that is not known (EPSG:99)."));
    assertEquals(
        "图库还没有用模型 a（图片已由 b 索引） 建立索引：请重新索引，或换用别的模型。",
        phrases.say(
            "The archive has not been indexed with the model a (its pictures are known to b): run"
                + " kamcl index with --model a, or search with another model."));
    assertEquals(
        "文件 x.img 的格式（an Erdas Imagine raster）不受支持：请转换为 GeoTIFF。",
        phrases.say(
            "The file x.img is an Erdas Imagine raster, which is not read: convert it to GeoTIFF."));
  }

  @Test
  void namesMayHoldWhatFollowsThem() {
    assertEquals(
        "无法把结果写入 /u/Results (2024)/hits.csv（Disk full）。请检查剩余空间和文件夹权限。",
        phrases.say(
            "The hits could not be written to /u/Results (2024)/hits.csv (Disk full). Check the free"
                + " space and the rights of the folder."));
    assertEquals(
        "文件 /d/what is new/x.img 的格式（an HDF file）不受支持：请转换为 GeoTIFF。",
        phrases.say(
            "The file /d/what is new/x.img is an HDF file, which is not read: convert it to"
                + " GeoTIFF."));
  }

  @Test
  void whatIsNotKnownStaysAsItIs() {
    assertEquals("Something new.", phrases.say("Something new."));
    assertFalse(Phrases.of(Locale.FRENCH).say("Bands are counted from 1.").isEmpty());
  }
}
