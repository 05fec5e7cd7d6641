package org.kamcl.engine.inference;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.KamclException;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.TemporaryName;
import org.kamcl.file.TextFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Content hashes of files that were computed before, so that a start does not read 90 MB again. A
 * hash is valid while size, times and inode of its file are unchanged. Also records which hashes
 * are of weights without NaN and infinity, and the manifests of models whose folder has none.
 *
 * <p>A cache file that is missing or damaged is begun anew; one that cannot be written costs time
 * only. Thread-safe.
 */
final class FileHashCache {
  private static final Logger LOG = LoggerFactory.getLogger(FileHashCache.class);
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final @Nullable Path file;
  private final LongSupplier clock;
  private @Nullable Content content;

  /**
   * @param file the cache; null to remember nothing
   */
  FileHashCache(@Nullable Path file) {
    this(file, () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
  }

  /**
   * @param clock nanoseconds since 1970
   */
  FileHashCache(@Nullable Path file, LongSupplier clock) {
    this.file = file;
    this.clock = clock;
  }

  /** A file whose hash is known. */
  private record Entry(FileStamp stamp, String sha256) {}

  /** What is stored. Gson writes null where a key is missing. */
  private static final class Content {
    @Nullable Map<String, Entry> files = new TreeMap<>();
    @Nullable Set<String> finite = new TreeSet<>();
    @Nullable Map<String, Map<String, String>> manifests = new TreeMap<>();

    Map<String, Entry> files() {
      return files == null ? files = new TreeMap<>() : files;
    }

    Set<String> finite() {
      return finite == null ? finite = new TreeSet<>() : finite;
    }

    Map<String, Map<String, String>> manifests() {
      return manifests == null ? manifests = new TreeMap<>() : manifests;
    }
  }

  /**
   * The SHA-256 of a file in lower-case hexadecimal, from the cache if the file is unchanged.
   *
   * @throws org.kamcl.error.KamclException if it cannot be read
   */
  synchronized String sha256(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    FileStamp stamp;
    try {
      stamp = FileStamp.of(absolute);
    } catch (IOException e) {
      // Reading reports the reason.
      LOG.debug("No attributes of {}", absolute, e);
      return ModelFiles.sha256(absolute);
    }
    Entry known = content().files().get(absolute.toString());
    if (known != null && stamp.equals(known.stamp()) && known.sha256() != null) {
      return known.sha256();
    }
    return compute(absolute, stamp);
  }

  /** The SHA-256 of a file, computed now. */
  synchronized String recompute(Path path) {
    content().files().remove(path.toAbsolutePath().normalize().toString());
    return sha256(path);
  }

  private String compute(Path path, FileStamp before) {
    long start = clock.getAsLong();
    String sha256 = ModelFiles.sha256(path);
    // A file that changes while it is read, or that may change without a visible trace, is read
    // again the next time.
    if (before.settledBefore(start) && before.equals(stamp(path))) {
      content().files().put(path.toString(), new Entry(before, sha256));
      save();
    }
    return sha256;
  }

  private static @Nullable FileStamp stamp(Path path) {
    try {
      return FileStamp.of(path);
    } catch (IOException e) {
      LOG.debug("No attributes of {}", path, e);
      return null;
    }
  }

  /** Whether weights of this hash are known to be finite. */
  synchronized boolean isFinite(String sha256) {
    return content().finite().contains(sha256);
  }

  /** Records that weights of this hash are finite. */
  synchronized void addFinite(String sha256) {
    content().finite().add(sha256);
    save();
  }

  /**
   * The manifest that was recorded for a model's folder.
   *
   * @param weights hash of the weights it belongs to
   */
  synchronized Optional<ModelManifest> manifest(Path folder, String weights) {
    return Optional.ofNullable(content().manifests().get(key(folder)))
        .filter(hashes -> weights.equals(hashes.get(ModelFiles.WEIGHTS)))
        .map(ModelManifest::of);
  }

  /** Records the manifest of a model's folder. */
  synchronized void putManifest(Path folder, ModelManifest manifest) {
    Map<String, String> hashes = new HashMap<>(manifest.hashes());
    if (!hashes.equals(content().manifests().get(key(folder)))) {
      content().manifests().put(key(folder), new TreeMap<>(hashes));
      save();
    }
  }

  private static String key(Path folder) {
    return folder.toAbsolutePath().normalize().toString();
  }

  private Content content() {
    if (content == null) {
      content = read();
    }
    return content;
  }

  private Content read() {
    if (file == null || !Files.isRegularFile(file)) {
      return new Content();
    }
    try {
      Content read = GSON.fromJson(TextFiles.readUtf8(file), Content.class);
      return read == null ? new Content() : read;
    } catch (IOException | KamclException | JsonParseException | StackOverflowError e) {
      LOG.info("The cache {} is begun anew: {}", file, e.toString());
      return new Content();
    }
  }

  private void save() {
    if (file == null) {
      return;
    }
    content().files().keySet().removeIf(path -> !new File(path).exists());
    content().manifests().keySet().removeIf(path -> !new File(path).exists());
    Path part = TemporaryName.beside(file);
    try {
      PrivateFiles.createFolders(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      Files.writeString(part, GSON.toJson(content()), StandardCharsets.UTF_8);
      TemporaryName.publish(part, file);
    } catch (IOException e) {
      LOG.debug("The cache {} cannot be written", file, e);
      deleteQuietly(part);
    }
  }

  private static void deleteQuietly(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      LOG.debug("{} cannot be deleted", part, e);
    }
  }
}
