package org.kamcl.explorer.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.ArgbImage;

class ExampleImageFolderTest {
  @TempDir private Path folder;

  @Test
  void anImageIsKeptOnceWithoutLoss() throws IOException {
    ExampleImageFolder examples = new ExampleImageFolder(folder.resolve("examples"));
    int[] pixels = {0xFF102030, 0xFFFFFFFF, 0xFF000000, 0xFFAB00CD, 0xFF010203, 0xFF7F7F80};
    Path file = examples.keep(new ArgbImage(3, 2, pixels));
    assertTrue(file.isAbsolute());
    RgbImage read = ImageDecoder.decode(file);
    assertEquals(3, read.width());
    assertEquals(0xAB, read.sample(0, 1, 0));
    assertEquals(0xCD, read.sample(0, 1, 2));
    assertEquals(file, examples.keep(new ArgbImage(3, 2, pixels.clone())));
    assertNotEquals(file, examples.keep(new ArgbImage(2, 3, pixels)));
    try (Stream<Path> kept = Files.list(folder.resolve("examples"))) {
      assertEquals(2, kept.count(), "no partial file remains");
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path blocked = Files.createFile(folder.resolve("file"));
    KamclException e =
        assertThrows(
            KamclException.class,
            () ->
                new ExampleImageFolder(blocked.resolve("examples"))
                    .keep(new ArgbImage(1, 1, new int[] {0})));
    assertEquals(ContextError.EXAMPLE_NOT_KEPT, e.code());
    assertTrue(e.getMessage().contains("examples"), e.getMessage());
  }
}
