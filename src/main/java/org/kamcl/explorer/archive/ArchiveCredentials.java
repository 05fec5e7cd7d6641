package org.kamcl.explorer.archive;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.kamcl.error.KamclException;
import org.kamcl.file.RegularFiles;

/**
 * Who asks a shared archive, and which servers are trusted. Comes from environment variables or
 * from a file that only its owner can read; never from arguments or from the workspace. {@link
 * #toString} names no secret.
 */
public final class ArchiveCredentials {
  /** Without a user, and with the certificates that Java trusts. */
  public static final ArchiveCredentials NONE = new ArchiveCredentials(Map.of());

  /** Names a file with the entries {@code user}, {@code password} and so on. */
  public static final String FILE_VARIABLE = "KAMCL_ARCHIVE_CREDENTIALS";

  private static final String USER = "user";
  private static final String PASSWORD = "password";
  private static final String TRUST_STORE = "trustStore";
  private static final String TRUST_STORE_PASSWORD = "trustStorePassword";
  private static final Map<String, String> VARIABLES =
      Map.of(
          USER, "KAMCL_ARCHIVE_USER",
          PASSWORD, "KAMCL_ARCHIVE_PASSWORD",
          TRUST_STORE, "KAMCL_ARCHIVE_TRUST_STORE",
          TRUST_STORE_PASSWORD, "KAMCL_ARCHIVE_TRUST_STORE_PASSWORD");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Map<String, String> entries;

  private ArchiveCredentials(Map<String, String> entries) {
    if (entries.containsKey(USER) != entries.containsKey(PASSWORD)) {
      throw new KamclException(ArchiveError.CREDENTIALS_INCOMPLETE);
    }
    this.entries = Map.copyOf(entries);
  }

  /**
   * The credentials that the environment names: {@code KAMCL_ARCHIVE_USER}, {@code
   * KAMCL_ARCHIVE_PASSWORD}, {@code KAMCL_ARCHIVE_TRUST_STORE} (a PKCS 12 or JKS file) and {@code
   * KAMCL_ARCHIVE_TRUST_STORE_PASSWORD}, or {@value #FILE_VARIABLE}, a file of properties with the
   * entries {@code user}, {@code password}, {@code trustStore} and {@code trustStorePassword}. A
   * variable takes precedence over the entry of the file.
   *
   * @throws KamclException if the file can be read by others, cannot be read, or has other entries,
   *     or one of user and password is missing
   */
  public static ArchiveCredentials of(Map<String, String> environment) {
    Map<String, String> entries = new HashMap<>();
    String file = environment.getOrDefault(FILE_VARIABLE, "");
    if (!file.isBlank()) {
      entries.putAll(read(Path.of(file)));
    }
    VARIABLES.forEach(
        (entry, variable) -> {
          String value = environment.getOrDefault(variable, "");
          if (!value.isEmpty()) {
            entries.put(entry, value);
          }
        });
    return new ArchiveCredentials(entries);
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try {
      if (isOpen(file)) {
        throw new KamclException(ArchiveError.CREDENTIALS_OPEN_TO_OTHERS, file);
      }
      properties.load(new StringReader(RegularFiles.readString(file)));
    } catch (IOException e) {
      throw new KamclException(e, ArchiveError.CREDENTIALS_NOT_READ, file, reason(e));
    } catch (IllegalArgumentException e) {
      // A wrong escape; the cause is left out since it may repeat a part of the file.
      throw new KamclException(
          ArchiveError.CREDENTIALS_NOT_READ, file, "it is not a file of properties");
    }
    Map<String, String> entries = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (!VARIABLES.containsKey(name)) {
        throw new KamclException(ArchiveError.CREDENTIALS_ENTRY_UNKNOWN, file, name);
      }
      entries.put(name, properties.getProperty(name));
    }
    return entries;
  }

  /** Whether anyone but the owner may use the file; Windows protects by folder. */
  private static boolean isOpen(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file));
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName();
  }

  private Optional<String> entry(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** The user; empty where the servers ask for none. */
  public Optional<String> user() {
    return entry(USER);
  }

  /** The password of the user. */
  public Optional<String> password() {
    return entry(PASSWORD);
  }

  /** A file with the certificates that are trusted; empty for those that Java trusts. */
  public Optional<Path> trustStore() {
    return entry(TRUST_STORE).map(Path::of);
  }

  /** The password of the file with the certificates. */
  public Optional<String> trustStorePassword() {
    return entry(TRUST_STORE_PASSWORD);
  }

  @Override
  public String toString() {
    return "ArchiveCredentials" + entries.keySet();
  }
}
