package org.kamcl.explorer.api;

import java.nio.file.Path;
import org.kamcl.explorer.domain.SearchResult;

/** Writes hits to files. Blocking; call from any thread but the JavaFX thread. */
public interface ExportService {
  /**
   * Writes hits to a file. An existing file is replaced only when the new one is complete.
   *
   * @param hits the hits to write: all of a result, or some
   * @param file the file; {@link Format#HTML} also writes a folder with thumbnails beside it
   * @throws org.kamcl.error.KamclException if it cannot be written
   */
  void export(SearchResult hits, Format format, Path file);

  /** File formats. */
  enum Format {
    /** One feature per hit, WGS 84 (RFC 7946). */
    GEOJSON(".geojson"),
    /** One row per hit. */
    CSV(".csv"),
    /** One path per line, each file once. */
    FILES(".txt"),
    /** A page with thumbnails and the command that repeats the search. */
    HTML(".html");

    private final String suffix;

    Format(String suffix) {
      this.suffix = suffix;
    }

    /** File extension with its dot. */
    public String suffix() {
      return suffix;
    }
  }
}
