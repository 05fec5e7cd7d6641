package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHashCacheTest {
  private static final String PLANTED = "f".repeat(64);

  @TempDir private Path folder;
  private Path file;
  private Path store;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("weights"), "content");
    store = folder.resolve("cache/hashes.json");
  }

  private static long now() {
    return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
  }

  private static long later(long seconds) {
    return now() + TimeUnit.SECONDS.toNanos(seconds);
  }

  /** A cache at a time when the file has not changed for long. */
  private FileHashCache settled() {
    return new FileHashCache(store, () -> later(3600));
  }

  @Test
  void anUnchangedFileIsNotReadAgain() throws IOException {
    String hash = settled().sha256(file);
    assertEquals(ModelFiles.sha256(file), hash);
    // What the cache says is used, so the file was not read.
    Files.writeString(store, Files.readString(store).replace(hash, PLANTED));
    assertEquals(PLANTED, settled().sha256(file));
    assertEquals(hash, settled().recompute(file));
  }

  @Test
  void aFileThatChangedWithinTheGranularityOfTheClockIsReadAgain() throws IOException {
    FileHashCache cache = new FileHashCache(store, () -> later(1));
    String hash = cache.sha256(file);
    assertFalse(Files.exists(store), "nothing is remembered");
    Files.writeString(file, "changed");
    assertEquals(ModelFiles.sha256(file), cache.sha256(file));
    assertFalse(hash.equals(cache.sha256(file)));
  }

  @Test
  void aFileFromTheFutureIsReadAgain() throws IOException {
    Files.setLastModifiedTime(
        file, java.nio.file.attribute.FileTime.from(later(7200), TimeUnit.NANOSECONDS));
    settled().sha256(file);
    assertFalse(Files.exists(store));
  }

  @Test
  void aChangedFileIsReadAgain() throws IOException {
    FileHashCache cache = settled();
    cache.sha256(file);
    Files.writeString(file, "CONTENT");
    assertEquals(ModelFiles.sha256(file), cache.sha256(file));
    Files.delete(file);
    Files.writeString(file, "content");
    assertEquals(ModelFiles.sha256(file), cache.sha256(file));
  }

  @Test
  void aDamagedCacheIsBegunAnew() throws IOException {
    String hash = settled().sha256(file);
    settled().addFinite(hash);
    byte[] good = Files.readAllBytes(store);
    for (byte[] damaged :
        List.of(
            new byte[0],
            new byte[good.length],
            java.util.Arrays.copyOf(good, good.length / 2),
            "null".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "{\"files\": null, \"finite\": null}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "{\"files\": {\"\\u0000\": null}}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "{\"files\": [1]}".getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
      Files.write(store, damaged);
      FileHashCache cache = settled();
      assertEquals(hash, cache.sha256(file));
      assertFalse(cache.isFinite(hash));
      cache.addFinite(hash);
      assertTrue(settled().isFinite(hash));
    }
  }

  @Test
  void filesThatAreGoneAreForgotten() throws IOException {
    settled().sha256(file);
    Path other = Files.writeString(folder.resolve("other"), "x");
    Files.delete(file);
    settled().sha256(other);
    assertFalse(Files.readString(store).contains(file.toString()));
  }
}
