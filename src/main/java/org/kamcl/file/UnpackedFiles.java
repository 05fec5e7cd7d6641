package org.kamcl.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.kamcl.error.KamclException;

/**
 * Files that libraries unpack and then load or trust: native libraries and databases. They are in
 * subfolders of {@link #FOLDER} in the user's cache, which nobody else can change.
 *
 * <p>A folder is written under a {@link TemporaryName} and renamed when it is complete, with a
 * record of each file: size, SHA-256 of what was written, inode, and the times of the last change
 * of content and attributes. Before use, each file is compared with the record, which takes a
 * millisecond; hashing 450 MB would take a second. Where anything differs, the folder is unpacked
 * again. Programs that start at the same time wait for the one that unpacks.
 */
public final class UnpackedFiles {
  /** The subfolder of the cache. */
  public static final String FOLDER = "unpacked";

  /**
   * System property with the folder in which an installed program has these files. They belong to
   * the installation, like its jars, and are not compared with a record.
   */
  public static final String INSTALLED = "kamcl.unpacked";

  private static final String RECORD = "files.record";
  private static final String LOCK = ".lock";
  private static final int BUFFER = 1 << 20;

  private UnpackedFiles() {}

  /** Where the content of a file comes from. */
  @FunctionalInterface
  public interface Source {
    /**
     * Opens the content.
     *
     * @throws IOException if it cannot be read
     */
    InputStream open() throws IOException;
  }

  /** Lists the files of a folder, by their paths within it. */
  @FunctionalInterface
  public interface Content {
    /**
     * Passes each file to the writer.
     *
     * @throws IOException if the content cannot be read or written
     */
    void unpack(Writer writer) throws IOException;
  }

  /** Receives the files of a folder. */
  @FunctionalInterface
  public interface Writer {
    /**
     * Writes a file.
     *
     * @param name path within the folder, with slashes
     * @param in its content; not closed
     * @throws IOException if it cannot be written
     */
    void write(String name, InputStream in) throws IOException;
  }

  /** Content with known names. */
  public static Content of(Map<String, Source> files) {
    return writer -> {
      for (Map.Entry<String, Source> file : new TreeMap<>(files).entrySet()) {
        try (InputStream in = file.getValue().open()) {
          writer.write(file.getKey(), in);
        }
      }
    };
  }

  /**
   * The folder with the files of a library, unpacked if necessary.
   *
   * @param name of the folder; contains the version, so that another version has another folder
   * @param content called only if the folder is missing or damaged
   * @return the folder of the installed program, or one that nobody but the user can have changed
   * @throws KamclException if the cache cannot be written, or is not safe to use
   */
  public static Path provide(String name, Content content) {
    Optional<Path> installed = installed(name);
    if (installed.isPresent()) {
      return installed.get();
    }
    Path parent = CacheFolder.subfolder(FOLDER);
    Path folder = parent.resolve(name);
    try {
      if (isIntact(folder)) {
        noteUse(folder);
        return folder;
      }
      synchronized (UnpackedFiles.class) {
        return withLock(parent, () -> isIntact(folder) ? folder : unpack(folder, content));
      }
    } catch (IOException e) {
      throw new KamclException(
          e, FileError.CACHE_NOT_WRITABLE, CacheFolder.location(), CacheFolder.reason(e));
    }
  }

  /** The folder with the files of a library in the installed program, if it has them. */
  public static Optional<Path> installed(String name) {
    return Optional.ofNullable(System.getProperty(INSTALLED))
        .map(parent -> Path.of(parent).resolve(name))
        .filter(Files::isDirectory);
  }

  /** Notes in the time of the record that a folder is used, once a day. */
  private static void noteUse(Path folder) throws IOException {
    Instant now = Instant.now();
    if (lastUsed(folder).isBefore(now.minus(Duration.ofDays(1)))) {
      Files.setLastModifiedTime(folder.resolve(RECORD), FileTime.from(now));
    }
  }

  /**
   * When a folder was last used, to the day.
   *
   * @throws IOException if it has no record
   */
  static Instant lastUsed(Path folder) throws IOException {
    return Files.getLastModifiedTime(folder.resolve(RECORD)).toInstant();
  }

  /** Whether a folder is complete and as it was when it was unpacked; false if it is missing. */
  public static boolean isIntact(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        return false;
      }
      CacheFolder.checkPrivate(folder);
      List<String> record = Files.readAllLines(folder.resolve(RECORD), StandardCharsets.UTF_8);
      TreeSet<String> names = new TreeSet<>(names(folder));
      for (String line : record) {
        Optional<Entry> entry = Entry.parse(line);
        if (entry.isEmpty()
            || !names.remove(entry.get().name)
            || !entry.get().state.equals(state(folder.resolve(entry.get().name)))) {
          return false;
        }
      }
      return names.isEmpty() && !record.isEmpty();
    } catch (IOException e) {
      // Missing or unreadable files are unpacked again.
      return false;
    }
  }

  /**
   * Compares the content of the files with what was written, by SHA-256; takes a second for 450 MB.
   *
   * @return files that differ or are missing
   * @throws IOException if the record cannot be read
   */
  public static List<Path> findDamaged(Path folder) throws IOException {
    List<Path> damaged = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(RECORD), StandardCharsets.UTF_8)) {
      Entry entry = Entry.parse(line).orElseThrow(() -> new IOException(RECORD));
      Path file = folder.resolve(entry.name);
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !hash(file).equals(entry.hash)) {
        damaged.add(file);
      }
    }
    return damaged;
  }

  /** All folders that were unpacked into the cache, by name. */
  public static List<Path> list() {
    return list(CacheFolder.location().resolve(FOLDER));
  }

  /** The folders of the installed program, by name; none where it is not installed. */
  public static List<Path> listInstalled() {
    String parent = System.getProperty(INSTALLED);
    return parent == null ? List.of() : list(Path.of(parent));
  }

  private static List<Path> list(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(parent)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(RECORD)))
          .filter(folder -> TemporaryName.parse(folder.getFileName().toString()).isEmpty())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new KamclException(
          e, FileError.CACHE_NOT_WRITABLE, CacheFolder.location(), CacheFolder.reason(e));
    }
  }

  /** A line of the record. */
  private record Entry(String hash, String state, String name) {
    static Optional<Entry> parse(String line) {
      String[] parts = line.split(" ", 3);
      return parts.length == 3
          ? Optional.of(new Entry(parts[0], parts[1], parts[2]))
          : Optional.empty();
    }

    String line() {
      return hash + " " + state + " " + name;
    }
  }

  /** What changes when somebody changes a file, or replaces it. */
  private static String state(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return "";
    }
    String state =
        Files.size(file) + "," + nanos(Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS));
    if (!CacheFolder.isPosix()) {
      return state;
    }
    Map<String, Object> unix =
        Files.readAttributes(file, "unix:ino,ctime,mode,uid", LinkOption.NOFOLLOW_LINKS);
    return state
        + ","
        + unix.get("ino")
        + ","
        + nanos((FileTime) Objects.requireNonNull(unix.get("ctime")))
        + ","
        + unix.get("mode")
        + ","
        + unix.get("uid");
  }

  private static String nanos(FileTime time) {
    return Long.toString(time.to(TimeUnit.NANOSECONDS));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .map(path -> folder.relativize(path).toString().replace('\\', '/'))
          .filter(name -> !name.equals(RECORD))
          .toList();
    }
  }

  private static Path unpack(Path folder, Content content) throws IOException {
    Leftovers.remove(Objects.requireNonNull(folder.getParent()));
    Path part = TemporaryName.beside(folder);
    createFolder(part);
    try {
      List<Entry> entries = new ArrayList<>();
      content.unpack((name, in) -> entries.add(write(part, name, in)));
      List<String> lines = entries.stream().map(Entry::line).toList();
      Files.write(part.resolve(RECORD), lines, StandardCharsets.UTF_8);
      sync(part.resolve(RECORD));
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        // A damaged one is moved first, because a folder that holds files cannot be replaced.
        Files.move(folder, TemporaryName.beside(folder));
      }
      TemporaryName.publish(part, folder);
      return folder;
    } finally {
      Leftovers.discardOwn(folder);
    }
  }

  private static void createFolder(Path folder) throws IOException {
    if (CacheFolder.isPosix()) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  private static Entry write(Path folder, String name, InputStream in) throws IOException {
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder)) {
      throw new IOException(name);
    }
    createFolder(Objects.requireNonNull(file.getParent()));
    MessageDigest digest = sha256();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      // The record must not survive a power failure that the content does not survive.
      channel.force(true);
    }
    if (CacheFolder.isPosix()) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return new Entry(HexFormat.of().formatHex(digest.digest()), state(file), name);
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static String hash(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }

  /** Work that may fail to read or write. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException;
  }

  private static <T> T withLock(Path parent, Work<T> work) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            parent.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      // Closing the channel releases the lock, as does the end of the process.
      lock(channel);
      return work.run();
    }
  }

  private static void lock(FileChannel channel) {
    try {
      channel.lock();
    } catch (IOException | OverlappingFileLockException e) {
      // Some network drives have no locks: both programs unpack, and one folder replaces the other.
      return;
    }
  }
}
