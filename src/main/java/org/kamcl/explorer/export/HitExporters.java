package org.kamcl.explorer.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.commons.io.FileUtils;
import org.kamcl.explorer.api.ExportService;
import org.kamcl.explorer.api.ThumbnailSource;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchResult;

/** Writes hits in every format: beside the file first, then in its place. */
public final class HitExporters implements ExportService {
  private final SearchCommandLine line;
  private final ThumbnailSource thumbnails;
  private final ThumbnailWriter pictures;

  /**
   * @param home the workspace, named in the line that repeats a search
   * @param thumbnails for pages with pictures
   * @param pictures writes them
   */
  public HitExporters(Path home, ThumbnailSource thumbnails, ThumbnailWriter pictures) {
    this.line = new SearchCommandLine(home);
    this.thumbnails = thumbnails;
    this.pictures = pictures;
  }

  /** Writes the content of a file. */
  @FunctionalInterface
  private interface Content {
    void write(BufferedWriter out) throws IOException;
  }

  @Override
  public void export(SearchResult hits, Format format, Path file) {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new ExplorerException(file + " is a folder. Name a file to write the hits into.");
    }
    try {
      switch (format) {
        case GEOJSON -> replace(target, out -> new GeoJsonExporter(line).write(hits, out));
        case CSV -> replace(target, out -> new CsvExporter().write(hits, out));
        case FILES -> replace(target, out -> list(hits, out));
        case HTML -> page(hits, target);
      }
    } catch (NoSuchFileException e) {
      throw new ExplorerException(
          "The hits could not be written: there is no folder "
              + target.getParent()
              + ". Make it first, or name another.",
          e);
    } catch (IOException e) {
      throw new ExplorerException(
          "The hits could not be written to "
              + file
              + " ("
              + e.getMessage()
              + "). Check the free space and the rights of the folder.",
          e);
    }
  }

  private static void list(SearchResult hits, BufferedWriter out) throws IOException {
    Set<Path> files = new LinkedHashSet<>();
    for (SearchHit hit : hits.hits()) {
      if (files.add(hit.image().file())) {
        out.write(hit.image().file() + "\n");
      }
    }
  }

  private void page(SearchResult hits, Path target) throws IOException {
    Path folder = HtmlReport.folderOf(target);
    Path fresh = folder.resolveSibling("." + folder.getFileName() + ".part");
    Path old = folder.resolveSibling("." + folder.getFileName() + ".old");
    FileUtils.deleteDirectory(fresh.toFile());
    FileUtils.deleteDirectory(old.toFile());
    boolean done = false;
    try {
      Files.createDirectory(fresh);
      HtmlReport page = new HtmlReport(line, thumbnails, pictures, fresh, folder);
      replace(
          target,
          out -> {
            page.write(hits, out);
            // The page is put in its place when its pictures are in theirs.
            if (Files.exists(folder)) {
              Files.move(folder, old);
            }
            Files.move(fresh, folder);
          });
      done = true;
    } finally {
      if (!done && Files.exists(old)) {
        FileUtils.deleteDirectory(folder.toFile());
        Files.move(old, folder);
      }
      FileUtils.deleteDirectory(fresh.toFile());
      FileUtils.deleteDirectory(old.toFile());
    }
  }

  private static void replace(Path target, Content content) throws IOException {
    Path fresh = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      try (BufferedWriter out = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
        content.write(out);
      }
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
