package org.kamcl.explorer.imagery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;

class FileContentTest {
  @TempDir private Path folder;

  @Test
  void theHashIsThatOfTheContentAndTheMask() throws IOException {
    Path scene = Files.writeString(folder.resolve("a.tif"), "abc");
    String plain = FileContent.hash(scene);
    // The example of FIPS 180-2.
    assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", plain);
    assertEquals(plain, FileContent.hash(Files.writeString(folder.resolve("b.tif"), "abc")));
    Files.writeString(folder.resolve("a.tif.msk"), "d");
    String masked = FileContent.hash(scene);
    assertNotEquals(plain, masked);
    assertNotEquals(masked, FileContent.hash(Files.writeString(folder.resolve("c.tif"), "abcd")));
    Files.writeString(folder.resolve("a.tif.msk"), "e");
    assertNotEquals(masked, FileContent.hash(scene));
    assertThrows(KamclException.class, () -> FileContent.hash(folder.resolve("missing.tif")));
  }
}
