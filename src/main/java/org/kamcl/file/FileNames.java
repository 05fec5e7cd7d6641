package org.kamcl.file;

import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Compares the names of files. The same name exists in two Unicode spellings: composed (NFC), as
 * most systems and spreadsheets write it, and decomposed (NFD), as macOS stores it.
 */
public final class FileNames {
  private FileNames() {}

  /**
   * The form of a path by which names are compared: composed letters, '/' between folders, without
   * a leading "./".
   */
  public static String key(String path) {
    String plain = path.replace('\\', '/');
    while (plain.startsWith("./")) {
      plain = plain.substring(2);
    }
    return UnicodeForms.composed(plain);
  }

  /** The {@link #key} without the difference between upper and lower case. */
  public static String foldedKey(String path) {
    return key(path).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /**
   * Whether the text of a path names the same file again. It does not if the name has bytes that
   * are not characters in the encoding of the system, such as a Latin-1 name where names are UTF-8.
   */
  public static boolean isText(Path path) {
    try {
      return path.equals(path.getFileSystem().getPath(path.toString()));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** The encoding of the names of files, which is that of the locale. */
  public static String encoding() {
    return System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name());
  }

  /**
   * The text of a path with each byte that is not a character as {@code %} and two hexadecimal
   * digits, for messages.
   */
  public static String display(Path path) {
    if (isText(path)) {
      return path.toString();
    }
    StringBuilder text = new StringBuilder();
    for (Path part : path) {
      text.append('/').append(isText(part) ? part.toString() : escaped(part));
    }
    return path.isAbsolute() ? text.toString() : text.substring(1);
  }

  /** The last part of a URI, which has the bytes of the name. */
  private static String escaped(Path name) {
    String uri = Path.of("/").resolve(name).toUri().getRawPath();
    return uri.substring(uri.lastIndexOf('/') + 1);
  }
}
