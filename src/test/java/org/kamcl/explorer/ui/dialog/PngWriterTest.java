package org.kamcl.explorer.ui.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;

class PngWriterTest {
  @Test
  void readsBackTheWrittenPixels(@TempDir Path folder) throws IOException {
    int width = 37;
    int height = 11;
    Random random = new Random(5);
    int[] pixels = random.ints((long) width * height).map(p -> p | 0xFF000000).toArray();
    Path file = folder.resolve("noise.png");
    PngWriter.write(file, width, height, pixels);
    RgbImage read = ImageDecoder.decode(file);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = read.sample(x, y, 0) << 16 | read.sample(x, y, 1) << 8 | read.sample(x, y, 2);
        assertEquals(pixels[y * width + x] & 0xFFFFFF, rgb);
      }
    }
  }
}
