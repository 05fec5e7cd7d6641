package org.kamcl.explorer.ui.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.CssParser;
import javafx.css.Declaration;
import javafx.css.ParsedValue;
import javafx.css.Rule;
import javafx.css.Selector;
import javafx.css.StyleConverter;
import javafx.css.Stylesheet;
import org.junit.jupiter.api.Test;

class BinaryStyleSheetsTest {
  private static List<Path> files(String extension) throws IOException, URISyntaxException {
    Path sheets = Path.of(Theme.class.getResource("kx.css").toURI()).resolve("../..").normalize();
    try (Stream<Path> files = Files.walk(sheets)) {
      return files.filter(file -> file.toString().endsWith(extension)).sorted().toList();
    }
  }

  /** A selector with its style and pseudo-classes in order: JavaFX keeps them as sets. */
  private static String text(Selector selector) {
    return Arrays.stream(selector.toString().split("\\s+"))
        .map(part -> Arrays.stream(part.split("(?=[.:#])")).sorted().collect(Collectors.joining()))
        .collect(Collectors.joining(" "));
  }

  private static String text(Declaration declaration) {
    return declaration.getProperty()
        + ": "
        + value(declaration.getParsedValue())
        + (declaration.isImportant() ? " important" : "");
  }

  private static String value(Object value) {
    if (value instanceof ParsedValue<?, ?> parsed) {
      StyleConverter<?, ?> converter = parsed.getConverter();
      return value(parsed.getValue())
          + (converter == null ? "" : " by " + converter.getClass().getSimpleName());
    }
    return value instanceof Object[] values
        ? Arrays.stream(values).map(BinaryStyleSheetsTest::value).toList().toString()
        : String.valueOf(value);
  }

  private static List<String> text(Stylesheet sheet) {
    return sheet.getRules().stream().map(BinaryStyleSheetsTest::text).toList();
  }

  private static String text(Rule rule) {
    return rule.getSelectors().stream().map(BinaryStyleSheetsTest::text).toList()
        + " "
        + rule.getDeclarations().stream().map(BinaryStyleSheetsTest::text).toList();
  }

  @Test
  void eachStyleSheetHasABinaryFormWithTheSameRules() throws IOException, URISyntaxException {
    List<Path> binary = files(".bss");
    assumeFalse(binary.isEmpty(), "The classes were compiled without Maven.");
    List<Path> texts = files(".css");
    assertEquals(texts.size(), binary.size());
    for (int i = 0; i < texts.size(); i++) {
      List<String> expected = text(new CssParser().parse(texts.get(i).toUri().toURL()));
      assertFalse(expected.isEmpty(), texts.get(i).toString());
      List<String> found = text(Stylesheet.loadBinary(binary.get(i).toUri().toURL()));
      assertEquals(expected.size(), found.size(), texts.get(i).toString());
      for (int rule = 0; rule < expected.size(); rule++) {
        assertEquals(expected.get(rule), found.get(rule), texts.get(i).toString());
      }
    }
  }
}
