package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.imagery.TilingSpec;

/**
 * What to index and how.
 *
 * @param paths folders with images, including their sub-folders, and single image files
 * @param locationTable a table {@code filename,lon,lat[,date][,meters]} for images without a
 *     location
 * @param collection name of the collection; by default the name of each folder
 * @param tiling how scenes are tiled
 * @param rendering band rendering of rasters
 * @param dateParser finds dates in file names
 * @param crs CRS of files that have coordinates but none; empty keeps earlier assignments
 * @param forgetMissing whether images whose files are missing are removed from the archive
 */
public record IndexRequest(
    List<Path> paths,
    Optional<Path> locationTable,
    Optional<String> collection,
    TilingSpec tiling,
    BandRendering rendering,
    Optional<FilenameDateParser> dateParser,
    Optional<CrsAssignment> crs,
    boolean forgetMissing) {

  /**
   * A request with the default band rendering.
   *
   * @param tileMeters side length of the tiles of scenes, meters
   */
  public IndexRequest(
      List<Path> folders,
      Optional<Path> places,
      Optional<String> collection,
      double tileMeters,
      boolean forgetMissing) {
    this(
        folders,
        places,
        collection,
        TilingSpec.ofMeters(tileMeters),
        BandRendering.DEFAULT,
        Optional.empty(),
        Optional.empty(),
        forgetMissing);
  }

  /** A folder with all the defaults. */
  public static IndexRequest of(Path folder) {
    return of(List.of(folder));
  }

  /** Folders and files with all the defaults. */
  public static IndexRequest of(List<Path> paths) {
    return new IndexRequest(
        paths,
        Optional.empty(),
        Optional.empty(),
        TilingSpec.DEFAULT,
        BandRendering.DEFAULT,
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** The same with a table of places. */
  public IndexRequest withLocationTable(Path table) {
    return new IndexRequest(
        paths, Optional.of(table), collection, tiling, rendering, dateParser, crs, forgetMissing);
  }

  /** The same with a name for the files. */
  public IndexRequest withCollection(String name) {
    return new IndexRequest(
        paths, locationTable, Optional.of(name), tiling, rendering, dateParser, crs, forgetMissing);
  }

  /** The same, seen otherwise. */
  public IndexRequest withRendering(BandRendering other) {
    return new IndexRequest(
        paths, locationTable, collection, tiling, other, dateParser, crs, forgetMissing);
  }

  /** The same, cut otherwise. */
  public IndexRequest withTiling(TilingSpec other) {
    return new IndexRequest(
        paths, locationTable, collection, other, rendering, dateParser, crs, forgetMissing);
  }

  /** The same with dates in the names of files. */
  public IndexRequest withDateParser(FilenameDateParser pattern) {
    return new IndexRequest(
        paths,
        locationTable,
        collection,
        tiling,
        rendering,
        Optional.of(pattern),
        crs,
        forgetMissing);
  }

  /** The same with an answer for files that have coordinates but name no system. */
  public IndexRequest withCrs(CrsAssignment answer) {
    return new IndexRequest(
        paths,
        locationTable,
        collection,
        tiling,
        rendering,
        dateParser,
        Optional.of(answer),
        forgetMissing);
  }
}
