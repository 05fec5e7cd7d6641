package org.kamcl.explorer.cli.archive;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.api.ExportService;
import org.kamcl.explorer.domain.ImageOrder;

/** Files that images are exported to. */
final class ExportFiles {
  /** The formats, for the help of options. */
  static final String FORMATS =
      "The extension selects the format: .geojson, .gpkg (GeoPackage), .stac.json (STAC items),"
          + " .catalog.json or catalog.json (STAC catalog, with its items in NAME_items), .csv,"
          + " .parquet (with embeddings), .npy (embeddings, with their images in NAME.npy.csv), .txt"
          + " (paths) or .html (report, with its images in NAME_files). Folders beside the file are"
          + " replaced if they contain nothing else.";

  private ExportFiles() {}

  /**
   * The formats of files, by their extensions.
   *
   * @throws KamclException if one has an unknown extension
   */
  static Map<Path, ExportFormat> formats(List<Path> files, ExportService exporter) {
    Map<Path, ExportFormat> formats = new LinkedHashMap<>();
    for (Path file : files) {
      formats.put(
          file,
          exporter
              .formatOf(file)
              .orElseThrow(
                  () ->
                      new KamclException(
                          ArchiveCommandError.UNKNOWN_EXPORT_FORMAT,
                          file,
                          exporter.formats().stream().map(ExportFormat::extension).toList())));
    }
    return formats;
  }

  /**
   * The order of a list.
   *
   * @throws KamclException if there is none of this name
   */
  static ImageOrder.Key sortKey(String name) {
    return Arrays.stream(ImageOrder.Key.values())
        .filter(key -> key.name().equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(() -> new KamclException(ArchiveCommandError.UNKNOWN_SORT_KEY, name));
  }
}
