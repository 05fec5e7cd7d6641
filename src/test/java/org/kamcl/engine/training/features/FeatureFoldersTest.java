package org.kamcl.engine.training.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureFoldersTest {
  private static final String A = "a".repeat(32);
  private static final String B = "b".repeat(32);
  private static final String C = "c".repeat(32);

  @TempDir private Path cache;

  /** A folder of 100 bytes that was last used at a time. */
  private Path features(String name, long time) throws IOException {
    Path folder = Files.createDirectories(cache.resolve(name));
    Files.write(folder.resolve("images-1.rows"), new byte[60]);
    Files.write(folder.resolve("captions-1.rows"), new byte[40]);
    Files.setLastModifiedTime(folder, FileTime.fromMillis(time));
    return folder;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(cache)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void thoseUsedLongestAgoAreDeletedUntilTheRestIsBelowTheLimit() throws IOException {
    features(A, 3000);
    features(B, 1000);
    features(C, 2000);
    FeatureFolders.limit(cache, 300);
    assertEquals(List.of(A, B, C), names());
    FeatureFolders.limit(cache, 250);
    assertEquals(List.of(A, C), names());
    FeatureFolders.limit(cache, 199);
    assertEquals(List.of(A), names());
  }

  @Test
  @SuppressWarnings("try") // A use is only closed.
  void aFolderInUseIsKeptAndItsUseCountsAsTheLast() throws IOException {
    features(A, 3000);
    Path oldest = features(B, 1000);
    try (FeatureFolders.Use first = FeatureFolders.begin(oldest)) {
      try (FeatureFolders.Use second = FeatureFolders.begin(oldest)) {
        FeatureFolders.limit(cache, 0);
        assertEquals(List.of(B), names());
      }
      FeatureFolders.limit(cache, 0);
      assertEquals(List.of(B), names(), "the first use goes on");
    }
    features(A, 3000);
    FeatureFolders.limit(cache, 100);
    assertEquals(List.of(B), names(), "B was used after A");
    FeatureFolders.limit(cache, 0);
    assertEquals(List.of(), names());
  }

  @Test
  void theFileOfAKilledProgramDoesNotKeepItsFolder() throws IOException {
    Path folder = features(A, 1000);
    Files.createFile(folder.resolve("use-1-killed.lock"));
    FeatureFolders.limit(cache, 0);
    assertEquals(List.of(), names());
  }

  @Test
  void theLockOfAnotherProgramKeepsItsFolder() throws IOException {
    Path folder = features(A, 1000);
    Path file = Files.createFile(folder.resolve("use-0-other.lock"));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      assertTrue(channel.tryLock().isValid());
      FeatureFolders.limit(cache, 0);
      assertEquals(List.of(A), names());
    }
  }

  @Test
  void foreignFoldersAndAMissingCacheAreLeftAlone() throws IOException {
    features("notes", 1);
    FeatureFolders.limit(cache, 0);
    assertEquals(List.of("notes"), names());
    FeatureFolders.limit(cache.resolve("none"), 0);
  }
}
