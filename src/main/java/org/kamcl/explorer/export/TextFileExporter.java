package org.kamcl.explorer.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.file.OutputFiles;

/** An export into one text file in UTF-8. */
abstract class TextFileExporter implements HitExporter {
  private final ExportFormat format;

  TextFileExporter(ExportFormat format) {
    this.format = format;
  }

  /** Writes the content of a file. */
  @FunctionalInterface
  interface Content {
    void write(BufferedWriter out) throws IOException;
  }

  @Override
  public final ExportFormat format() {
    return format;
  }

  @Override
  public final void write(SearchResult result, Path target, Runnable safePoint) throws IOException {
    safePoint.run();
    replace(target, out -> write(result, out));
  }

  /** Writes the content. */
  abstract void write(SearchResult result, Writer out) throws IOException;

  /** Writes a file beside its target first, then moves it there. */
  static void replace(Path target, Content content) throws IOException {
    OutputFiles.replace(
        target,
        stream -> {
          BufferedWriter out =
              new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
          content.write(out);
          out.flush();
        });
  }
}
