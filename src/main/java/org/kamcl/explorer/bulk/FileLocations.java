package org.kamcl.explorer.bulk;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.kamcl.error.KamclException;

/** Where the files that a job read by their URIs are on this machine. */
public final class FileLocations {
  private static final String FILE = "file";

  /** Folders by the beginning of the URIs; the longest counts. */
  private final TreeMap<String, Path> folders = new TreeMap<>();

  /**
   * @param folders by the beginning of the URIs of the files in them
   */
  public FileLocations(Map<String, Path> folders) {
    folders.forEach(
        (start, folder) ->
            this.folders.put(
                start.endsWith("/") ? start : start + "/", folder.toAbsolutePath().normalize()));
  }

  /**
   * The path of a file.
   *
   * @throws KamclException if it is not on this machine
   */
  public Path of(String uri) {
    for (Map.Entry<String, Path> entry : folders.descendingMap().entrySet()) {
      String start = entry.getKey();
      if ((uri + "/").startsWith(start)) {
        String rest = uri.length() > start.length() ? uri.substring(start.length()) : "";
        // With a scheme, so that a colon in a name is part of the path.
        String below = URI.create("file:///" + rest).getPath().substring(1);
        return entry.getValue().resolve(below).normalize();
      }
    }
    URI parsed = URI.create(uri);
    if (!FILE.equals(parsed.getScheme())) {
      throw new KamclException(BulkError.FILE_ELSEWHERE, uri);
    }
    return Path.of(parsed);
  }
}
