package org.kamcl.explorer.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.api.ExportService;
import org.kamcl.explorer.api.ImageExplanations;
import org.kamcl.explorer.api.ThumbnailSource;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.file.RegularFiles;

/**
 * The formats in which hits are exported: the one list from which window and command line derive.
 */
public final class HitExporters implements ExportService {
  private final List<HitExporter> exporters;

  /**
   * @param workspace folder that the command that repeats a search names
   * @param thumbnails for reports with images
   * @param writer of the thumbnails
   * @param explanations for reports with explanations
   * @param details for databases and data frames
   */
  public HitExporters(
      Path workspace,
      ThumbnailSource thumbnails,
      ThumbnailWriter writer,
      ImageExplanations explanations,
      ImageDetails details) {
    SearchCommandLine command = new SearchCommandLine(workspace);
    CsvExporter csv = new CsvExporter();
    this.exporters =
        List.of(
            new GeoJsonExporter(command),
            new GeoPackageExporter(command, details),
            new StacExporter(command, details),
            new StacCatalogExporter(command, details),
            csv,
            new ParquetExporter(command, details),
            new NpyExporter(csv, details),
            new FileListExporter(),
            new HtmlReportExporter(command, thumbnails, writer, Optional.empty()),
            new HtmlReportExporter(command, thumbnails, writer, Optional.of(explanations)));
  }

  @Override
  public List<ExportFormat> formats() {
    return exporters.stream().map(HitExporter::format).toList();
  }

  @Override
  public void export(SearchResult hits, ExportFormat format, Path file, Runnable safePoint) {
    HitExporter exporter =
        exporters.stream()
            .filter(one -> one.format().equals(format))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No exporter writes " + format));
    write(file, target -> exporter.write(hits, target, safePoint));
  }

  @Override
  public void exportReasons(
      SearchHit hit, SearchRequest search, Explanation explanation, Path file) {
    write(file, target -> ReasonsJson.write(hit, search, explanation, target));
  }

  /** Writes a file. */
  private interface FileWriter {
    void write(Path target) throws IOException;
  }

  private static void write(Path file, FileWriter writer) {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new KamclException(ExportError.IS_FOLDER, file);
    }
    RegularFiles.check(target);
    try {
      writer.write(target);
    } catch (NoSuchFileException e) {
      throw new KamclException(e, ExportError.FOLDER_MISSING, file, target.resolveSibling(""));
    } catch (IOException e) {
      throw new KamclException(e, ExportError.WRITE_FAILED, file, String.valueOf(e.getMessage()));
    }
  }
}
