package org.kamcl.explorer.ui.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

class ThemeTest {
  private static final Path SHEETS = Path.of("src/main/resources/org/kamcl/explorer/ui");
  private static final Pattern DEFINED = Pattern.compile("(-kx-[a-z0-9-]+):");
  private static final Pattern USED = Pattern.compile("(-kx-[a-z0-9-]+)(?=[ ;,)])");
  private static final Pattern LITERAL = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|rgba?\\(");

  private static final Path SOURCES = Path.of("src/main/java/org/kamcl/explorer/ui");
  private static final Pattern NAMED = Pattern.compile("[.#]([a-zA-Z][\\w-]*)");
  private static final Pattern TEXT = Pattern.compile("\"([a-z][a-z0-9-]*)\"");

  private static Set<String> all(Pattern pattern, String sheet) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(sheet);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static String sheet(String name) throws IOException {
    return Files.readString(SHEETS.resolve(name));
  }

  @Test
  void bothThemesDefineTheSameTokens() throws IOException {
    Set<String> light = all(DEFINED, sheet("theme/kx-light.css"));
    assertFalse(light.isEmpty());
    assertEquals(light, all(DEFINED, sheet("theme/kx-dark.css")));
  }

  @Test
  void theColorsBeforeTheFirstFrameAreThoseOfTheStyleSheet() throws IOException {
    for (Theme theme : Theme.values()) {
      assertEquals(token(theme, "-kx-window"), theme.backdrop());
      assertEquals(token(theme, "-kx-pane"), theme.pane());
      assertEquals(token(theme, "-kx-border"), theme.border());
    }
  }

  private static Color token(Theme theme, String name) throws IOException {
    Matcher value =
        Pattern.compile(name + ": (#\\w+);")
            .matcher(sheet("theme/kx-" + theme.name().toLowerCase(Locale.ROOT) + ".css"));
    assertTrue(value.find());
    return Color.web(value.group(1));
  }

  @Test
  void otherStyleSheetsUseColorTokensOnly() throws IOException {
    Set<String> known = all(DEFINED, sheet("theme/kx-light.css"));
    try (Stream<Path> files = Files.walk(SHEETS)) {
      List<Path> others =
          files
              .filter(file -> file.toString().endsWith(".css"))
              .filter(file -> !file.getFileName().toString().matches("kx-(light|dark)\\.css"))
              .toList();
      assertTrue(others.size() > 4);
      for (Path file : others) {
        String text = Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", "");
        assertFalse(LITERAL.matcher(text).find(), file + " contains a literal color");
        Set<String> used = all(USED, text);
        used.removeAll(known);
        assertEquals(Set.of(), used, file + " refers to an undefined color");
      }
    }
  }

  /**
   * Each selector of a later sheet has a style class or an id that only the views of these sheets
   * use, so that a window without the sheet looks the same.
   */
  @Test
  void laterStyleSheetsMatchOnlyTheViewsThatAreShownLater() throws IOException {
    Set<String> later = new TreeSet<>();
    Theme.LATER.forEach(sheet -> later.add(sheet.substring(0, sheet.indexOf('/'))));
    Map<String, Set<String>> packages = packagesByText();
    int selectors = 0;
    for (String name : Theme.LATER) {
      String text = sheet(name).replaceAll("(?s)/\\*.*?\\*/", "");
      Matcher rules = Pattern.compile("([^{}]+)\\{").matcher(text);
      while (rules.find()) {
        for (String selector : rules.group(1).split(",")) {
          selectors++;
          assertTrue(
              all(NAMED, selector).stream()
                  .anyMatch(named -> later.contains(named) || isIn(later, users(packages, named))),
              name + " styles more than its view: " + selector.strip());
        }
      }
    }
    assertTrue(selectors > 300);
  }

  private static boolean isIn(Set<String> later, Set<String> users) {
    return !users.isEmpty() && later.containsAll(users);
  }

  /** The packages whose sources name a style class or an id, or else the beginning of several. */
  private static Set<String> users(Map<String, Set<String>> packages, String named) {
    Set<String> users = new TreeSet<>(packages.getOrDefault(named, Set.of()));
    for (int end = named.length() - 1; users.isEmpty() && end > named.indexOf('-'); end--) {
      users.addAll(packages.getOrDefault(named.substring(0, end), Set.of()));
    }
    return users;
  }

  /** For each text of the window's sources, the packages in which it is, such as "train". */
  private static Map<String, Set<String>> packagesByText() throws IOException {
    Map<String, Set<String>> packages = new TreeMap<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(at -> at.toString().endsWith(".java")).toList()) {
        String top = SOURCES.relativize(file).getName(0).toString();
        for (String text : all(TEXT, Files.readString(file))) {
          packages.computeIfAbsent(text, first -> new TreeSet<>()).add(top);
        }
      }
    }
    return packages;
  }

  @Test
  void theScoreColorScaleRangesFromTenPercentToAHundredthPercent() {
    assertEquals(0, ScoreColorScale.position(0.5));
    assertEquals(0, ScoreColorScale.position(0.1), 1e-9);
    assertEquals(1.0 / 3, ScoreColorScale.position(0.01), 1e-9);
    assertEquals(1, ScoreColorScale.position(0.00001));
    double before = -1;
    for (double share : new double[] {0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001}) {
      double now = lightness(ScoreColorScale.color(share));
      assertTrue(now > before, "better scores are lighter");
      before = now;
    }
  }

  private static double lightness(javafx.scene.paint.Color color) {
    return 0.2126 * Math.pow(color.getRed(), 2.2)
        + 0.7152 * Math.pow(color.getGreen(), 2.2)
        + 0.0722 * Math.pow(color.getBlue(), 2.2);
  }
}
