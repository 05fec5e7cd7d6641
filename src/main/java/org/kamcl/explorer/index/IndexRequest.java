package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.RasterLook;
import org.kamcl.explorer.domain.SystemAnswer;
import org.kamcl.explorer.imagery.Cutting;

/**
 * What is to be made searchable.
 *
 * @param folders with images; sub-folders belong to them. A single image stands for itself, as if
 *     its folder held nothing else
 * @param places a table of places, {@code filename,lon,lat[,date][,metres]}
 * @param collection name for the files; by default the name of the folder
 * @param cutting of large scenes
 * @param look bands and stretch of rasters
 * @param dates how dates stand in the names of files
 * @param system of files that have coordinates but name no system; empty leaves what was said
 *     before
 * @param forgetGone whether pictures are forgotten whose files are no longer in the folders
 */
public record IndexRequest(
    List<Path> folders,
    Optional<Path> places,
    Optional<String> collection,
    Cutting cutting,
    RasterLook look,
    Optional<NameDates> dates,
    Optional<SystemAnswer> system,
    boolean forgetGone) {

  /**
   * With windows by their width on the ground, and the defaults else.
   *
   * @param windowMetres width of the windows of large scenes
   */
  public IndexRequest(
      List<Path> folders,
      Optional<Path> places,
      Optional<String> collection,
      double windowMetres,
      boolean forgetGone) {
    this(
        folders,
        places,
        collection,
        Cutting.ofMetres(windowMetres),
        RasterLook.DEFAULT,
        Optional.empty(),
        Optional.empty(),
        forgetGone);
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
        Cutting.DEFAULT,
        RasterLook.DEFAULT,
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** The same with a table of places. */
  public IndexRequest with(Path table) {
    return new IndexRequest(
        folders, Optional.of(table), collection, cutting, look, dates, system, forgetGone);
  }

  /** The same with a name for the files. */
  public IndexRequest named(String name) {
    return new IndexRequest(
        folders, places, Optional.of(name), cutting, look, dates, system, forgetGone);
  }

  /** The same, seen otherwise. */
  public IndexRequest seen(RasterLook other) {
    return new IndexRequest(folders, places, collection, cutting, other, dates, system, forgetGone);
  }

  /** The same, cut otherwise. */
  public IndexRequest cut(Cutting other) {
    return new IndexRequest(folders, places, collection, other, look, dates, system, forgetGone);
  }

  /** The same with dates in the names of files. */
  public IndexRequest dated(NameDates pattern) {
    return new IndexRequest(
        folders, places, collection, cutting, look, Optional.of(pattern), system, forgetGone);
  }

  /** The same with an answer for files that have coordinates but name no system. */
  public IndexRequest answered(SystemAnswer answer) {
    return new IndexRequest(
        folders, places, collection, cutting, look, dates, Optional.of(answer), forgetGone);
  }
}
