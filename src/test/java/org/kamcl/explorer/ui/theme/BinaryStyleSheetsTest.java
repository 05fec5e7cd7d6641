package org.kamcl.explorer.ui.theme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.css.Stylesheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryStyleSheetsTest {
  private static List<Path> files(String extension) throws IOException, URISyntaxException {
    Path sheets = Path.of(Theme.class.getResource("kx.css").toURI()).resolve("../..").normalize();
    try (Stream<Path> files = Files.walk(sheets)) {
      return files.filter(file -> file.toString().endsWith(extension)).sorted().toList();
    }
  }

  @Test
  void eachStyleSheetHasABinaryFormWithTheSameContent(@TempDir Path folder)
      throws IOException, URISyntaxException {
    List<Path> binary = files(".bss");
    assumeFalse(binary.isEmpty(), "The classes were compiled without Maven.");
    List<Path> texts = files(".css");
    assertEquals(texts.size(), binary.size());
    for (int i = 0; i < texts.size(); i++) {
      Path expected = folder.resolve("sheet.bss");
      Stylesheet.convertToBinary(texts.get(i).toFile(), expected.toFile());
      assertArrayEquals(
          Files.readAllBytes(expected), Files.readAllBytes(binary.get(i)), texts.get(i).toString());
    }
  }
}
