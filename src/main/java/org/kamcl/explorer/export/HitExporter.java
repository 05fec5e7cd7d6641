package org.kamcl.explorer.export;

import java.io.IOException;
import java.nio.file.Path;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.domain.SearchResult;

/**
 * Writes hits in one format. A new format is one implementation and a line in {@link HitExporters}.
 */
interface HitExporter {
  /** The format that it writes. */
  ExportFormat format();

  /**
   * Writes a result. An existing file is replaced only when all of the new one is written.
   *
   * @param target absolute path
   * @param safePoint is called before anything slow; what it throws ends the export
   * @throws IOException if the file cannot be written
   */
  void write(SearchResult result, Path target, Runnable safePoint) throws IOException;
}
