package org.kamcl.explorer.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.api.ThumbnailSource;
import org.kamcl.explorer.domain.SearchResult;

/** A report with images, in a folder beside it, and the command that repeats the search. */
final class HtmlReportExporter implements HitExporter {
  private final SearchCommandLine command;
  private final ThumbnailSource thumbnails;
  private final ThumbnailWriter writer;

  HtmlReportExporter(
      SearchCommandLine command, ThumbnailSource thumbnails, ThumbnailWriter writer) {
    this.command = command;
    this.thumbnails = thumbnails;
    this.writer = writer;
  }

  @Override
  public ExportFormat format() {
    return new ExportFormat("html", ".html", false, true);
  }

  @Override
  public void write(SearchResult result, Path target) throws IOException {
    Path folder = HtmlReport.folderOf(target);
    Path part = folder.resolveSibling("." + folder.getFileName() + ".part");
    Path old = folder.resolveSibling("." + folder.getFileName() + ".old");
    FileUtils.deleteDirectory(part.toFile());
    FileUtils.deleteDirectory(old.toFile());
    boolean done = false;
    try {
      Files.createDirectory(part);
      HtmlReport report = new HtmlReport(command, thumbnails, writer, part, folder);
      TextFileExporter.replace(
          target,
          out -> {
            report.write(result, out);
            // The images are moved first: a report never refers to images that are not there.
            if (Files.exists(folder)) {
              Files.move(folder, old);
            }
            Files.move(part, folder);
          });
      done = true;
    } finally {
      if (!done && Files.exists(old)) {
        FileUtils.deleteDirectory(folder.toFile());
        Files.move(old, folder);
      }
      FileUtils.deleteDirectory(part.toFile());
      FileUtils.deleteDirectory(old.toFile());
    }
  }
}
