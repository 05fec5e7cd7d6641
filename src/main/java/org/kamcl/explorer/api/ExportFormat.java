package org.kamcl.explorer.api;

import java.nio.file.Path;
import java.util.Locale;

/**
 * A format in which hits can be exported.
 *
 * @param id short name, such as {@code geojson}; the key of its title is {@code export.} and the id
 * @param extension end of the file name, with its dot
 * @param locations whether programs that read the file draw the hits at their location, so that one
 *     without a location matters
 * @param opensInBrowser whether the file is meant to be looked at after it is written
 */
public record ExportFormat(String id, String extension, boolean locations, boolean opensInBrowser) {
  /** The id of the report with explanations, which has the extension of the report without. */
  public static final String EXPLAINED = "explained";

  /**
   * Whether a file has a name of this format: with its extension, or one like {@code catalog.json},
   * which is all of an extension of two parts.
   */
  public boolean matches(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    boolean twoParts = extension.indexOf('.', 1) > 0;
    return name.endsWith(extension) || (twoParts && name.equals(extension.substring(1)));
  }
}
