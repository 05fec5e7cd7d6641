package org.kamcl.explorer.domain;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A format of image files that the program reads.
 *
 * @param name as people know it, such as {@code GeoTIFF}
 * @param extensions of file names, in lower case and without the dot; the usual one first
 */
public record ImageFormat(String name, List<String> extensions) {
  /** Copies the extensions. */
  public ImageFormat {
    extensions = List.copyOf(extensions);
  }

  /** Whether a file name has an extension of this format. */
  public boolean hasExtensionOf(Path file) {
    String name = file.toString();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return extensions.contains(extension);
  }
}
