package org.kamcl.explorer.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.explorer.ui.theme.Theme;
import org.testfx.api.FxToolkit;

class WindowScreenshotTest {
  @TempDir private Path folder;

  /**
   * Starts the toolkit through TestFX, as other tests do; it can be started only once per process.
   */
  @BeforeAll
  static void display() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void takesAScreenshotWithHitsWithoutADisplay() throws IOException {
    Path images = TestImages.write(folder.resolve("images"));
    Path png = folder.resolve("pictures/explore.png");
    WindowScreenshot.write(
        FolderServices.of(images), png, 1200, 700, Theme.DARK, Optional.of("red"));
    RgbImage image = ImageDecoder.decode(png);
    assertEquals(1200, image.width());
    assertEquals(700, image.height());
    Set<Integer> colors = new HashSet<>();
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        colors.add(
            image.sample(x, y, 0) << 16 | image.sample(x, y, 1) << 8 | image.sample(x, y, 2));
      }
    }
    assertTrue(colors.contains(0xC23A22), "the image of the red hit");
    assertTrue(colors.contains(0x1C1D21), "the background color of the dark theme");
  }
}
