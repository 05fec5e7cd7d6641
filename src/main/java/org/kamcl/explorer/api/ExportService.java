package org.kamcl.explorer.api;

import java.nio.file.Path;
import org.kamcl.explorer.domain.SearchResult;

/** Writes hits into files for other programs. Any thread but one that draws. */
public interface ExportService {
  /**
   * Writes a result; an existing file is replaced only when all of it is written.
   *
   * @param hits what is written: all of a result, or some
   * @param file to write; of {@link Format#HTML} pictures go into a folder beside it
   * @throws ExplorerException if it cannot be written; the message names the file
   */
  void export(SearchResult hits, Format format, Path file);

  /** What can be written. */
  enum Format {
    /** A feature a hit, WGS 84 (RFC 7946). */
    GEOJSON(".geojson"),
    /** A row a hit. */
    CSV(".csv"),
    /** A path a line, each file once. */
    FILES(".txt"),
    /** A page with pictures, and the command that repeats the search. */
    HTML(".html");

    private final String suffix;

    Format(String suffix) {
      this.suffix = suffix;
    }

    /** End of a file name, with its dot. */
    public String suffix() {
      return suffix;
    }
  }
}
