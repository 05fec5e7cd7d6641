package org.kamcl.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusedFilesTest {
  private static final String CACHE = "KAMCL_CACHE";

  @TempDir private Path folder;
  private String before;

  @BeforeEach
  void useOwnCache() {
    before = System.getProperty(CACHE);
    System.setProperty(CACHE, folder.resolve("cache").toString());
  }

  @AfterEach
  void restoreCache() {
    if (before == null) {
      System.clearProperty(CACHE);
    } else {
      System.setProperty(CACHE, before);
    }
  }

  private static Path unpack(String name) {
    return UnpackedFiles.provide(
        name, UnpackedFiles.of(Map.of("a.so", () -> new ByteArrayInputStream(new byte[1000]))));
  }

  private static void lastUsed(Path unpacked, int days) throws IOException {
    Files.setLastModifiedTime(
        unpacked.resolve("files.record"),
        FileTime.from(Instant.now().minus(Duration.ofDays(days))));
  }

  @Test
  void foldersOfOtherVersionsAreUnusedAfterAMonth() throws IOException {
    Path old = unpack("library-1");
    Path now = unpack("library-2");
    lastUsed(old, 31);
    lastUsed(now, 29);
    List<UnusedFiles.Unused> unused = UnusedFiles.find();
    assertEquals(List.of(old), unused.stream().map(UnusedFiles.Unused::folder).toList());
    assertTrue(unused.get(0).bytes() > 1000);
    assertEquals(unused, UnusedFiles.remove());
    assertFalse(Files.exists(old));
    assertTrue(UnpackedFiles.isIntact(now));
    assertEquals(List.of(), UnusedFiles.find());
  }

  @Test
  void aFolderThatIsUsedAgainCountsAsUsed() throws IOException {
    Path library = unpack("library-1");
    lastUsed(library, 40);
    assertEquals(library, unpack("library-1"));
    assertEquals(List.of(), UnusedFiles.find());
    assertTrue(UnpackedFiles.isIntact(library));
  }

  @Test
  void whatEarlierVersionsUnpackedIsUnused() throws IOException {
    Path engine = Files.createDirectories(CacheFolder.location().resolve("pytorch/2.7.1"));
    Files.write(engine.resolve("libtorch.so"), new byte[5000]);
    assertEquals(List.of(new UnusedFiles.Unused(engine.getParent(), 5000)), UnusedFiles.remove());
    assertFalse(Files.exists(engine.getParent()));
  }
}
