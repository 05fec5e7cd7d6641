package org.kamcl.engine.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What the file system says about a file's state. Two equal stamps mean the same content, unless
 * the file changed twice within the granularity of the clock; see {@link #settledBefore}.
 *
 * @param size bytes
 * @param modified time of the last change of the content, nanoseconds since 1970
 * @param changed time of the last change of content or attributes, which programs cannot set back;
 *     0 where the file system has none
 * @param identity inode, or another key of the file; empty where the file system has none
 */
record FileStamp(long size, long modified, long changed, String identity) {
  /** The coarsest clock of a file system in use: FAT counts in steps of two seconds. */
  private static final long GRANULARITY = TimeUnit.SECONDS.toNanos(2);

  private static final String UNIX = "unix";

  /** The present stamp of a file. */
  static FileStamp of(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains(UNIX)) {
      Map<String, Object> all = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino");
      return new FileStamp(
          (Long) Objects.requireNonNull(all.get("size")),
          nanoseconds((FileTime) Objects.requireNonNull(all.get("lastModifiedTime"))),
          nanoseconds((FileTime) Objects.requireNonNull(all.get("ctime"))),
          String.valueOf(all.get("ino")));
    }
    BasicFileAttributes basic = Files.readAttributes(file, BasicFileAttributes.class);
    Object key = basic.fileKey();
    return new FileStamp(
        basic.size(), nanoseconds(basic.lastModifiedTime()), 0, key == null ? "" : key.toString());
  }

  private static long nanoseconds(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }

  /**
   * Whether the file was left alone long enough before a time for a later change to be visible in
   * its stamp.
   *
   * @param time nanoseconds since 1970
   */
  boolean settledBefore(long time) {
    return Math.max(modified, changed) < time - GRANULARITY;
  }
}
