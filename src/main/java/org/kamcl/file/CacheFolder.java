package org.kamcl.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.KamclException;

/**
 * The user's cache folder: {@code KAMCL_CACHE}, else {@code kamcl} in {@code XDG_CACHE_HOME} or
 * {@code ~/.cache}, on Windows in {@code LOCALAPPDATA}, on macOS in {@code ~/Library/Caches}. What
 * the program loads or trusts is in subfolders that only the user can change.
 */
public final class CacheFolder {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  private static final Set<PosixFilePermission> OTHERS_WRITE =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  /** The bit of the mode of a folder in which only its owner may delete a file. */
  private static final int STICKY = 01000;

  private static final int ROOT = 0;

  private CacheFolder() {}

  /** The folder; need not exist. */
  public static Path location() {
    String own = setting("KAMCL_CACHE");
    if (own != null && !own.isBlank()) {
      return Path.of(own).toAbsolutePath();
    }
    String home = System.getProperty("user.home");
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (os.contains("win")) {
      String local = System.getenv("LOCALAPPDATA");
      Path base = local == null ? Path.of(home, "AppData", "Local") : Path.of(local);
      return base.resolve("KAMCL").resolve("cache");
    }
    if (os.contains("mac")) {
      return Path.of(home, "Library", "Caches", "KAMCL");
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base = xdg == null || xdg.isBlank() ? Path.of(home, ".cache") : Path.of(xdg);
    return base.resolve("kamcl");
  }

  /** An environment variable, or the system property of the same name. */
  private static @Nullable String setting(String name) {
    String property = System.getProperty(name);
    return property != null ? property : System.getenv(name);
  }

  /**
   * A subfolder that only the user can read and change; it is created if it is missing.
   *
   * @param name of the subfolder
   * @throws KamclException if it cannot be created, belongs to another user, can be changed by
   *     others, or is a link
   */
  public static Path subfolder(String name) {
    Path root = location();
    try {
      Path parent = root.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      create(root);
      checkRoot(root);
      Path folder = root.toRealPath().resolve(name);
      create(folder);
      checkPrivate(folder);
      return folder;
    } catch (IOException e) {
      throw new KamclException(e, FileError.CACHE_NOT_WRITABLE, root, reason(e));
    }
  }

  private static void create(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      if (isPosix()) {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
      } else {
        Files.createDirectory(folder);
      }
    } catch (FileAlreadyExistsException e) {
      // Another program was faster; the checks that follow tell whose it is.
      return;
    }
  }

  /**
   * Checks the cache folder itself: others must not be able to replace its subfolders.
   *
   * @throws KamclException if they are
   */
  private static void checkRoot(Path root) throws IOException {
    if (!isPosix()) {
      return;
    }
    if (Files.isSymbolicLink(root)) {
      // The user may keep the cache on another disk; another user may not choose the place.
      checkOwner(root, attributes(root));
    }
    Path real = root.toRealPath();
    PosixFileAttributes attributes = attributes(real);
    int owner = uid(real);
    if (owner != ROOT) {
      checkOwner(real, attributes);
    }
    boolean sticky = (mode(real) & STICKY) != 0;
    if (isWritableByOthers(attributes) && !sticky) {
      throw new KamclException(FileError.CACHE_WRITABLE_BY_OTHERS, real);
    }
  }

  /**
   * Checks that a folder is no link, belongs to the user, and that others cannot change it.
   *
   * @throws KamclException if not
   */
  static void checkPrivate(Path folder) throws IOException {
    if (Files.isSymbolicLink(folder)) {
      throw new KamclException(FileError.CACHE_LINK, folder);
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new KamclException(FileError.CACHE_NOT_A_FOLDER, folder);
    }
    if (!isPosix()) {
      return;
    }
    PosixFileAttributes attributes = attributes(folder);
    checkOwner(folder, attributes);
    if (isWritableByOthers(attributes)) {
      throw new KamclException(FileError.CACHE_WRITABLE_BY_OTHERS, folder);
    }
  }

  private static boolean isWritableByOthers(PosixFileAttributes attributes) {
    return attributes.permissions().stream().anyMatch(OTHERS_WRITE::contains);
  }

  private static void checkOwner(Path path, PosixFileAttributes attributes) throws IOException {
    Optional<Integer> user = CurrentUser.ID;
    if (user.isPresent() && user.get() != uid(path)) {
      throw new KamclException(FileError.CACHE_FOREIGN, path, attributes.owner().getName());
    }
  }

  private static PosixFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static int uid(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  private static int mode(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
  }

  static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
  }

  static String reason(IOException failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  /** The user of this process. */
  private static final class CurrentUser {
    static final Optional<Integer> ID = user();

    private static Optional<Integer> user() {
      Path self = Path.of("/proc/self");
      try {
        if (Files.exists(self)) {
          return Optional.of((Integer) Files.getAttribute(self, "unix:uid"));
        }
        // A new file belongs to the user.
        Path probe = Files.createTempFile(Path.of(System.getProperty("user.home")), ".kamcl", "");
        try {
          return Optional.of(uid(probe));
        } finally {
          Files.delete(probe);
        }
      } catch (IOException | UncheckedIOException e) {
        // Nothing says who the user is; the permissions are checked all the same.
        return Optional.empty();
      }
    }
  }
}
