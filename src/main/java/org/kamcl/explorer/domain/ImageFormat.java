package org.kamcl.explorer.domain;

import java.util.List;

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
}
