package org.kamcl.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultCacheTest {
  private static final byte[] CONTENT = {1, 2, 3, 0, -7};

  @TempDir private Path temporary;
  private Path folder;
  private ResultCache cache;

  @BeforeEach
  void create() {
    folder = temporary.resolve("workspace/cache/results");
    cache = new ResultCache(folder, 1000);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void aResultIsFoundByItsKeyOnly() throws IOException {
    assertEquals(Optional.empty(), cache.find("a"));
    cache.keep("a", CONTENT);
    cache.keep("b", new byte[0]);
    assertArrayEquals(CONTENT, cache.find("a").orElseThrow());
    assertArrayEquals(new byte[0], new ResultCache(folder, 1000).find("b").orElseThrow());
    assertEquals(Optional.empty(), cache.find("c"));
    cache.keep("a", new byte[] {9});
    assertArrayEquals(new byte[] {9}, cache.find("a").orElseThrow());
    assertEquals(2, files().size());
  }

  @Test
  void aDamagedFileIsNoResultAndIsReplaced() throws IOException {
    cache.keep("a", CONTENT);
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 1;
      Files.write(file, damaged);
      assertEquals(Optional.empty(), cache.find("a"), "byte " + i);
    }
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertEquals(Optional.empty(), cache.find("a"), length + " bytes");
    }
    cache.keep("a", CONTENT);
    assertArrayEquals(CONTENT, cache.find("a").orElseThrow());
  }

  @Test
  void aFileUnderTheNameOfAnotherKeyIsNoResult() throws IOException {
    cache.keep("a", CONTENT);
    byte[] first = Files.readAllBytes(files().get(0));
    cache.keep("b", new byte[] {4});
    for (Path file : files()) {
      Files.write(file, first);
    }
    assertArrayEquals(CONTENT, cache.find("a").orElseThrow());
    assertEquals(Optional.empty(), cache.find("b"));
  }

  @Test
  void whatWasNotUsedForLongestIsDeleted() throws IOException {
    for (String key : List.of("a", "b", "c")) {
      cache.keep(key, new byte[260]);
    }
    for (Path file : files()) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    }
    assertTrue(cache.find("a").isPresent(), "which makes it the last one that was used");
    cache.keep("d", new byte[500]);
    assertEquals(2, files().size());
    assertTrue(cache.find("a").isPresent());
    assertTrue(cache.find("d").isPresent());
    cache.keep("e", new byte[5000]);
    assertEquals(1, files().size());
    assertTrue(cache.find("e").isPresent(), "even one that is larger than the limit");
  }

  @Test
  void onlyTheUserCanReadTheFolderAndAnOpenFolderIsNotUsed() throws IOException {
    assumeTrue(CacheFolder.isPosix());
    cache.keep("a", CONTENT);
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertEquals(Optional.empty(), cache.find("a"));
    cache.keep("b", CONTENT);
    assertEquals(1, files().size());
  }

  @Test
  void aFolderThatCannotBeCreatedKeepsNothing() throws IOException {
    Files.createDirectories(folder.getParent());
    Files.writeString(folder, "a file");
    cache.keep("a", CONTENT);
    assertEquals(Optional.empty(), cache.find("a"));
    assertFalse(Files.isDirectory(folder));
  }
}
