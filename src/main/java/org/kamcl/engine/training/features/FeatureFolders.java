package org.kamcl.engine.training.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;
import org.kamcl.file.PrivateFiles;

/**
 * Keeps the features of all networks below a limit: those that were used longest ago are deleted,
 * but never those that a program uses. A program shows by a locked file that it uses a folder; the
 * system removes the lock of a program that is killed. The time of a folder is that of its last
 * use.
 */
final class FeatureFolders {
  /** Bytes of all features: those of about twenty corpora of 50,000 captions. */
  static final long MAX_BYTES = 4L << 30;

  private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{32}");
  private static final String USE = "use-";
  private static final String LOCK = ".lock";

  private FeatureFolders() {}

  /** Shows that a folder is used, until it is closed. */
  static final class Use implements AutoCloseable {
    private final @Nullable Path file;
    private final @Nullable FileChannel channel;

    private Use(@Nullable Path file, @Nullable FileChannel channel) {
      this.file = file;
      this.channel = channel;
    }

    @Override
    public void close() {
      try {
        if (channel != null) {
          channel.close();
        }
        if (file != null) {
          Files.deleteIfExists(file);
        }
      } catch (IOException ignored) {
        // A file without a lock does not keep the folder.
      }
    }
  }

  /**
   * Begins to use a folder.
   *
   * @return without effect if nothing can be written there
   */
  static Use begin(Path folder) {
    Path file =
        folder.resolve(USE + ProcessHandle.current().pid() + "-" + UUID.randomUUID() + LOCK);
    FileChannel channel = null;
    try {
      PrivateFiles.createFolders(folder);
      channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        throw new IOException("locked");
      }
      Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
      return new Use(file, channel);
    } catch (IOException e) {
      // Features that are there can be read all the same.
      new Use(file, channel).close();
      return new Use(null, null);
    }
  }

  private record Kept(Path folder, long bytes, FileTime used) {}

  /**
   * Deletes the folders that were used longest ago while all together exceed a limit.
   *
   * @param cache folder of all folders
   * @param maxBytes of all files; folders that are used are kept even if they have more
   */
  static void limit(Path cache, long maxBytes) {
    try (Stream<Path> all = Files.list(cache)) {
      List<Kept> newestFirst =
          all.filter(f -> FOLDER.matcher(String.valueOf(f.getFileName())).matches())
              .filter(f -> Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS))
              .map(FeatureFolders::kept)
              .sorted(Comparator.comparing(Kept::used).reversed())
              .toList();
      long sum = 0;
      for (Kept kept : newestFirst) {
        if (sum + kept.bytes() <= maxBytes || isUsed(kept.folder())) {
          sum += kept.bytes();
        } else {
          FileUtils.deleteDirectory(kept.folder().toFile());
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // Another program deletes as well; what is too much is deleted after the next computation.
      return;
    }
  }

  private static Kept kept(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      long bytes = files.mapToLong(FeatureFolders::size).sum();
      return new Kept(folder, bytes, Files.getLastModifiedTime(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isUsed(Path folder) throws IOException {
    List<Path> uses;
    try (Stream<Path> files = Files.list(folder)) {
      uses =
          files
              .filter(f -> String.valueOf(f.getFileName()).startsWith(USE))
              .filter(f -> String.valueOf(f.getFileName()).endsWith(LOCK))
              .toList();
    }
    // Opening and closing a file would release the lock that this process has on it.
    String own = USE + ProcessHandle.current().pid() + "-";
    for (Path use : uses) {
      if (String.valueOf(use.getFileName()).startsWith(own) || isLocked(use)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLocked(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException | OverlappingFileLockException e) {
      // Rather too much is kept than something that is needed is deleted.
      return true;
    }
  }
}
