package org.kamcl.explorer.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.kamcl.error.ErrorText;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchResult;

/**
 * The paths of the image files, one per line, each file once. Line breaks and other control
 * characters in a name are written as Unicode escapes.
 */
final class FileListExporter extends TextFileExporter {
  FileListExporter() {
    super(new ExportFormat("files", ".txt", false, false));
  }

  @Override
  void write(SearchResult result, Writer out) throws IOException {
    Set<Path> files = new LinkedHashSet<>();
    for (SearchHit hit : result.hits()) {
      if (files.add(hit.image().file())) {
        out.write(ErrorText.escapedLine(hit.image().file().toString()) + "\n");
      }
    }
  }
}
