package org.kamcl.explorer.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.api.ImageExplanations;
import org.kamcl.explorer.api.ThumbnailSource;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.file.Leftovers;
import org.kamcl.file.OutputFolder;
import org.kamcl.file.TemporaryName;

/** A report with images, in a folder beside it, and the command that repeats the search. */
final class HtmlReportExporter implements HitExporter {
  private final SearchCommandLine command;
  private final ThumbnailSource thumbnails;
  private final ThumbnailWriter writer;
  private final Optional<ImageExplanations> explanations;

  /**
   * @param explanations explains the hits; empty for a report without explanations
   */
  HtmlReportExporter(
      SearchCommandLine command,
      ThumbnailSource thumbnails,
      ThumbnailWriter writer,
      Optional<ImageExplanations> explanations) {
    this.command = command;
    this.thumbnails = thumbnails;
    this.writer = writer;
    this.explanations = explanations;
  }

  @Override
  public ExportFormat format() {
    String id = explanations.isPresent() ? ExportFormat.EXPLAINED : "html";
    return new ExportFormat(id, ".html", false, true);
  }

  @Override
  public void write(SearchResult result, Path target, Runnable safePoint) throws IOException {
    Path folder = HtmlReport.folderOf(target);
    OutputFolder.checkReplaceable(folder);
    Leftovers.removeOf(folder);
    Path part = TemporaryName.beside(folder);
    Path old = TemporaryName.beside(folder);
    boolean done = false;
    try {
      Files.createDirectory(part);
      HtmlReport report =
          new HtmlReport(
              command,
              thumbnails,
              writer,
              OutputFolder.open(part),
              folder,
              explanations,
              safePoint);
      TextFileExporter.replace(
          target,
          out -> {
            report.write(result, out);
            // The images are moved first: a report never refers to images that are not there.
            if (Files.exists(folder)) {
              OutputFolder.checkReplaceable(folder);
              Files.move(folder, old);
            }
            Files.move(part, folder);
          });
      done = true;
    } finally {
      if (!done && Files.exists(old)) {
        OutputFolder.delete(folder);
        Files.move(old, folder);
      }
      OutputFolder.delete(part);
      OutputFolder.delete(old);
    }
  }
}
