package org.kamcl.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kamcl.error.KamclException;

/**
 * Recognizes what downloads leave in place of a file: the pointer of Git LFS where its content was
 * not fetched, and a web page where a server answered with an error or a sign-in form.
 */
public final class PlaceholderFiles {
  private static final int HEAD = 512;

  /**
   * A pointer by its keys: the address of its specification differs between versions of Git LFS.
   */
  private static final Pattern LFS =
      Pattern.compile("version \\S+\\r?\\n(ext-[^\\n]*\\n)*oid \\w+:[0-9a-f]+");

  private PlaceholderFiles() {}

  /**
   * What a file is instead of its content; empty if it is neither.
   *
   * @param head its first bytes; 512 are enough
   */
  public static Optional<FileError> find(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    text = text.startsWith("\ufeff") ? text.substring(1) : text;
    if (LFS.matcher(text).lookingAt()) {
      return Optional.of(FileError.GIT_LFS_POINTER);
    }
    String start = withoutComments(text.stripLeading().toLowerCase(Locale.ROOT));
    boolean page =
        start.startsWith("<!doctype html")
            || start.matches("(?s)<(html|head|body)[\\s>].*")
            || start.matches("(?s)<\\?xml[^>]*>\\s*(<!doctype html|<html[\\s>]).*");
    return page ? Optional.of(FileError.WEB_PAGE) : Optional.empty();
  }

  private static String withoutComments(String text) {
    String rest = text;
    while (rest.startsWith("<!--")) {
      int end = rest.indexOf("-->");
      if (end < 0) {
        return rest;
      }
      rest = rest.substring(end + 3).stripLeading();
    }
    return rest;
  }

  /**
   * Checks the first bytes of a file.
   *
   * @throws KamclException if the file is a pointer or a web page
   */
  public static void check(Path file, byte[] head) {
    find(head)
        .ifPresent(
            code -> {
              throw new KamclException(code, file);
            });
  }

  /**
   * Checks a file that could not be read, to name the reason. A file that cannot be opened passes.
   *
   * @throws KamclException if the file is a pointer or a web page
   */
  public static void check(Path file) {
    byte[] head;
    try (InputStream in = RegularFiles.open(file)) {
      head = in.readNBytes(HEAD);
    } catch (IOException e) {
      return;
    }
    check(file, head);
  }
}
