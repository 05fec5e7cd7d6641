package org.kamcl.file;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;
import org.kamcl.support.Pipes;

@Timeout(20)
class RegularFilesTest {
  @TempDir private Path folder;

  @Test
  void pipesAndDevicesAreRefusedAlsoBehindLinks() throws IOException {
    Path pipe = Pipes.create(folder.resolve("pipe.csv"));
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), pipe);
    for (Path file : new Path[] {pipe, link, Path.of("/dev/zero"), Path.of("/dev/null")}) {
      for (Throwable failure :
          new Throwable[] {
            assertThrows(KamclException.class, () -> RegularFiles.open(file)),
            assertThrows(KamclException.class, () -> RegularFiles.readAllBytes(file)),
            assertThrows(KamclException.class, () -> TextFiles.readUtf8(file))
          }) {
        assertTrue(((KamclException) failure).is(FileError.NOT_REGULAR), failure.toString());
        assertTrue(failure.toString().contains(file + " is a pipe"), failure.toString());
      }
    }
  }

  @Test
  void missingFilesFailWhenTheyAreOpened() throws IOException {
    Path missing = folder.resolve("missing");
    assertDoesNotThrow(() -> RegularFiles.check(missing));
    assertThrows(NoSuchFileException.class, () -> RegularFiles.open(missing));
    Path file = Files.writeString(folder.resolve("a.txt"), "\ufeffx");
    assertEquals("x", TextFiles.readUtf8(file));
  }
}
