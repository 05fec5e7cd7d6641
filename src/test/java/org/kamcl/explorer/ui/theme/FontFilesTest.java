package org.kamcl.explorer.ui.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kamcl.file.UnpackedFiles;
import org.kordamp.ikonli.javafx.FontIcon;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class FontFilesTest {
  @Test
  void iconsHaveTheFontsOfFilesInTheCache() {
    FontIcon icon = Icons.of("fth-x");
    new Scene(new Group(icon));
    icon.applyCss();
    assertEquals("FeatherIcons", icon.getFont().getFamily());
    List<String> folders =
        UnpackedFiles.list().stream().map(Path::getFileName).map(Path::toString).toList();
    assertTrue(
        folders.stream().anyMatch(name -> name.startsWith("font-FeatherIcons")),
        folders.toString());
  }

  @Test
  void includedChineseFontIsLoaded() throws IOException {
    try (InputStream in = FontFiles.class.getResourceAsStream("font/KamclHans-Regular.otf")) {
      Optional<Font> font = FontFiles.load("KamclHans-Regular.otf", in);
      assertTrue(font.orElseThrow().getFamily().startsWith("Kamcl"), font.toString());
    }
  }

  @Test
  void contentThatIsNoFontIsEmpty() {
    assertEquals(
        Optional.empty(), FontFiles.load("none", new ByteArrayInputStream(new byte[] {1, 2, 3})));
  }
}
