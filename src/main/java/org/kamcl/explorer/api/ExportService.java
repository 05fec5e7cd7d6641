package org.kamcl.explorer.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;

/** Writes hits into files for other programs. Not for the JavaFX thread. */
public interface ExportService {
  /** The formats in which hits can be written; the first is the default. */
  List<ExportFormat> formats();

  /**
   * Writes a result. An existing file is replaced only when all of the new one is written.
   *
   * @param hits all of a result, or a selection
   * @param format one of {@link #formats()}
   * @param file to write; a report or a catalog gets a folder beside it
   * @param safePoint is called often; what it throws ends the export and leaves the older file
   * @throws org.kamcl.error.KamclException if the file cannot be written
   */
  void export(SearchResult hits, ExportFormat format, Path file, Runnable safePoint);

  /** Writes a result to its end. */
  default void export(SearchResult hits, ExportFormat format, Path file) {
    export(hits, format, file, () -> {});
  }

  /**
   * Writes why an image is a hit, as JSON. An existing file is replaced only when all of the new
   * one is written.
   *
   * @param hit of the search
   * @param search that found it
   * @param explanation of the hit; sections that it lacks are empty
   * @param file to write
   * @throws org.kamcl.error.KamclException if the file cannot be written
   */
  void exportReasons(SearchHit hit, SearchRequest search, Explanation explanation, Path file);

  /** The format that a file name ends with. */
  default Optional<ExportFormat> formatOf(Path file) {
    return formats().stream().filter(format -> format.matches(file)).findFirst();
  }
}
