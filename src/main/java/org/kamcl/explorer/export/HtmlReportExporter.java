package org.kamcl.explorer.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.api.ImageExplanations;
import org.kamcl.explorer.api.ThumbnailSource;
import org.kamcl.explorer.domain.SearchResult;

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
    FileWithFolder.replace(
        target,
        folder,
        (out, images) ->
            new HtmlReport(command, thumbnails, writer, images, folder, explanations, safePoint)
                .write(result, out));
  }
}
