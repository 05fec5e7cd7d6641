package org.kamcl.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.kamcl.error.KamclException;

/**
 * Keeps results that take long to compute, each in a file of a folder that only the user can read
 * and change. A result is found by its key, which names everything it depends on. Each file has a
 * checksum over key and content: a damaged, renamed or unfinished file counts as missing and is
 * replaced. Results that were not used for longest are deleted. Nothing depends on the folder: if
 * it cannot be used, nothing is kept.
 */
public final class ResultCache {
  private static final String ENDING = ".result";
  private static final int CHECKSUM = 32;

  private final Path folder;
  private final long maxBytes;

  /**
   * @param folder is created when the first result is kept
   * @param maxBytes of all files; the newest is kept even if it is larger
   */
  public ResultCache(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /** A result that was kept under this key. */
  public Optional<byte[]> find(String key) {
    Path file = file(key);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      CacheFolder.checkPrivate(folder);
      byte[] bytes = RegularFiles.readAllBytes(file);
      if (bytes.length >= CHECKSUM) {
        byte[] content = Arrays.copyOfRange(bytes, CHECKSUM, bytes.length);
        if (Arrays.equals(bytes, 0, CHECKSUM, checksum(key, content), 0, CHECKSUM)) {
          Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
          return Optional.of(content);
        }
      }
      return Optional.empty();
    } catch (IOException | KamclException e) {
      // The result is computed again.
      return Optional.empty();
    }
  }

  /** Keeps a result; replaces the one with the same key. */
  public void keep(String key, byte[] content) {
    Path file = file(key);
    try {
      PrivateFiles.createFolders(folder);
      CacheFolder.checkPrivate(folder);
      OutputFiles.replace(
          file,
          out -> {
            out.write(checksum(key, content));
            out.write(content);
          });
      deleteOldest(file);
    } catch (IOException | UncheckedIOException | KamclException e) {
      // A full disk or a shared folder: the result is computed again when it is needed again.
      return;
    }
  }

  private Path file(String key) {
    return folder.resolve(DigestUtils.sha256Hex(key) + ENDING);
  }

  private static byte[] checksum(String key, byte[] content) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    digest.update(DigestUtils.sha256(key.getBytes(StandardCharsets.UTF_8)));
    return digest.digest(content);
  }

  private record Kept(Path file, long size, FileTime used) {}

  private void deleteOldest(Path newest) throws IOException {
    long sum = Files.size(newest);
    for (Kept kept : newestFirst()) {
      // The clock of the file system is coarse, so the newest may be sorted behind others.
      if (!kept.file().equals(newest)) {
        sum += kept.size();
        if (sum > maxBytes) {
          Files.deleteIfExists(kept.file());
        }
      }
    }
  }

  private List<Kept> newestFirst() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .flatMap(file -> kept(file).stream())
          .sorted(Comparator.comparing(Kept::used).reversed())
          .toList();
    }
  }

  private static Optional<Kept> kept(Path file) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return Optional.of(new Kept(file, attributes.size(), attributes.lastModifiedTime()));
    } catch (IOException e) {
      // Another program deleted it.
      return Optional.empty();
    }
  }
}
