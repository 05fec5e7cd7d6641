package org.kamcl.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.support.FileNameEncoding;

class FileNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"Z\u00fcrich.jpg", "caf\u00e9/\u00e5.tif", "\ud55c\uad6d.png", "\u304c.jpg"})
  void bothUnicodeFormsHaveTheSameKey(String name) {
    String decomposed = Normalizer.normalize(name, Normalizer.Form.NFD);
    assertNotEquals(name, decomposed);
    assertEquals(FileNames.key(name), FileNames.key(decomposed));
    assertEquals(FileNames.foldedKey(name), FileNames.foldedKey(decomposed));
  }

  @Test
  void keysHaveSlashesAndNoLeadingDot() {
    assertEquals("a/b.jpg", FileNames.key("./a\\b.jpg"));
    assertEquals("a/b.jpg", FileNames.key("././a/b.jpg"));
    assertNotEquals(FileNames.key("a.JPG"), FileNames.key("a.jpg"));
    assertEquals(FileNames.foldedKey("A/\u00c4.JPG"), FileNames.foldedKey("a/\u00e4.jpg"));
    assertEquals(FileNames.foldedKey("stra\u00dfe"), FileNames.foldedKey("STRASSE"));
  }

  @Test
  void nameThatIsNotTextIsShownByItsBytes() {
    FileNameEncoding.assumeUtf8();
    Path latin = Path.of(URI.create("file:///data/Z%FCrich.jpg"));
    assertFalse(FileNames.isText(latin));
    assertEquals("/data/Z%FCrich.jpg", FileNames.display(latin));
    Path text = Path.of("/data/Z\u00fcrich.jpg");
    assertTrue(FileNames.isText(text));
    assertEquals("/data/Z\u00fcrich.jpg", FileNames.display(text));
  }
}
