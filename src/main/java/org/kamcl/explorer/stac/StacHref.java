package org.kamcl.explorer.stac;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The addresses of links and assets. Relative addresses and {@code file:} lead to files of this
 * machine, wherever the user may read. All others lead to the network, also names of Windows
 * shares, and are never opened.
 */
final class StacHref {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private StacHref() {}

  /** Whether an address leads to the network, or cannot be understood. */
  static boolean isRemote(String href) {
    return href.startsWith("//")
        || href.startsWith("\\\\")
        || (SCHEME.matcher(href).matches() && fileOfUri(href).isEmpty());
  }

  /**
   * The file of an address that is not remote.
   *
   * @param document the file that contains it
   * @return empty if no file can have this name
   */
  static Optional<Path> resolve(Path document, String href) {
    if (href.isBlank() || isRemote(href)) {
      return Optional.empty();
    }
    if (SCHEME.matcher(href).matches()) {
      return fileOfUri(href);
    }
    Optional<Path> decoded = beside(document, decoded(href));
    // Some programs write names as they are, not as the standard for addresses requires.
    return decoded.filter(Files::exists).or(() -> beside(document, href)).or(() -> decoded);
  }

  private static Optional<Path> beside(Path document, String name) {
    try {
      Path folder = document.toAbsolutePath().normalize().getParent();
      return folder == null ? Optional.empty() : Optional.of(folder.resolve(name).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static String decoded(String href) {
    try {
      String path = new URI(href).getPath();
      return path == null ? href : path;
    } catch (URISyntaxException e) {
      return href;
    }
  }

  private static Optional<Path> fileOfUri(String href) {
    if (!href.toLowerCase(Locale.ROOT).startsWith("file:")) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(href);
      String host = uri.getAuthority();
      if (uri.getPath() == null
          || uri.getPath().startsWith("//")
          || (host != null && !host.isEmpty() && !host.equalsIgnoreCase("localhost"))) {
        return Optional.empty();
      }
      return Optional.of(Path.of(new URI("file", null, uri.getPath(), null)).normalize());
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
